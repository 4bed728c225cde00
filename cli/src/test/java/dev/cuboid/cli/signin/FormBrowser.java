package dev.cuboid.cli.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that fills in the sign-in form of the local user pool, and follows where it leads. */
public final class FormBrowser implements Browser {

  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private final String user;
  private final String password;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  public FormBrowser(String user, String password) {
    this.user = user;
    this.password = password;
  }

  @Override
  public void open(URI page) {
    HttpResponse<String> form = send(HttpRequest.newBuilder(page).GET());
    Matcher action = ACTION.matcher(form.body());
    if (!action.find()) {
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(form.body());
    while (hidden.find()) {
      fields.put(unescaped(hidden.group(1)), unescaped(hidden.group(2)));
    }
    fields.put("username", user);
    fields.put("password", password);
    send(
        HttpRequest.newBuilder(form.uri().resolve(unescaped(action.group(1))))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Form.encode(fields))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unescaped(String html) {
    return html.replace("&quot;", "\"")
        .replace("&#x3D;", "=")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
  }
}
