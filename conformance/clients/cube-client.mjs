// Runs queries with Cube's own client and prints what it understood of the answers, as JSON.
// Usage: node cube-client.mjs API_URL TOKEN < queries.json
import { readFileSync } from 'node:fs';
import cube from '@cubejs-client/core';

const [apiUrl, token] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(0, 'utf8'));
const client = cube(token, { apiUrl });

const answers = [];
for (const query of queries) {
  try {
    const resultSet = await client.load(query);
    answers.push({ rows: resultSet.rawData(), columns: resultSet.tableColumns().map((column) => column.key) });
  } catch (error) {
    answers.push({ error: error.message, status: error.status });
  }
}
const meta = await client.meta();
const sql = await client.sql(queries[0]);
process.stdout.write(
  JSON.stringify({
    answers,
    cubes: meta.cubes.map(({ name }) => name).sort(),
    sql: sql.sql(),
  }),
);
