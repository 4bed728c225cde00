package dev.cuboid.server;

import dev.cuboid.databases.ClickHouseServer;
import dev.cuboid.databases.DatabaseServer;

/**
 * {@code CUBEJS_DB_TYPE=clickhouse}, but for what the embedded library lacks: it has no users, so
 * that no password is wrong, and it runs one query after another, so that {@code KILL QUERY} would
 * wait for the query that it is to end.
 */
class ClickHouseAnswersTest extends DatabaseAnswers {

  @Override
  DatabaseServer database() {
    return ClickHouseServer.shared();
  }

  @Override
  DatabaseServer another() {
    return ClickHouseServer.started();
  }

  @Override
  TestProject reaching(TestProject project, DatabaseServer database) {
    return project
        .with("CUBEJS_DB_TYPE", "clickhouse")
        .with("CUBEJS_DB_HOST", "127.0.0.1")
        .with("CUBEJS_DB_PORT", Integer.toString(database.port()))
        .with("CUBEJS_DB_USER", "somebody");
  }

  @Override
  String schemaStatement() {
    return "CREATE DATABASE " + SCHEMA;
  }

  @Override
  String translated(String statement) {
    return statement
        .replaceAll("TIMESTAMP ('[^']+')", "toDateTime64($1, 6, 'UTC')")
        .replace("TEXT", "Nullable(String)")
        .replaceAll("\\bINT\\b", "Nullable(Int32)")
        .replace("BOOLEAN", "Nullable(Bool)")
        .replace("DECIMAL(10, 2)", "Nullable(Decimal(10, 2))")
        .replace("DOUBLE PRECISION", "Nullable(Float64)")
        .replace("TIMESTAMP", "Nullable(DateTime64(6, 'UTC'))")
        .replaceAll("(CREATE TABLE .*)", "$1 ENGINE = Memory");
  }

  @Override
  String stoppedError() {
    return "Error: Query request failed .*";
  }

  @Override
  String rowsOfCompany1() {
    return """
    [{"orders.id":"1","orders.status":"done","orders.paid":true,"orders.amount":"100.1",
    "orders.weight":"0.5","orders.note":"a_b","orders.created_at":"2024-03-30T23:30:00.000"},
    {"orders.id":"2","orders.status":"open","orders.paid":false,"orders.amount":"50",
    "orders.weight":"1.25","orders.note":null,"orders.created_at":"2024-03-31T00:30:00.000"},
    {"orders.id":"3","orders.status":"done","orders.paid":null,"orders.amount":"7.5",
    "orders.weight":null,"orders.note":"Müller 🎲","orders.created_at":"2024-03-31T21:59:59.500"},
    {"orders.id":"5","orders.status":null,"orders.paid":false,"orders.amount":"2.25",
    "orders.weight":"3","orders.note":"AXB","orders.created_at":"2024-10-27T00:30:00.000"}]
    """;
  }
}
