package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The same, and that what takes too long is ended in the database. */
abstract class CancellableDatabaseAnswers extends DatabaseAnswers {

  /** A query that runs for minutes. */
  abstract String slowSql();

  /** How many of those the database is running. */
  abstract long slowQueries();

  @Test
  void aQueryThatTakesTooLongIsCancelledInTheDatabase() throws IOException {
    String model =
        """
        cubes:
          - name: slow
            sql: "%s"
            measures:
              - name: last
                type: max
                sql: id
        """
            .formatted(slowSql());
    try (TestServer impatient =
        project("impatient", database())
            .file("model/slow.yml", model)
            .with("CUBEJS_DB_QUERY_TIMEOUT", "1s")
            .start()) {
      HttpResponse<String> answer =
          impatient.load("{\"measures\":[\"slow.last\"]}", "Authorization", tokenOf(1));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(json(answer).path("error").asString())
          .startsWith("Error: Query execution timeout after 0.01")
          .endsWith(" min of waiting");
      await().until(() -> slowQueries() == 0);
    }
  }
}
