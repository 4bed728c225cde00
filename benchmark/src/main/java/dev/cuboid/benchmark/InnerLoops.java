package dev.cuboid.benchmark;

import dev.cuboid.benchmark.jmh.CompileModel;
import dev.cuboid.benchmark.jmh.PlanQuery;
import dev.cuboid.benchmark.jmh.RenderTemplate;
import dev.cuboid.benchmark.jmh.SendCached;
import dev.cuboid.benchmark.jmh.VerifyToken;
import dev.cuboid.benchmark.jmh.WriteRows;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What Cuboid does again and again, alone: the real Cube has no such inner loops. Each round is a
 * process of its own.
 */
final class InnerLoops implements Group {

  private static final TimeValue TURN = TimeValue.seconds(2);
  private static final TimeValue SHORT_TURN = TimeValue.milliseconds(200);

  /** JMH repeats within a process too, so that more processes say little more. */
  private static final int MOST_ROUNDS = 2;

  /** Until which a token's checks count as fast as the JDK's check of its signature. */
  private static final double TIMES_OF_SIGNATURE = 1.3;

  private final String title;
  private final List<Class<?>> classes;

  private InnerLoops(String title, List<Class<?>> classes) {
    this.title = title;
    this.classes = classes;
  }

  /** From a query to SQL, and from files to a model. */
  static InnerLoops planning() {
    return new InnerLoops("planning and compilation", List.of(PlanQuery.class, CompileModel.class));
  }

  /** What is done for each hole of a template, each token and each cell. */
  static InnerLoops requests() {
    return new InnerLoops(
        "inner loops of a request",
        List.of(RenderTemplate.class, VerifyToken.class, WriteRows.class, SendCached.class));
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out) throws IOException {
    Map<String, Samples> measured = new LinkedHashMap<>();
    out.printf("%n%-52s %10s %10s %6s%n", title, "mean", "± 99.9 %", "unit");
    for (Class<?> cases : classes) {
      for (RunResult result :
          results(cases, Math.min(rounds, MOST_ROUNDS), quick ? SHORT_TURN : TURN)) {
        print(result, out);
        measured.put(cases.getSimpleName() + "." + label(result), byRound(result));
      }
    }
    return classes.contains(VerifyToken.class) ? ofTokens(measured) : List.of();
  }

  private static List<Verdict> ofTokens(Map<String, Samples> measured) {
    Samples first = measured.get("VerifyToken.firstTime");
    Samples signature = measured.get("VerifyToken.signatureAlone");
    Samples known = measured.get("VerifyToken.known");
    if (first == null || signature == null || known == null) {
      throw new IllegalStateException("JMH measured only " + measured.keySet());
    }
    return List.of(
        new Verdict(
            "RS256 token, first time",
            "time, times the JDK's signature check",
            first.per(signature),
            Limit.atMost(TIMES_OF_SIGNATURE)),
        new Verdict("RS256 token, known", "µs", known, Limit.atMost(2)));
  }

  private static Collection<RunResult> results(Class<?> cases, int rounds, TimeValue turn)
      throws IOException {
    Options options =
        new OptionsBuilder()
            .include(cases.getName().replace(".", "\\.") + "\\..*")
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpolyglot.engine.WarnInterpreterOnly=false")
            .forks(rounds)
            .warmupTime(turn)
            .measurementTime(turn)
            .build();
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new IOException("JMH could not measure " + cases.getSimpleName(), e);
    }
  }

  private static Samples byRound(RunResult run) {
    Samples means = new Samples();
    for (BenchmarkResult round : run.getBenchmarkResults()) {
      means.add(round.getPrimaryResult().getScore());
    }
    return means;
  }

  private static String label(RunResult run) {
    String parameters =
        run.getParams().getParamsKeys().stream()
            .map(key -> ", " + key + " " + run.getParams().getParam(key))
            .collect(Collectors.joining());
    return run.getPrimaryResult().getLabel() + parameters;
  }

  private static void print(RunResult run, PrintStream out) {
    Result<?> result = run.getPrimaryResult();
    out.printf(
        "%-52s %10.2f %10.2f %6s%n",
        label(run), result.getScore(), result.getScoreError(), result.getScoreUnit());
  }
}
