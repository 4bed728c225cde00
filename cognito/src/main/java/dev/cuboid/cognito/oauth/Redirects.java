package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebResponse;
import java.util.Optional;

/** Redirects back to a client. */
final class Redirects {

  private Redirects() {}

  /** An error with the parameters in Cognito's order: the description comes first. */
  static WebResponse error(
      String redirectUri, Optional<String> state, String error, String description) {
    Parameters parameters = Parameters.none();
    if (!description.isEmpty()) {
      parameters = parameters.with("error_description", description);
    }
    return withQuery(redirectUri, withState(parameters.with("error", error), state));
  }

  /** A redirect whose parameters are in the query. */
  static WebResponse withQuery(String redirectUri, Parameters parameters) {
    String separator = redirectUri.contains("?") ? "&" : "?";
    return WebResponse.redirect(redirectUri + separator + parameters.encode()).uncached();
  }

  /** A redirect whose parameters are in the fragment, which browsers do not send to servers. */
  static WebResponse withFragment(String redirectUri, Parameters parameters) {
    return WebResponse.redirect(redirectUri + "#" + parameters.encode()).uncached();
  }

  static Parameters withState(Parameters parameters, Optional<String> state) {
    return state.map(value -> parameters.with("state", value)).orElse(parameters);
  }
}
