// ClickHouse's HTTP interface over the embedded library, as far as its JDBC driver needs it.
import { createServer } from "node:http";
import { Session } from "chdb";

const [port, folder] = process.argv.slice(2);
const session = new Session(folder + "/data");

// What the interface itself understands; all other parameters are settings of the query.
const OWN = ["query", "query_id", "database", "compress", "wait_end_of_query"];

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const parameters = new URL(request.url, "http://localhost").searchParams;
  const sql = (parameters.get("query") ?? "") + Buffer.concat(chunks).toString();
  const database = request.headers["x-clickhouse-database"] ?? parameters.get("database");
  try {
    if (database) {
      session.query(`USE \`${database}\``);
    }
    for (const [name, value] of parameters) {
      if (!OWN.includes(name)) {
        session.query(`SET ${name} = '${value}'`);
      }
    }
    const result = await session.queryAsync(sql, { format: "RowBinaryWithNamesAndTypes" });
    response.writeHead(200, { "X-ClickHouse-Format": "RowBinaryWithNamesAndTypes" });
    response.end(result.bytes());
  } catch (error) {
    response.writeHead(500, { "X-ClickHouse-Exception-Code": error.clickhouseCode ?? 1 });
    response.end(String(error.message));
  }
}).listen(Number(port), "127.0.0.1");
