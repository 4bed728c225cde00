// Runs queries with Cube's own client and prints what it understood of the answers, as JSON.
// Usage: node cube-client.mjs API_URL TOKEN < queries.json
import { readFileSync } from 'node:fs';
import cube from '@cubejs-client/core';

const [apiUrl, token] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(0, 'utf8'));
const client = cube(token, { apiUrl });

const answers = [];
for (const query of queries) {
  answers.push(await answerOrError(async () => tableOf(await client.load(query))));
}
const cubes = await answerOrError(async () => (await client.meta()).cubes.map(({ name }) => name).sort());
const sql = await answerOrError(async () => (await client.sql(queries[0])).sql());
process.stdout.write(JSON.stringify({ answers, cubes, sql }));

function tableOf(resultSet) {
  const columns = resultSet.tableColumns().map(({ key }) => key);
  return { columns, rows: resultSet.rawData().map((row) => columns.map((column) => row[column])) };
}

async function answerOrError(ask) {
  try {
    return await ask();
  } catch (error) {
    return { error: error.message, status: error.status };
  }
}
