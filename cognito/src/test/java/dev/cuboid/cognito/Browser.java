package dev.cuboid.cognito;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with cookies that shows every redirect, and fills in forms by their fields. */
final class Browser {

  static final String VERIFIER = "a-code-verifier-of-at-least-forty-three-characters";

  private static final Pattern FORM_ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private final CognitoServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Browser(CognitoServer server) {
    this.server = server;
  }

  /** A page as the browser got it. */
  record Page(int status, String body, HttpResponse<String> response) {

    String location() {
      return response.headers().firstValue("Location").orElse("");
    }

    /** The value of a parameter of the address that the page redirects to. */
    String redirectParameter(String name) {
      String query = URI.create(location()).getRawQuery();
      return parameters(query == null ? "" : query).getOrDefault(name, "");
    }
  }

  Map<String, String> authorizationParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", server.clientId());
    parameters.put("redirect_uri", TestPool.CALLBACK);
    parameters.put("scope", "openid email profile");
    parameters.put("state", "the-state");
    parameters.put("nonce", "the-nonce");
    parameters.put("code_challenge", challenge(VERIFIER));
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  Page authorize(Map<String, String> parameters) {
    return get("/oauth2/authorize?" + encode(parameters));
  }

  /** Goes from the authorization endpoint through the sign-in page. */
  Page signIn(String username, String password) {
    return signIn(authorizationParameters(), username, password);
  }

  Page signIn(Map<String, String> parameters, String username, String password) {
    Page redirect = authorize(parameters);
    if (!redirect.location().startsWith("/login")) {
      return redirect;
    }
    Page form = get(redirect.location());
    return submit(form, Map.of("username", username, "password", password));
  }

  /** Fills in the form of a page and sends it. */
  Page submit(Page page, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      all.put(unescape(hidden.group(1)), unescape(hidden.group(2)));
    }
    all.putAll(fields);
    return post(action(page), all);
  }

  /** Where the form of a page is sent. */
  static String action(Page page) {
    Matcher action = FORM_ACTION.matcher(page.body());
    if (!action.find()) {
      throw new AssertionError("the page has no form: " + page.body());
    }
    return unescape(action.group(1));
  }

  Page token(Map<String, String> form) {
    return post("/oauth2/token", form);
  }

  /** Exchanges the code of a redirect for tokens. */
  Page exchange(Page redirect) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            redirect.redirectParameter("code"),
            "redirect_uri",
            TestPool.CALLBACK,
            "client_id",
            server.clientId(),
            "code_verifier",
            VERIFIER));
  }

  Page get(String path) {
    return send(HttpRequest.newBuilder(server.uri().resolve(path)).GET().build());
  }

  Page get(String path, String header, String value) {
    return send(
        HttpRequest.newBuilder(server.uri().resolve(path)).header(header, value).GET().build());
  }

  Page post(String path, Map<String, String> form) {
    return post(path, form, Map.of());
  }

  Page post(String path, Map<String, String> form, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
    headers.forEach(request::header);
    return send(request.build());
  }

  Page send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Page(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new AssertionError("the request failed: " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String unescape(String html) {
    return html.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x3D;", "=")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x60;", "`")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
  }
}
