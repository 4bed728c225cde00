package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.oauth.AuthorizationRequests;
import dev.cuboid.cognito.oauth.AuthorizationRequests.Reading;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The hosted pages by their paths. Thread-safe. */
public final class HostedPages {

  /** What a path shows and takes. */
  private record Page(
      BiFunction<WebRequest, AuthorizationRequest, WebResponse> show,
      BiFunction<WebRequest, AuthorizationRequest, WebResponse> take) {}

  private final FormPage forms;
  private final AuthorizationRequests requests;
  private final HomePage home;
  private final OutboxPages outbox;
  private final Map<String, Page> pages;

  private HostedPages(
      FormPage forms,
      AuthorizationRequests requests,
      HomePage home,
      OutboxPages outbox,
      Map<String, Page> pages) {
    this.forms = forms;
    this.requests = requests;
    this.home = home;
    this.outbox = outbox;
    this.pages = Map.copyOf(pages);
  }

  /** The pages on these services. */
  public static HostedPages create(HostedServices services) {
    Pages pages = new Pages();
    FormPage forms = new FormPage(pages, new CsrfGuard(services.identifiers()));
    SignInPages signIn =
        new SignInPages(
            forms,
            services.signIn(),
            new AppSetupPages(forms, services.apps()),
            services.authorization(),
            services.clock());
    SignUpPages signUp = new SignUpPages(forms, services.registration(), signIn);
    RecoveryPages recovery = new RecoveryPages(forms, services.recovery(), signIn);
    return new HostedPages(
        forms,
        services.requests(),
        new HomePage(pages, services.pools()),
        new OutboxPages(pages, services.outbox()),
        Map.of(
            "/login",
            new Page(
                (webRequest, request) -> signIn.login(webRequest, request, ""), signIn::postLogin),
            "/changePassword",
            new Page(HostedPages::start, signIn::postNewPassword),
            "/mfa",
            new Page(HostedPages::start, signIn::postCode),
            "/mfaSetup",
            new Page(HostedPages::start, signIn::postAppSetup),
            "/signup",
            new Page(signUp::show, signUp::take),
            "/confirmUser",
            new Page(signUp::showConfirmation, signUp::takeConfirmation),
            "/forgotPassword",
            new Page(recovery::show, recovery::take),
            "/confirmForgotPassword",
            new Page(HostedPages::start, recovery::takeReset)));
  }

  /** The page at the root: what there is. */
  public WebResponse home() {
    return home.show();
  }

  /** Answers a request for one of the pages; nothing for other paths. */
  public Optional<WebResponse> handle(WebRequest webRequest) {
    if (webRequest.path().equals("/error")) {
      return Optional.of(error(webRequest));
    }
    return Optional.ofNullable(pages.get(webRequest.path()))
        .map(page -> handle(webRequest, page))
        .or(() -> outbox.handle(webRequest));
  }

  /** Pages in the middle of a sign-in show nothing by themselves. */
  private static WebResponse start(WebRequest webRequest, AuthorizationRequest request) {
    return WebResponse.redirect("/login?" + request.parameters().encode());
  }

  private WebResponse handle(WebRequest webRequest, Page page) {
    return switch (requests.read(webRequest.query())) {
      case Reading.Refused(WebResponse answer) -> answer;
      case Reading.Valid(AuthorizationRequest request) ->
          switch (webRequest.method()) {
            case "GET", "HEAD" -> page.show().apply(webRequest, request);
            case "POST" ->
                forms.genuine(webRequest)
                    ? page.take().apply(webRequest, request)
                    : forms.error(
                        403,
                        "The form has expired or did not come from this page.",
                        "Go back, reload the page and try again. Cookies must be allowed.");
            default -> WebResponse.empty(405);
          };
    };
  }

  /** What went wrong with a link, with a hint for the developer who made it. */
  private WebResponse error(WebRequest webRequest) {
    String error = webRequest.query().text("error");
    String advice =
        switch (error) {
          case "redirect_mismatch" ->
              "The redirect_uri of the link is not one of the app client's callback URLs. They are"
                  + " compared character by character, the slash at the end included.";
          case "Required parameters missing" ->
              "The link needs client_id, redirect_uri and response_type.";
          case "Client does not exist." -> "No pool here has an app client with this client_id.";
          case "Invalid request" ->
              "The logout_uri of the link is not one of the app client's logout URLs.";
          default -> "";
        };
    return forms.error(400, error.isEmpty() ? "Unknown error" : error, advice);
  }
}
