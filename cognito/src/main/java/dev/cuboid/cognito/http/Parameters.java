package dev.cuboid.cognito.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Name and value pairs of a query string or of a form body ({@code
 * application/x-www-form-urlencoded}), in the order in which they came.
 */
public record Parameters(List<Parameter> entries) {

  /** One decoded pair. */
  public record Parameter(String name, String value) {}

  private static final Parameters NONE = new Parameters(List.of());

  public Parameters {
    entries = List.copyOf(entries);
  }

  /** No parameters. */
  public static Parameters none() {
    return NONE;
  }

  /**
   * Reads the encoded form.
   *
   * @throws IllegalArgumentException when a percent escape is malformed
   */
  public static Parameters parse(String encoded) {
    if (encoded.isEmpty()) {
      return NONE;
    }
    List<Parameter> entries = new ArrayList<>();
    for (String pair : encoded.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      entries.add(new Parameter(decode(name), decode(value)));
    }
    return new Parameters(entries);
  }

  /** The first value of a name; an empty value counts as absent. */
  public Optional<String> first(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name) && !entry.value().isEmpty())
        .map(Parameter::value)
        .findFirst();
  }

  /** The first value of a name, or the empty string. */
  public String text(String name) {
    return first(name).orElse("");
  }

  /** These parameters and one more at the end. */
  public Parameters with(String name, String value) {
    List<Parameter> extended = new ArrayList<>(entries);
    extended.add(new Parameter(name, value));
    return new Parameters(extended);
  }

  /** These parameters without those of one name. */
  public Parameters without(String name) {
    return new Parameters(entries.stream().filter(entry -> !entry.name().equals(name)).toList());
  }

  /** The encoded form, fit for a query string, a fragment or a form body. */
  public String encode() {
    return entries.stream()
        .map(entry -> encode(entry.name()) + "=" + encode(entry.value()))
        .collect(Collectors.joining("&"));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
