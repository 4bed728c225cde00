package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.pool.UserPool;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all pages with a form share: the request that they belong to, and the CSRF token. */
final class FormPage {

  private final Pages pages;
  private final CsrfGuard csrf;

  FormPage(Pages pages, CsrfGuard csrf) {
    this.pages = pages;
    this.csrf = csrf;
  }

  /** What the pages say to the user of a request. */
  static Texts texts(AuthorizationRequest request) {
    return Texts.of(request.parameters().text("lang"));
  }

  /**
   * One form page of a request for authorization.
   *
   * @param title the name of a text
   */
  WebResponse render(
      WebRequest webRequest,
      AuthorizationRequest request,
      String template,
      String title,
      String action,
      Map<String, Object> values) {
    String token = csrf.token(webRequest);
    Texts texts = texts(request);
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("title", texts.get(title));
    all.put("pool", request.pool().id());
    all.put("client", request.client().settings().clientName());
    all.put("usernameLabel", texts.get(usernameLabel(request.pool())));
    all.put("csrf", token);
    all.put("action", link(action, request));
    all.put("login", link("/login", request));
    all.put("forgotPassword", link("/forgotPassword", request));
    all.put("signUp", signUpLink(request));
    return csrf.remember(pages.page(200, template, texts, all), token);
  }

  /** True when the posted form was made by a page of ours in the same browser. */
  boolean genuine(WebRequest request) {
    return csrf.fromOurForm(request);
  }

  /** A page that says what is wrong and leads nowhere. */
  WebResponse error(int status, String error, String advice) {
    return pages.page(
        status,
        "error",
        Map.of(
            "title",
            "Something is wrong with this link",
            "pool",
            "",
            "error",
            error,
            "advice",
            advice));
  }

  private static String signUpLink(AuthorizationRequest request) {
    return request.pool().settings().signUpDisabled() ? "" : link("/signup", request);
  }

  private static String link(String path, AuthorizationRequest request) {
    return path + "?" + request.parameters().encode();
  }

  private static String usernameLabel(UserPool pool) {
    boolean email = pool.settings().usernameAttributes().contains("email");
    boolean phone = pool.settings().usernameAttributes().contains("phone_number");
    if (email && phone) {
      return "email_or_phone";
    }
    if (phone) {
      return "phone";
    }
    return email ? "email" : "username";
  }
}
