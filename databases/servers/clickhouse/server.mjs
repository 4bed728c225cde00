// ClickHouse's HTTP interface over the embedded library, as far as its JDBC driver needs it.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { Session } from "chdb";

const [port, folder] = process.argv.slice(2);
const session = new Session(folder + "/data");

// What the interface itself understands; all other parameters are settings of the query.
const OWN = ["query", "query_id", "database", "compress", "wait_end_of_query"];

const FORMAT = "RowBinaryWithNamesAndTypes";

// One query after another: they share the session's database and settings.
let turn = Promise.resolve();

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const parameters = new URL(request.url, "http://localhost").searchParams;
  const sql = (parameters.get("query") ?? "") + Buffer.concat(chunks).toString();
  const database = request.headers["x-clickhouse-database"] ?? parameters.get("database");
  turn = turn.then(async () => {
    try {
      const bytes = await run(sql, database, parameters);
      send(200, { "X-ClickHouse-Format": FORMAT }, bytes);
    } catch (error) {
      const code = error.clickhouseCode ?? 1;
      send(500, { "X-ClickHouse-Exception-Code": code }, Buffer.from(String(error.message)));
    }
  });

  // Who asks for ClickHouse's own packed blocks takes HTTP's as well.
  function send(status, headers, bytes) {
    const packed = parameters.get("compress") === "1";
    response.writeHead(status, packed ? { ...headers, "Content-Encoding": "gzip" } : headers);
    response.end(packed ? gzipSync(bytes) : bytes);
  }
}).listen(Number(port), "127.0.0.1");

async function run(sql, database, parameters) {
  if (database) {
    session.query(`USE \`${database}\``);
  }
  for (const [name, value] of parameters) {
    if (!OWN.includes(name)) {
      session.query(`SET ${name} = '${value}'`);
    }
  }
  return (await session.queryAsync(sql, { format: FORMAT })).bytes();
}
