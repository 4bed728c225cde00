import { useSyncExternalStore } from 'react';

export type Page = 'build' | 'schema' | 'token';

export interface Route {
  readonly page: Page;
  readonly parameters: URLSearchParams;
}

const PAGES: ReadonlySet<string> = new Set<Page>(['build', 'schema', 'token']);

/** Reads `#/page?parameters`, the form that Cube's Playground uses. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = splitOnce(hash.replace(/^#\/?/, ''), '?');
  return {
    page: PAGES.has(path) ? (path as Page) : 'build',
    parameters: new URLSearchParams(search),
  };
}

export function routeHash(page: Page, parameters = ''): string {
  return parameters === '' ? `#/${page}` : `#/${page}?${parameters}`;
}

/** The fragment of the current address, followed as it changes. */
export function useHash(): string {
  return useSyncExternalStore(subscribeToHash, () => location.hash);
}

/** Changes the address without a new entry in the history, for state that changes with every click. */
export function replaceHash(hash: string): void {
  if (location.hash !== hash) {
    history.replaceState(null, '', hash);
  }
}

function subscribeToHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
