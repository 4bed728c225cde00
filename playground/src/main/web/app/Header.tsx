import type { ReactElement } from 'react';
import { Icon } from '../components/Icon.js';
import { IdentityBadge } from '../security/IdentityBadge.js';
import { usePlayground } from './playground.js';
import { type Page, routeHash } from './router.js';

const PAGES: readonly { readonly page: Page; readonly label: string }[] = [
  { page: 'build', label: 'Build' },
  { page: 'schema', label: 'Data Model' },
  { page: 'token', label: 'Token' },
];

interface HeaderProps {
  readonly page: Page;
  /** The fragment that the Build page had last, so that a look at another page keeps the query. */
  readonly buildHash: string;
  readonly onToggleTheme: () => void;
}

export function Header({ page, buildHash, onToggleTheme }: HeaderProps): ReactElement {
  const { server, security, openSecurityDialog, theme } = usePlayground();
  const otherTheme = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="header">
      <a className="brand" href={buildHash} title="Cuboid Playground">
        <img src="./favicon.svg" alt="" width="22" height="22" />
        <span>Cuboid</span>
        <span className="version">{server.cuboid.version}</span>
      </a>
      <nav aria-label="Pages">
        {PAGES.map((each) => (
          <a
            key={each.page}
            href={each.page === 'build' ? buildHash : routeHash(each.page)}
            aria-current={each.page === page ? 'page' : undefined}
            data-testid={`nav-${each.page}`}
          >
            {each.label}
          </a>
        ))}
      </nav>
      <div className="header-end">
        {security.identity !== null ? <IdentityBadge /> : null}
        <button type="button" className="button" data-testid="security-context" onClick={openSecurityDialog}>
          <Icon name="lock" />
          {security.token === null ? 'Add Security Context' : 'Edit Security Context'}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Switch to the ${otherTheme} theme`}
          data-testid="theme"
          onClick={onToggleTheme}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
      </div>
    </header>
  );
}
