package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.PoolDirectory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Who calls the token and the revocation endpoint (RFC 6749, section 2.3). */
final class ClientAuthentication {

  private record Credentials(String clientId, Optional<String> secret) {}

  private final PoolDirectory pools;

  ClientAuthentication(PoolDirectory pools) {
    this.pools = pools;
  }

  /** The client, when it is known and its secret, if it has one, is right. */
  Optional<AppClient> authenticate(WebRequest request, Parameters form) {
    return credentials(request, form)
        .flatMap(
            given ->
                pools
                    .findClient(given.clientId())
                    .filter(client -> secretFits(client, given.secret())));
  }

  private static boolean secretFits(AppClient client, Optional<String> given) {
    return client
        .clientSecret()
        .map(expected -> given.filter(secret -> Digests.same(expected, secret)).isPresent())
        .orElse(given.isEmpty());
  }

  private static Optional<Credentials> credentials(WebRequest request, Parameters form) {
    Optional<String> header = request.header("authorization");
    if (header.isEmpty()) {
      return form.first("client_id").map(id -> new Credentials(id, form.first("client_secret")));
    }
    String text = header.get();
    if (!text.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(text.substring("basic ".length()).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 0) {
        return Optional.empty();
      }
      String id = URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8);
      String secret = URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8);
      boolean contradicts = form.first("client_id").filter(other -> !other.equals(id)).isPresent();
      return contradicts
          ? Optional.empty()
          : Optional.of(
              new Credentials(id, secret.isEmpty() ? Optional.empty() : Optional.of(secret)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
