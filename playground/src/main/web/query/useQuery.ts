import { useCallback, useEffect, useRef, useState } from 'react';
import { parseRoute, replaceHash, routeHash } from '../app/router.js';
import { type Query, EMPTY_QUERY } from './query.js';
import { queryFromParameters, queryParameters } from './queryAddress.js';

/** Where the tab keeps the address of its query over the way to an issuer and back, which starts from other pages. */
const ADDRESS_KEY = 'cuboid.query';

export interface QueryState {
  readonly query: Query;
  readonly setQuery: (query: Query) => void;
  /** Why the query in the address could not be read. */
  readonly addressError: string | null;
  /** The fragment of the Build page with this query. */
  readonly buildHash: string;
}

/** The query in hand, mirrored in the address of the Build page: an address can be kept and sent, and going back works. */
export function useQuery(hash: string): QueryState {
  const [{ query, addressError }, setState] = useState(() => read(namesQuery(hash) ? hash : remembered()));
  const mirrored = useRef(hash);
  const buildHash = routeHash('build', queryParameters(query));

  useEffect(() => sessionStorage.setItem(ADDRESS_KEY, buildHash), [buildHash]);

  useEffect(() => {
    if (hash !== mirrored.current && parseRoute(hash).page === 'build') {
      mirrored.current = hash;
      setState(read(hash));
    }
  }, [hash]);

  const setQuery = useCallback((next: Query) => {
    const address = routeHash('build', queryParameters(next));
    mirrored.current = address;
    replaceHash(address);
    setState({ query: next, addressError: null });
  }, []);

  return { query, setQuery, addressError, buildHash };
}

function read(hash: string): { readonly query: Query; readonly addressError: string | null } {
  const route = parseRoute(hash);
  const parsed =
    route.page === 'build' ? queryFromParameters(route.parameters) : { ok: true as const, value: EMPTY_QUERY };
  return parsed.ok ? { query: parsed.value, addressError: null } : { query: EMPTY_QUERY, addressError: parsed.error };
}

function namesQuery(hash: string): boolean {
  return hash !== '' && parseRoute(hash).page === 'build';
}

function remembered(): string {
  return sessionStorage.getItem(ADDRESS_KEY) ?? '';
}
