import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../../main/web/query/curl.js';

describe('curlCommand', () => {
  it('posts the query, quoted for a POSIX shell', () => {
    const query = { filters: [{ member: 'A.b', operator: 'equals', values: ["it's"] }] };

    expect(curlCommand('http://localhost:4000/cubejs-api/v1', query, '$CUBE_TOKEN')).toBe(
      [
        "curl 'http://localhost:4000/cubejs-api/v1/load' \\",
        "  -H 'Content-Type: application/json' \\",
        '  -H "Authorization: $CUBE_TOKEN" \\',
        `  -d '{"query":{"filters":[{"member":"A.b","operator":"equals","values":["it'\\''s"]}]}}'`,
      ].join('\n'),
    );
  });

  it('sends no header without a token', () => {
    expect(curlCommand('http://localhost:4000/v1', {}, null)).not.toContain('Authorization');
  });
});
