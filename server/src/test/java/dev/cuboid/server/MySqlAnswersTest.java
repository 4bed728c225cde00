package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.databases.DatabaseServer;
import dev.cuboid.databases.MariaDbServer;
import dev.cuboid.databases.SelfSigned;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code CUBEJS_DB_TYPE=mysql}: MariaDB through MySQL's driver. */
class MySqlAnswersTest extends CancellableDatabaseAnswers {

  @Override
  DatabaseServer database() {
    return MariaDbServer.shared();
  }

  @Override
  DatabaseServer another() {
    return MariaDbServer.started();
  }

  @Override
  TestProject reaching(TestProject project, DatabaseServer database) {
    return project
        .with("CUBEJS_DB_TYPE", "mysql")
        .with("CUBEJS_DB_HOST", "127.0.0.1")
        .with("CUBEJS_DB_PORT", Integer.toString(database.port()))
        .with("CUBEJS_DB_USER", "root");
  }

  @Override
  String translated(String statement) {
    return statement
        .replace("TEXT", "VARCHAR(100)")
        .replace("created_at TIMESTAMP", "created_at DATETIME(6)");
  }

  @Override
  String stoppedError() {
    return "(?s)Error: Communications link failure.*";
  }

  @Override
  String rowsOfCompany1() {
    return """
    [{"orders.id":1,"orders.status":"done","orders.paid":1,"orders.amount":"100.10",
    "orders.weight":0.5,"orders.note":"a_b","orders.created_at":"2024-03-30T23:30:00.000"},
    {"orders.id":2,"orders.status":"open","orders.paid":0,"orders.amount":"50.00",
    "orders.weight":1.25,"orders.note":null,"orders.created_at":"2024-03-31T00:30:00.000"},
    {"orders.id":3,"orders.status":"done","orders.paid":null,"orders.amount":"7.50",
    "orders.weight":null,"orders.note":"Müller 🎲","orders.created_at":"2024-03-31T21:59:59.500"},
    {"orders.id":5,"orders.status":null,"orders.paid":0,"orders.amount":"2.25",
    "orders.weight":3,"orders.note":"AXB","orders.created_at":"2024-10-27T00:30:00.000"}]
    """;
  }

  @Override
  String slowSql() {
    return "SELECT SLEEP(1000) AS id";
  }

  @Override
  long slowQueries() {
    return database()
        .number(
            "SELECT count(*) FROM information_schema.processlist"
                + " WHERE info LIKE '%SLEEP(1000)%' AND id <> CONNECTION_ID()");
  }

  @Test
  void aWrongPasswordIsNamedAndTheRightOneTaken() throws IOException {
    database()
        .execute(
            "CREATE OR REPLACE USER reader IDENTIFIED BY 'another'",
            "GRANT SELECT ON " + SCHEMA + ".* TO reader");
    try (TestServer reader =
        project("reader", database())
            .with("CUBEJS_DB_USER", "reader")
            .with("CUBEJS_DB_PASS", "the right one")
            .start()) {
      HttpResponse<String> refused = askForOne(reader);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).path("error").asString())
          .isEqualTo("Error: Access denied for user 'reader'@'localhost' (using password: YES)");

      database().execute("ALTER USER reader IDENTIFIED BY 'the right one'");

      assertThat(json(askForOne(reader)).at("/data/0/one.count").asString()).isEqualTo("1");
    }
  }

  @Test
  void aConnectionIsEncryptedWhereThatIsAskedFor() throws IOException {
    try (TestServer encrypted =
            project("encrypted", database()).with("CUBEJS_DB_SSL", "true").start();
        TestServer verifying =
            project("verifying", database())
                .with("CUBEJS_DB_SSL", "true")
                .with("CUBEJS_DB_SSL_REJECT_UNAUTHORIZED", "true")
                .start()) {
      assertThat(json(askForOne(encrypted)).at("/data/0/one.count").asString()).isEqualTo("1");
      HttpResponse<String> refused = askForOne(verifying);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).path("error").asString())
          .startsWith("Error: Communications link failure");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void aCertificateIsCheckedAgainstTheOnesThatAreGiven(String type) throws IOException {
    MariaDbServer server = MariaDbServer.shared();
    server.execute(
        "CREATE OR REPLACE USER certified REQUIRE X509",
        "GRANT SELECT ON " + SCHEMA + ".* TO certified");
    TestProject trusting =
        project("trusting-" + type, server)
            .with("CUBEJS_DB_TYPE", type)
            .with("CUBEJS_DB_HOST", "localhost")
            .with("CUBEJS_DB_SSL", "true")
            .with("CUBEJS_DB_SSL_REJECT_UNAUTHORIZED", "true")
            .with("CUBEJS_DB_SSL_CA", server.certificate().certificate());
    try (TestServer asRoot = trusting.start()) {
      assertThat(json(askForOne(asRoot)).at("/data/0/one.count").asString()).isEqualTo("1");
    }
    TestProject certified = trusting.with("CUBEJS_DB_USER", "certified");
    try (TestServer without = certified.start()) {
      assertThat(json(askForOne(without)).path("error").asString())
          .startsWith("Error: Access denied for user 'certified'@'localhost'");
    }
    SelfSigned own = server.certificateOfClient();
    try (TestServer with =
        certified
            .with("CUBEJS_DB_SSL_CERT", own.certificate())
            .with("CUBEJS_DB_SSL_KEY", own.key())
            .start()) {
      assertThat(json(askForOne(with)).at("/data/0/one.count").asString()).isEqualTo("1");
    }
    try (TestServer anothers = certified.with("CUBEJS_DB_SSL_CA", own.certificate()).start()) {
      assertThat(askForOne(anothers).statusCode()).isEqualTo(400);
    }
  }
}
