import type { JsonObject } from '../json.js';

/** A command that sends the query from a POSIX shell. */
export function curlCommand(apiUrl: string, query: JsonObject, authorization: string | null): string {
  const lines = [`curl ${shellQuoted(`${apiUrl}/load`)}`, `-H ${shellQuoted('Content-Type: application/json')}`];
  if (authorization !== null) {
    lines.push(`-H "Authorization: ${authorization}"`);
  }
  lines.push(`-d ${shellQuoted(JSON.stringify({ query }))}`);
  return lines.join(' \\\n  ');
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
