import { createContext, use } from 'react';
import type { PlaygroundContext } from '../api/playgroundApi.js';
import type { SecurityContext } from '../security/useSecurityContext.js';
import type { Theme } from './theme.js';

/** What every page may need. */
export interface Playground {
  readonly server: PlaygroundContext;
  /** Changes when the server was asked again, so that what depends on the model is read anew. */
  readonly revision: number;
  readonly reloadServer: () => void;
  readonly security: SecurityContext;
  readonly openSecurityDialog: () => void;
  readonly theme: Theme;
}

export const PlaygroundReact = createContext<Playground | null>(null);

export function usePlayground(): Playground {
  const playground = use(PlaygroundReact);
  if (playground === null) {
    throw new Error('usePlayground is for components below App');
  }
  return playground;
}
