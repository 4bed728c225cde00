package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What one tenant costs, and what a thousand do. */
final class TenantBenchmark implements Group {

  private static final List<Integer> TENANTS = List.of(1, 100, 1000);

  /** Cube compiles the model for each tenant: more than these have their turn once, if at all. */
  private static final int MANY_FOR_CUBE = 1;

  private static final int MOST_FOR_CUBE = 100;

  private final Workspace workspace;
  private final Path project;
  private final Table seconds =
      new Table("first /meta of all tenants, seconds", /* moreIsBetter= */ false);
  private final Table megabytes =
      new Table("resident memory after it, MB", /* moreIsBetter= */ false);

  TenantBenchmark(Workspace workspace) throws IOException {
    this.workspace = workspace;
    this.project = Tenants.project(workspace);
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (int tenants : TENANTS) {
        measure(workspace.cuboid(), tenants);
        boolean many = tenants > MANY_FOR_CUBE;
        if (tenants <= MOST_FOR_CUBE && !(many && (quick || round > 0))) {
          measure(workspace.cube(), tenants);
        }
      }
    }
    seconds.print(out);
    megabytes.print(out);
    return List.of(
        new Verdict(
            name(1000),
            "memory, times that of one tenant",
            megabytes.timesBetween(name(1), name(1000), Contestant.CUBOID),
            Limit.atMost(1.5)));
  }

  private void measure(Contestant contestant, int tenants)
      throws IOException, InterruptedException {
    Tenants measured = Tenants.ask(contestant, project, tenants);
    seconds.add(name(tenants), contestant.name(), measured.seconds());
    megabytes.add(name(tenants), contestant.name(), measured.megabytes());
  }

  private static String name(int tenants) {
    return tenants + " tenants";
  }
}
