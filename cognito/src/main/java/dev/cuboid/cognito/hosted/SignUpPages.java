package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.SchemaAttribute;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserPoolSettings;
import dev.cuboid.cognito.signin.SignInContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages on which users make an account and confirm it. */
final class SignUpPages {

  private static final String FIELD_START = "requiredAttributes[";

  private final FormPage forms;
  private final Registration registration;
  private final SignInPages signIn;

  SignUpPages(FormPage forms, Registration registration, SignInPages signIn) {
    this.forms = forms;
    this.registration = registration;
    this.signIn = signIn;
  }

  /** The empty form. */
  WebResponse show(WebRequest webRequest, AuthorizationRequest request) {
    return page(webRequest, request, "", Map.of(), "");
  }

  /** A posted account. */
  WebResponse take(WebRequest webRequest, AuthorizationRequest request) {
    Parameters form = webRequest.form();
    String username = form.text("username").strip();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Parameters.Parameter field : form.entries()) {
      if (field.name().startsWith(FIELD_START) && field.name().endsWith("]")) {
        String name = field.name().substring(FIELD_START.length(), field.name().length() - 1);
        attributes.put(name, field.value());
      }
    }
    Registration.SignedUp signedUp;
    try {
      signedUp =
          registration.signUp(
              context(request), username, form.text("password"), attributes, Map.of());
    } catch (CognitoException e) {
      return page(webRequest, request, username, attributes, e.text());
    }
    if (signedUp.user().status().isConfirmed()) {
      return signIn.login(webRequest, request, FormPage.texts(request).get("account_ready"));
    }
    return confirmation(webRequest, request, username, signedUp.delivery(), "", "");
  }

  /** The form for the code, for who comes back later. */
  WebResponse showConfirmation(WebRequest webRequest, AuthorizationRequest request) {
    return confirmation(webRequest, request, "", Optional.empty(), "", "");
  }

  /** A posted code, or the wish for another one. */
  WebResponse takeConfirmation(WebRequest webRequest, AuthorizationRequest request) {
    Parameters form = webRequest.form();
    String username = form.text("username").strip();
    try {
      if (form.text("confirm").equals("resend")) {
        Optional<Messenger.Delivery> delivery = registration.resend(context(request), username);
        String sent = FormPage.texts(request).get("code_on_its_way");
        return confirmation(webRequest, request, username, delivery, "", sent);
      }
      registration.confirm(context(request), username, form.text("code").strip());
    } catch (CognitoException e) {
      return confirmation(webRequest, request, username, Optional.empty(), e.text(), "");
    }
    return signIn.login(webRequest, request, FormPage.texts(request).get("account_confirmed"));
  }

  private WebResponse page(
      WebRequest webRequest,
      AuthorizationRequest request,
      String username,
      Map<String, String> given,
      String error) {
    List<Map<String, String>> fields =
        fields(request.pool()).stream()
            .map(
                name ->
                    Map.of(
                        "name", name, "label", label(name), "value", given.getOrDefault(name, "")))
            .toList();
    return forms.render(
        webRequest,
        request,
        "sign-up",
        "create_account",
        "/signup",
        Map.of(
            "username",
            username,
            "error",
            error,
            "attributes",
            fields,
            "policy",
            PolicyText.of(request)));
  }

  /** What has to be asked for beside the user name: what is required, and what gets the code. */
  private static Set<String> fields(UserPool pool) {
    UserPoolSettings settings = pool.settings();
    Stream<String> required =
        pool.schema().stream()
            .filter(attribute -> attribute.required().orElse(false))
            .map(SchemaAttribute::name)
            .filter(name -> !name.equals("sub"));
    Stream<String> toVerify =
        settings.usesAttributesAsUsername()
            ? Stream.empty()
            : settings.autoVerifiedAttributes().stream();
    return Stream.concat(required, toVerify)
        .filter(name -> !settings.usernameAttributes().contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String label(String attribute) {
    String words = attribute.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private WebResponse confirmation(
      WebRequest webRequest,
      AuthorizationRequest request,
      String username,
      Optional<Messenger.Delivery> delivery,
      String error,
      String message) {
    return forms.render(
        webRequest,
        request,
        "confirm",
        "confirm_title",
        "/confirmUser",
        Map.of(
            "username",
            username,
            "destination",
            delivery
                .map(Messenger.Delivery::destination)
                .orElseGet(() -> FormPage.texts(request).get("your_address")),
            "error",
            error,
            "message",
            message));
  }

  private static SignInContext context(AuthorizationRequest request) {
    return new SignInContext(request.pool(), request.client(), Map.of());
  }
}
