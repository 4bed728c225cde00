package dev.cuboid.benchmark;

import dev.cuboid.benchmark.jmh.CompileModel;
import dev.cuboid.benchmark.jmh.PlanQuery;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Planning of queries and compilation of models, alone: the real Cube has no such inner loops. Each
 * round is a process of its own.
 */
final class PlanningBenchmark implements Group {

  private static final TimeValue TURN = TimeValue.seconds(2);
  private static final TimeValue SHORT_TURN = TimeValue.seconds(1);

  @Override
  public void run(int rounds, boolean quick, PrintStream out) throws IOException {
    out.printf("%n%-52s %10s %10s %6s%n", "planning and compilation", "mean", "± 99.9 %", "unit");
    for (Class<?> cases : new Class<?>[] {PlanQuery.class, CompileModel.class}) {
      results(cases, rounds, quick ? SHORT_TURN : TURN).forEach(result -> print(result, out));
    }
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

  private static void print(RunResult run, PrintStream out) {
    Result<?> result = run.getPrimaryResult();
    String parameters =
        run.getParams().getParamsKeys().stream()
            .map(key -> key + " " + run.getParams().getParam(key))
            .collect(Collectors.joining(", "));
    out.printf(
        "%-52s %10.1f %10.1f %6s%n",
        result.getLabel() + ", " + parameters,
        result.getScore(),
        result.getScoreError(),
        result.getScoreUnit());
  }
}
