package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.signin.AuthenticatorApps;
import java.util.Map;
import java.util.function.Function;

/** The page on which a user sets up an authenticator app during the sign-in. */
final class AppSetupPages {

  private final FormPage forms;
  private final AuthenticatorApps apps;

  AppSetupPages(FormPage forms, AuthenticatorApps apps) {
    this.forms = forms;
    this.apps = apps;
  }

  /** Shows a new secret. */
  WebResponse begin(WebRequest webRequest, AuthorizationRequest request, String session) {
    AuthenticatorApps.Association association = apps.associate(session);
    String next = association.session().orElse(session);
    return page(webRequest, request, next, association.secret(), "");
  }

  /** Takes the first code; goes on with the sign-in when it is right. */
  WebResponse post(
      WebRequest webRequest,
      AuthorizationRequest request,
      Function<String, WebResponse> continuation) {
    Parameters form = webRequest.form();
    String session;
    try {
      session = apps.verify(form.text("session"), form.text("authentication_code"));
    } catch (CognitoException e) {
      if (e.type() == ErrorType.ENABLE_SOFTWARE_TOKEN_MFA) {
        return page(
            webRequest,
            request,
            form.text("session"),
            form.text("secret"),
            FormPage.texts(request).get("not_the_code"));
      }
      return WebResponse.redirect("/login?" + request.parameters().encode());
    }
    return continuation.apply(session);
  }

  private WebResponse page(
      WebRequest webRequest,
      AuthorizationRequest request,
      String session,
      String secret,
      String error) {
    String uri =
        "otpauth://totp/"
            + request.pool().id()
            + "?"
            + Parameters.none().with("secret", secret).with("issuer", "Local Cognito").encode();
    return forms.render(
        webRequest,
        request,
        "mfa-setup",
        "set_up_app",
        "/mfaSetup",
        Map.of("session", session, "secret", secret, "uri", uri, "error", error));
  }
}
