package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.signin.SignInContext;
import java.util.Map;

/** The pages for users who forgot their password. */
final class RecoveryPages {

  private final FormPage forms;
  private final PasswordRecovery recovery;
  private final SignInPages signIn;

  RecoveryPages(FormPage forms, PasswordRecovery recovery, SignInPages signIn) {
    this.forms = forms;
    this.recovery = recovery;
    this.signIn = signIn;
  }

  /** The form for the user name. */
  WebResponse show(WebRequest webRequest, AuthorizationRequest request) {
    return ask(webRequest, request, "", "");
  }

  /** A posted user name: sends the code. */
  WebResponse take(WebRequest webRequest, AuthorizationRequest request) {
    String username = webRequest.form().text("username").strip();
    try {
      Messenger.Delivery delivery = recovery.forgot(context(request), username);
      return reset(webRequest, request, username, "", delivery.destination(), "");
    } catch (CognitoException e) {
      if (e.type() == ErrorType.USER_NOT_FOUND) {
        // The page does not tell strangers who has an account, whatever the client's setting.
        return reset(webRequest, request, username, "", address(request), "");
      }
      return ask(webRequest, request, username, e.text());
    }
  }

  /** A posted code and new password. */
  WebResponse takeReset(WebRequest webRequest, AuthorizationRequest request) {
    Parameters form = webRequest.form();
    String username = form.text("username").strip();
    String code = form.text("code").strip();
    if (!form.text("new_password").equals(form.text("confirm_password"))) {
      String differ = FormPage.texts(request).get("passwords_differ");
      return reset(webRequest, request, username, code, address(request), differ);
    }
    try {
      recovery.confirm(context(request), username, code, form.text("new_password"));
    } catch (CognitoException e) {
      String error =
          e.type() == ErrorType.USER_NOT_FOUND
              ? "Invalid verification code provided, please try again."
              : e.text();
      return reset(webRequest, request, username, code, address(request), error);
    }
    return signIn.login(webRequest, request, FormPage.texts(request).get("password_changed"));
  }

  private WebResponse ask(
      WebRequest webRequest, AuthorizationRequest request, String username, String error) {
    return forms.render(
        webRequest,
        request,
        "forgot-password",
        "forgot",
        "/forgotPassword",
        Map.of("username", username, "error", error));
  }

  private WebResponse reset(
      WebRequest webRequest,
      AuthorizationRequest request,
      String username,
      String code,
      String destination,
      String error) {
    return forms.render(
        webRequest,
        request,
        "reset-password",
        "choose_password",
        "/confirmForgotPassword",
        Map.of(
            "username",
            username,
            "code",
            code,
            "destination",
            destination,
            "error",
            error,
            "policy",
            PolicyText.of(request)));
  }

  /** Where a code went that is not to be named. */
  private static String address(AuthorizationRequest request) {
    return FormPage.texts(request).get("your_address");
  }

  private static SignInContext context(AuthorizationRequest request) {
    return new SignInContext(request.pool(), request.client(), Map.of());
  }
}
