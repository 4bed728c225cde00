package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.oauth.AuthorizationEndpoint;
import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.signin.SignIn;
import dev.cuboid.cognito.signin.SignInContext;
import dev.cuboid.cognito.signin.SignInStep;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** The pages on the way in: user name and password, a forced new password, a code of an app. */
final class SignInPages {

  private static final String ATTRIBUTE_PREFIX = "userAttributes.";

  private final FormPage forms;
  private final SignIn signIn;
  private final AppSetupPages appSetup;
  private final AuthorizationEndpoint authorization;
  private final InstantSource clock;

  SignInPages(
      FormPage forms,
      SignIn signIn,
      AppSetupPages appSetup,
      AuthorizationEndpoint authorization,
      InstantSource clock) {
    this.forms = forms;
    this.signIn = signIn;
    this.appSetup = appSetup;
    this.authorization = authorization;
    this.clock = clock;
  }

  /** The sign-in page. */
  WebResponse login(WebRequest webRequest, AuthorizationRequest request, String message) {
    String hint = request.parameters().text("login_hint");
    return login(webRequest, request, hint, "", message);
  }

  /** A posted user name and password. */
  WebResponse postLogin(WebRequest webRequest, AuthorizationRequest request) {
    Parameters form = webRequest.form();
    String username = form.text("username").strip();
    return step(
        webRequest,
        request,
        () -> signIn.withPassword(context(request), username, form.text("password")),
        error -> login(webRequest, request, username, error, ""));
  }

  /** A posted new password. */
  WebResponse postNewPassword(WebRequest webRequest, AuthorizationRequest request) {
    Parameters form = webRequest.form();
    String session = form.text("session");
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Parameters.Parameter field : form.entries()) {
      String name = field.name();
      if (name.startsWith("requiredAttributes[") && name.endsWith("]")) {
        attributes.put(
            name.substring("requiredAttributes[".length(), name.length() - 1), field.value());
      }
    }
    Answering again =
        error -> newPassword(webRequest, request, session, error, List.copyOf(attributes.keySet()));
    if (!form.text("new_password").equals(form.text("confirm_password"))) {
      return again.page(FormPage.texts(request).get("passwords_differ"));
    }
    return step(
        webRequest,
        request,
        () ->
            signIn.answerNewPassword(
                context(request), session, form.text("new_password"), attributes),
        again);
  }

  /** A posted code of an authenticator app. */
  WebResponse postCode(WebRequest webRequest, AuthorizationRequest request) {
    Parameters form = webRequest.form();
    String session = form.text("session");
    return step(
        webRequest,
        request,
        () -> signIn.answerAppCode(context(request), session, form.text("authentication_code")),
        error -> code(webRequest, request, session, error));
  }

  /** A posted first code of an authenticator app that is being set up. */
  WebResponse postAppSetup(WebRequest webRequest, AuthorizationRequest request) {
    return appSetup.post(
        webRequest,
        request,
        session ->
            step(
                webRequest,
                request,
                () -> signIn.answerAppSetup(context(request), session),
                error -> login(webRequest, request, "", error, "")));
  }

  /** Renders the page that the user is on again, with what was wrong. */
  @FunctionalInterface
  private interface Answering {
    WebResponse page(String error);
  }

  private WebResponse step(
      WebRequest webRequest,
      AuthorizationRequest request,
      Supplier<SignInStep> attempt,
      Answering again) {
    SignInStep step;
    try {
      step = attempt.get();
    } catch (CognitoException e) {
      return refused(webRequest, request, e, again);
    }
    return switch (step) {
      case SignInStep.Authenticated authenticated ->
          authorization.signedIn(request, authenticated.user(), clock.instant());
      case SignInStep.Challenge challenge -> next(webRequest, request, challenge);
    };
  }

  private WebResponse refused(
      WebRequest webRequest, AuthorizationRequest request, CognitoException e, Answering again) {
    return switch (e.type()) {
      case USER_LAMBDA_VALIDATION, UNEXPECTED_LAMBDA, INVALID_LAMBDA_RESPONSE ->
          authorization.fail(request, e);
      case USER_NOT_CONFIRMED ->
          WebResponse.redirect("/confirmUser?" + request.parameters().encode());
      case PASSWORD_RESET_REQUIRED ->
          WebResponse.redirect("/forgotPassword?" + request.parameters().encode());
      // The page does not tell strangers who has an account, whatever the client's setting.
      case USER_NOT_FOUND -> again.page("Incorrect username or password.");
      default -> {
        boolean lost =
            e.type() == ErrorType.NOT_AUTHORIZED && e.text().startsWith("Invalid session");
        yield lost
            ? login(webRequest, request, "", FormPage.texts(request).get("too_late"), "")
            : again.page(e.text());
      }
    };
  }

  private WebResponse next(
      WebRequest webRequest, AuthorizationRequest request, SignInStep.Challenge challenge) {
    return switch (challenge.name()) {
      case NEW_PASSWORD_REQUIRED ->
          newPassword(webRequest, request, challenge.session(), "", missingAttributes(challenge));
      case SOFTWARE_TOKEN_MFA -> code(webRequest, request, challenge.session(), "");
      case MFA_SETUP -> appSetup.begin(webRequest, request, challenge.session());
      case CUSTOM_CHALLENGE, PASSWORD_VERIFIER ->
          throw new IllegalStateException("a password sign-in never ends in " + challenge.name());
    };
  }

  private static List<String> missingAttributes(SignInStep.Challenge challenge) {
    String json = challenge.parameters().getOrDefault("requiredAttributes", "[]");
    return StreamSupport.stream(Json.parse(json).spliterator(), false)
        .map(node -> node.asString("").substring(ATTRIBUTE_PREFIX.length()))
        .toList();
  }

  private WebResponse login(
      WebRequest webRequest,
      AuthorizationRequest request,
      String username,
      String error,
      String message) {
    return forms.render(
        webRequest,
        request,
        "login",
        "sign_in",
        "/login",
        Map.of("username", username, "error", error, "message", message));
  }

  private WebResponse newPassword(
      WebRequest webRequest,
      AuthorizationRequest request,
      String session,
      String error,
      List<String> attributes) {
    List<Map<String, String>> fields =
        attributes.stream()
            .map(name -> Map.of("name", name, "label", name.replace('_', ' ')))
            .toList();
    return forms.render(
        webRequest,
        request,
        "new-password",
        "choose_password",
        "/changePassword",
        Map.of(
            "session",
            session,
            "error",
            error,
            "attributes",
            fields,
            "policy",
            PolicyText.of(request)));
  }

  private WebResponse code(
      WebRequest webRequest, AuthorizationRequest request, String session, String error) {
    return forms.render(
        webRequest,
        request,
        "mfa",
        "enter_code",
        "/mfa",
        Map.of("session", session, "error", error));
  }

  private static SignInContext context(AuthorizationRequest request) {
    return new SignInContext(request.pool(), request.client(), Map.of());
  }
}
