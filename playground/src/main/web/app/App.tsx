import { type ReactElement, useCallback, useEffect, useMemo, useState } from 'react';
import { FailureNotice } from '../components/FailureNotice.js';
import { BuildPage } from '../pages/build/BuildPage.js';
import { ModelPage } from '../pages/model/ModelPage.js';
import { TokenPage } from '../pages/token/TokenPage.js';
import { useQuery } from '../query/useQuery.js';
import { SecurityContextDialog } from '../security/SecurityContextDialog.js';
import type { Arrival } from '../security/signIn.js';
import { useSecurityContext } from '../security/useSecurityContext.js';
import { Banners } from './Banners.js';
import { Header } from './Header.js';
import { type Playground, PlaygroundReact } from './playground.js';
import { parseRoute, useHash } from './router.js';
import { useTheme } from './theme.js';
import { useServer } from './useServer.js';

export function App({ arrival }: { readonly arrival: Arrival | null }): ReactElement {
  const server = useServer();
  const security = useSecurityContext();
  const [theme, toggleTheme] = useTheme();
  const hash = useHash();
  const route = useMemo(() => parseRoute(hash), [hash]);
  const queryState = useQuery(hash);
  const [signedIn, setSignedIn] = useState(arrival?.kind === 'securityContext' ? arrival : null);
  const [dialogOpen, setDialogOpen] = useState(signedIn !== null);
  const openSecurityDialog = useCallback(() => setDialogOpen(true), []);
  const closeSecurityDialog = useCallback(() => {
    setDialogOpen(false);
    setSignedIn(null);
  }, []);

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const { context, revision, reload } = server;
  const playground = useMemo<Playground | null>(
    () =>
      context === null
        ? null
        : { server: context, revision, reloadServer: reload, security, openSecurityDialog, theme },
    [context, revision, reload, security, openSecurityDialog, theme],
  );

  if (playground === null) {
    return (
      <main className="page" aria-busy={server.failure === null}>
        {server.failure !== null ? (
          <FailureNotice failure={server.failure} testId="server-failure">
            <button type="button" className="button small" onClick={reload}>
              Try again
            </button>
          </FailureNotice>
        ) : null}
      </main>
    );
  }

  return (
    <PlaygroundReact value={playground}>
      <Header page={route.page} buildHash={queryState.buildHash} onToggleTheme={toggleTheme} />
      <Banners
        page={route.page}
        unreachable={server.failure}
        refusedArrival={arrival?.kind === 'refused' ? arrival.reason : null}
      />
      {route.page === 'build' ? <BuildPage {...queryState} /> : null}
      {route.page === 'schema' ? <ModelPage /> : null}
      {route.page === 'token' ? <TokenPage arrival={arrival?.kind === 'tokenPage' ? arrival : null} /> : null}
      {dialogOpen ? <SecurityContextDialog arrival={signedIn} onClose={closeSecurityDialog} /> : null}
    </PlaygroundReact>
  );
}
