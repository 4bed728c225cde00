package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Growth curves as SVG, both axes logarithmic: what grows with its cause is a straight line. */
final class Plot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 150;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS = List.of("#2f4fd0", "#c2571a", "#1d7a46", "#7a3fb0");

  private final String title;
  private final String across;
  private final String up;
  private final Map<String, SortedMap<Double, Double>> curves = new LinkedHashMap<>();

  /**
   * @param across what the curves run over
   * @param up what was measured, with its unit
   */
  Plot(String title, String across, String up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  void add(String curve, double x, double y) {
    curves.computeIfAbsent(curve, name -> new TreeMap<>()).put(x, y);
  }

  void writeTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, svg());
  }

  private String svg() {
    StringBuilder text = new StringBuilder();
    Formatter svg = new Formatter(text, Locale.ROOT);
    svg.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"12\">\n",
        WIDTH, HEIGHT);
    svg.format("<title>%s</title>\n", title);
    svg.format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, HEIGHT);
    svg.format(
        "<text x=\"%d\" y=\"22\" font-size=\"15\" fill=\"#1c2330\">%s</text>\n", LEFT, title);
    Axis x = Axis.of(values(Map::keySet), LEFT, WIDTH - RIGHT);
    Axis y = Axis.of(values(Map::values), HEIGHT - BOTTOM, TOP);
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      svg.format(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#dfe4ec\"/>\n",
          at, at, TOP, HEIGHT - BOTTOM);
      svg.format(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#5b6577\">%s</text>\n",
          at, HEIGHT - BOTTOM + 18, number(tick));
    }
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      svg.format(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dfe4ec\"/>\n",
          LEFT, WIDTH - RIGHT, at, at);
      svg.format(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#5b6577\">%s</text>\n",
          LEFT - 8, at + 4, number(tick));
    }
    svg.format(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#1c2330\">%s</text>\n",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, across);
    svg.format(
        "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\""
            + " fill=\"#1c2330\">%s</text>\n",
        (TOP + HEIGHT - BOTTOM) / 2, up);
    int index = 0;
    for (Map.Entry<String, SortedMap<Double, Double>> curve : curves.entrySet()) {
      draw(svg, curve.getKey(), curve.getValue(), x, y, COLOURS.get(index++ % COLOURS.size()));
    }
    return text.append("</svg>\n").toString();
  }

  private static void draw(
      Formatter svg, String name, SortedMap<Double, Double> points, Axis x, Axis y, String colour) {
    StringBuilder path = new StringBuilder();
    double right = LEFT;
    double height = TOP;
    for (Map.Entry<Double, Double> point : points.entrySet()) {
      right = x.at(point.getKey());
      height = y.at(point.getValue());
      path.append(path.isEmpty() ? "M" : "L");
      path.append(String.format(Locale.ROOT, "%.1f %.1f", right, height));
      svg.format(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", right, height, colour);
    }
    svg.format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", path, colour);
    svg.format(
        "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>\n", right + 8, height + 4, colour, name);
  }

  private double[] values(Function<Map<Double, Double>, Collection<Double>> side) {
    return curves.values().stream()
        .flatMap(curve -> side.apply(curve).stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static String number(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }

  /** From values to places, by their logarithms. */
  private record Axis(double lowest, double highest, double from, double to) {

    static Axis of(double[] values, double from, double to) {
      double lowest = Arrays.stream(values).min().orElseThrow();
      double highest = Arrays.stream(values).max().orElseThrow();
      return new Axis(
          Math.pow(10, Math.floor(Math.log10(lowest))),
          Math.pow(10, Math.ceil(Math.log10(highest))),
          from,
          to);
    }

    double at(double value) {
      double share = Math.log(value / lowest) / Math.log(highest / lowest);
      return from + share * (to - from);
    }

    List<Double> ticks() {
      return Stream.iterate(lowest, tick -> tick <= highest * 1.01, tick -> tick * 10).toList();
    }
  }
}
