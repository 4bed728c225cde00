package dev.cuboid.server.rest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A page of measurements.
 *
 * @see <a
 *     href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format">Prometheus,
 *     text-based format</a>
 */
final class PrometheusText {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder page = new StringBuilder();
  private String family = "";

  /**
   * Begins a family; the samples that follow belong to it.
   *
   * @param type {@code counter}, {@code gauge} or {@code histogram}
   */
  PrometheusText family(String name, String type, String help) {
    family = name;
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  PrometheusText sample(Map<String, String> labels, long value) {
    return sample("", labels, Long.toString(value));
  }

  /**
   * @param suffix of the family's name, as histograms have them
   */
  PrometheusText sample(String suffix, Map<String, String> labels, String value) {
    page.append(family).append(suffix);
    if (!labels.isEmpty()) {
      page.append(
          new TreeMap<>(labels)
              .entrySet().stream()
                  .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                  .collect(Collectors.joining(",", "{", "}")));
    }
    page.append(' ').append(value).append('\n');
    return this;
  }

  byte[] bytes() {
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
