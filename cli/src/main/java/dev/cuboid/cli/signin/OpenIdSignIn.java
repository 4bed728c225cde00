package dev.cuboid.cli.signin;

import dev.cuboid.security.TokenContent;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A sign-in by authorization code with PKCE, whose answer the browser brings to this machine.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252, OAuth 2.0 for native apps</a>
 */
public final class OpenIdSignIn {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Where to sign in.
   *
   * @param issuer as the provider calls itself
   * @param clientId of an app client without a secret, whose callback is {@code
   *     http://localhost:<port>/callback}
   * @param scopes to ask for
   * @param port of the callback
   */
  public record Registration(String issuer, String clientId, List<String> scopes, int port) {
    public Registration {
      scopes = List.copyOf(scopes);
    }
  }

  /** What a provider gives; {@link #toString} shows none of it. */
  public record Tokens(String idToken, Optional<String> accessToken) {
    @Override
    public String toString() {
      return "Tokens";
    }
  }

  private final SecureRandom random;
  private final Browser browser;

  public OpenIdSignIn(SecureRandom random, Browser browser) {
    this.random = random;
    this.browser = browser;
  }

  /**
   * Blocks until somebody signed in, for five minutes at most.
   *
   * @throws SignInException when the provider refuses, or nobody signs in
   * @throws IOException when the provider cannot be reached, or the port cannot be had
   */
  public Tokens signIn(Registration provider) throws IOException, InterruptedException {
    String state = Pkce.secret(random);
    String nonce = Pkce.secret(random);
    String verifier = Pkce.secret(random);
    try (ProviderClient client = new ProviderClient()) {
      ProviderClient.Endpoints endpoints = client.discover(provider.issuer());
      try (LoopbackCallback callback = LoopbackCallback.open(provider.port(), state)) {
        browser.open(
            page(endpoints.authorization(), provider, callback.uri(), state, nonce, verifier));
        Map<String, String> answer = callback.await(PATIENCE);
        String code = code(answer, provider);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback.uri().toString());
        form.put("client_id", provider.clientId());
        form.put("code_verifier", verifier);
        return tokens(client.post(endpoints.token(), form), nonce);
      }
    }
  }

  private static URI page(
      URI endpoint,
      Registration provider,
      URI callback,
      String state,
      String nonce,
      String verifier) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", provider.clientId());
    parameters.put("redirect_uri", callback.toString());
    parameters.put("scope", String.join(" ", provider.scopes()));
    parameters.put("state", state);
    parameters.put("nonce", nonce);
    parameters.put("code_challenge", Pkce.challenge(verifier));
    parameters.put("code_challenge_method", "S256");
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + separator + Form.encode(parameters));
  }

  private static String code(Map<String, String> answer, Registration provider) {
    // RFC 9207: a code of another provider, brought here by a mix-up, must not reach this one.
    String issuer = answer.getOrDefault("iss", provider.issuer());
    if (!issuer.equals(provider.issuer())) {
      throw new SignInException("the answer is from another issuer than " + provider.issuer());
    }
    if (answer.containsKey("error")) {
      throw new SignInException(
          "the provider answers "
              + answer.get("error")
              + (answer.containsKey("error_description")
                  ? ": " + answer.get("error_description")
                  : ""));
    }
    return Optional.ofNullable(answer.get("code"))
        .orElseThrow(() -> new SignInException("the provider's answer has no code"));
  }

  private static Tokens tokens(JsonNode answer, String nonce) {
    String idToken = answer.path("id_token").asString("");
    if (idToken.isEmpty()) {
      throw new SignInException("the provider gave no ID token: ask for the scope openid");
    }
    if (!nonce.equals(nonceOf(idToken))) {
      throw new SignInException("the ID token is not the answer to this sign-in");
    }
    return new Tokens(
        idToken,
        Optional.of(answer.path("access_token").asString("")).filter(text -> !text.isEmpty()));
  }

  private static Object nonceOf(String idToken) {
    try {
      return Optional.ofNullable(TokenContent.read(idToken).claims().get("nonce")).orElse("");
    } catch (IllegalArgumentException e) {
      throw new SignInException("the ID token cannot be read: " + e.getMessage());
    }
  }
}
