package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.databases.DatabaseServer;
import dev.cuboid.databases.TrinoServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** {@code CUBEJS_DB_TYPE=trino}. */
class TrinoAnswersTest extends CancellableDatabaseAnswers {

  @Override
  DatabaseServer database() {
    return TrinoServer.shared();
  }

  @Override
  DatabaseServer another() {
    return TrinoServer.started();
  }

  @Override
  TestProject reaching(TestProject project, DatabaseServer database) {
    return project
        .with("CUBEJS_DB_TYPE", "trino")
        .with("CUBEJS_DB_HOST", "localhost")
        .with("CUBEJS_DB_PORT", Integer.toString(database.port()))
        .with("CUBEJS_DB_USER", "somebody")
        .with("CUBEJS_DB_PRESTO_CATALOG", "memory");
  }

  @Override
  String translated(String statement) {
    return statement
        .replace("TEXT", "VARCHAR")
        .replace("DOUBLE PRECISION", "DOUBLE")
        .replace("created_at TIMESTAMP", "created_at TIMESTAMP(6)");
  }

  @Override
  String stoppedError() {
    return "Error: Error executing query: .*";
  }

  @Override
  String rowsOfCompany1() {
    return """
    [{"orders.id":1,"orders.status":"done","orders.paid":true,"orders.amount":"100.10",
    "orders.weight":0.5,"orders.note":"a_b","orders.created_at":"2024-03-30T23:30:00.000"},
    {"orders.id":2,"orders.status":"open","orders.paid":false,"orders.amount":"50.00",
    "orders.weight":1.25,"orders.note":null,"orders.created_at":"2024-03-31T00:30:00.000"},
    {"orders.id":3,"orders.status":"done","orders.paid":null,"orders.amount":"7.50",
    "orders.weight":null,"orders.note":"Müller 🎲","orders.created_at":"2024-03-31T21:59:59.500"},
    {"orders.id":5,"orders.status":null,"orders.paid":false,"orders.amount":"2.25",
    "orders.weight":3,"orders.note":"AXB","orders.created_at":"2024-10-27T00:30:00.000"}]
    """;
  }

  @Override
  String slowSql() {
    return "SELECT max(orderkey) AS id FROM tpch.sf1000.lineitem";
  }

  @Override
  long slowQueries() {
    return database()
        .number(
            "SELECT count(*) FROM system.runtime.queries WHERE state NOT IN ('FINISHED', 'FAILED')"
                + " AND query LIKE '%tpch.sf1000%' AND query NOT LIKE '%runtime.queries%'");
  }

  @Test
  void aConnectionIsEncryptedAndAPasswordGivenWhereThatIsAskedFor() throws IOException {
    try (TestServer knowing = encrypted("knowing", TrinoServer.PASSWORD).start();
        TestServer guessing = encrypted("guessing", "a guess").start();
        TestServer verifying =
            encrypted("verifying", TrinoServer.PASSWORD)
                .with("CUBEJS_DB_SSL_REJECT_UNAUTHORIZED", "true")
                .start();
        TestServer trusting =
            encrypted("trusting", TrinoServer.PASSWORD)
                .with("CUBEJS_DB_HOST", "localhost")
                .with("CUBEJS_DB_SSL_REJECT_UNAUTHORIZED", "true")
                .with("CUBEJS_DB_SSL_CA", TrinoServer.shared().certificate().certificate())
                .start()) {
      HttpResponse<String> answer = askForOne(knowing);
      assertThat(json(answer).at("/data/0/one.count").asString(answer.body())).isEqualTo("1");
      HttpResponse<String> verified = askForOne(trusting);
      assertThat(json(verified).at("/data/0/one.count").asString(verified.body())).isEqualTo("1");
      assertRefused(guessing, "Error: Authentication failed: Access Denied: Invalid credentials");
      assertRefused(verifying, "Error: Error executing query: .*PKIX path building failed.*");
    }
  }

  private TestProject encrypted(String name, String password) throws IOException {
    return project(name, database())
        .with("CUBEJS_DB_PORT", Integer.toString(TrinoServer.shared().tlsPort()))
        .with("CUBEJS_DB_SSL", "true")
        .with("CUBEJS_DB_SSL_REJECT_UNAUTHORIZED", "false")
        .with("CUBEJS_DB_USER", TrinoServer.USER)
        .with("CUBEJS_DB_PASS", password);
  }

  private void assertRefused(TestServer server, String error) {
    HttpResponse<String> refused = askForOne(server);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(json(refused).path("error").asString()).matches(error);
  }
}
