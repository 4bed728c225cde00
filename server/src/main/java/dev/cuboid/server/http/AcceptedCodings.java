package dev.cuboid.server.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client says of the forms in which it takes an answer.
 *
 * @param best the coding that it likes best, of those that there are; empty for none
 * @param plain whether it takes an answer as it is, too
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110,
 *     Accept-Encoding</a>
 */
record AcceptedCodings(Optional<ContentCoding> best, boolean plain) {

  private static final String ANY = "*";
  private static final String IDENTITY = "identity";

  /** An old name of gzip that counts as the same. */
  private static final String X_GZIP = "x-gzip";

  private static final AcceptedCodings PLAIN = new AcceptedCodings(Optional.empty(), true);

  /** A client to which nothing fits gets the answer as it is, rather than none. */
  static AcceptedCodings of(Optional<String> header) {
    return header.map(AcceptedCodings::read).orElse(PLAIN);
  }

  private static AcceptedCodings read(String header) {
    Map<String, Double> weights = weights(header);
    Optional<ContentCoding> best = Optional.empty();
    double most = 0;
    for (ContentCoding coding : ContentCoding.values()) {
      double weight = weights.getOrDefault(coding.token(), weights.getOrDefault(ANY, 0.0));
      if (weight > most) {
        best = Optional.of(coding);
        most = weight;
      }
    }
    double plain = weights.getOrDefault(IDENTITY, weights.getOrDefault(ANY, 1.0));
    boolean likesPlainMore = weights.containsKey(IDENTITY) && plain > most;
    return new AcceptedCodings(likesPlainMore ? Optional.empty() : best, plain > 0);
  }

  private static Map<String, Double> weights(String header) {
    Map<String, Double> weights = new HashMap<>();
    for (String item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = item.split(";", -1);
      String coding = parts[0].strip();
      if (!coding.isEmpty()) {
        weights.put(coding.equals(X_GZIP) ? ContentCoding.GZIP.token() : coding, weight(parts));
      }
    }
    return weights;
  }

  /** A weight that cannot be read lets nothing be sent that the client may not want. */
  private static double weight(String[] parts) {
    for (int index = 1; index < parts.length; index++) {
      String parameter = parts[index].strip();
      if (parameter.startsWith("q=")) {
        String value = parameter.substring(2).strip();
        return value.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }
}
