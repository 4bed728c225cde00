package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Replays what the real Cube answered, on the same data, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {

  private static final List<String> QUERY_GROUPS =
      List.of(
          "basic",
          "blend",
          "compare",
          "context",
          "filter",
          "filter_params",
          "format",
          "invalid",
          "join",
          "limit",
          "order",
          "rolling",
          "segment",
          "time",
          "time_relative",
          "ungrouped");

  @TempDir static Path folder;
  private OracleData data;
  private Tokens tokens;

  @BeforeAll
  void generateData() throws Exception {
    data = OracleData.create(folder);
    tokens = Tokens.create();
  }

  @AfterAll
  void stop() throws Exception {
    tokens.close();
    data.close();
  }

  @Test
  void postgresInProductionAnswersAsCubeDid() throws Exception {
    replay(
        "v1.7-js-prod",
        OracleProject.javaScript().onPostgres(data),
        concat(
            QUERY_GROUPS,
            List.of(
                "auth",
                "filter_groups",
                "generated",
                "graphql",
                "http",
                "jobs",
                "meta",
                "system",
                "transport")));
  }

  @Test
  void postgresInDevelopmentAnswersAsCubeDid() throws Exception {
    replay(
        "v1.7-js-dev",
        OracleProject.javaScript().onPostgres(data).inDevelopment(),
        List.of("auth", "http", "invalid", "system", "transport"));
  }

  @Test
  void duckDbAnswersAsCubeDid() throws Exception {
    replay("v1.7-duckdb-prod", OracleProject.javaScript().onDuckDb(data), QUERY_GROUPS);
  }

  @Test
  void yamlModelsAnswerAsCubeDid() throws Exception {
    replay(
        "v1.7-yaml-prod",
        OracleProject.yaml().onPostgres(data),
        List.of("yaml_basic", "yaml_generated", "yaml_view", "phrases"));
  }

  @Test
  void configurationHooksAnswerAsCubeDid() throws Exception {
    replay(
        "v1.7-config-prod",
        OracleProject.javaScript().withConfiguration().onPostgres(data),
        List.of("config"));
  }

  @Test
  void modelsOf2021AnswerAsCubeDid() throws Exception {
    replay(
        "v0.28-js-prod",
        OracleProject.javaScript2021().onPostgres(data),
        List.of("auth", "basic", "invalid", "transport"));
    replay(
        "v0.28-js-dev",
        OracleProject.javaScript2021().onPostgres(data).inDevelopment(),
        List.of("auth"));
  }

  @Test
  void rowsOfCubesWithPreAggregationsAreTheSame() throws Exception {
    replay("v1.7-preagg-prod", OracleProject.javaScript().onPostgres(data), List.of("preagg"));
  }

  private void replay(String set, OracleProject project, List<String> groups) throws Exception {
    Score score = new Score(set, KnownDifferences.read());
    MovableClock clock =
        new MovableClock(Recording.read(set, groups.getFirst()).getFirst().recordedAt());
    try (OracleServer server = OracleServer.start(project, tokens, folder, clock)) {
      for (String group : groups) {
        for (Recording recording : Recording.read(set, group)) {
          clock.moveTo(recording.recordedAt());
          score.add(recording, server.difference(recording));
        }
      }
    }
    score.print();
    assertThat(score.unexplained()).as("answers that differ without a listed reason").isEmpty();
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }
}
