package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sees to it that forms come from our own pages: a hidden field must repeat a cookie. */
final class CsrfGuard {

  private static final String COOKIE = "XSRF-TOKEN";
  private static final String FIELD = "_csrf";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Identifiers identifiers;

  CsrfGuard(Identifiers identifiers) {
    this.identifiers = identifiers;
  }

  /** The browser's token, or a new one. */
  String token(WebRequest request) {
    return known(request).orElseGet(identifiers::secret);
  }

  /** The answer with the cookie that the form's token is compared with. */
  WebResponse remember(WebResponse answer, String token) {
    return answer.with("Set-Cookie", COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Lax");
  }

  /** True when the form was made by a page of ours in the same browser. */
  boolean fromOurForm(WebRequest request) {
    Optional<String> field = request.form().first(FIELD);
    return field.isPresent()
        && known(request).filter(token -> Digests.same(token, field.get())).isPresent();
  }

  private static Optional<String> known(WebRequest request) {
    return request.cookie(COOKIE).filter(token -> TOKEN.matcher(token).matches());
  }
}
