import type { CubeApi, Query as CubeQuery } from '@cubejs-client/core';
import { useEffect, useState } from 'react';

const SETTLE_MILLIS = 300;
const MAX_SUGGESTIONS = 50;

/** Values of a dimension that contain what was typed so far; none where the server does not give any. */
export function useSuggestions(api: CubeApi, member: string, active: boolean, text: string): readonly string[] {
  const [suggestions, setSuggestions] = useState<readonly string[]>([]);

  useEffect(() => {
    if (!active) {
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      api.load(suggestionQuery(member, text), { signal: controller.signal }).then(
        (result) => setSuggestions(textsIn(result.rawData(), member)),
        () => setSuggestions([]),
      );
    }, SETTLE_MILLIS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, member, active, text]);

  return suggestions;
}

function suggestionQuery(member: string, text: string): CubeQuery {
  return {
    dimensions: [member],
    limit: MAX_SUGGESTIONS,
    ...(text !== '' && { filters: [{ member, operator: 'contains', values: [text] }] }),
  };
}

function textsIn(rows: readonly Readonly<Record<string, unknown>>[], member: string): readonly string[] {
  return rows
    .map((row) => row[member])
    .filter((value) => value !== null && value !== undefined && value !== '')
    .map(String);
}
