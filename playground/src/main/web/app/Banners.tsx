import type { ReactElement } from 'react';
import type { Failure } from '../api/failure.js';
import { Notice } from '../components/Notice.js';
import { usePlayground } from './playground.js';
import { type Page, routeHash } from './router.js';

interface BannersProps {
  readonly page: Page;
  readonly unreachable: Failure | null;
  /** Why the answer of an issuer was dropped. */
  readonly refusedArrival: string | null;
}

/** What a user must know on every page. */
export function Banners({ page, unreachable, refusedArrival }: BannersProps): ReactElement {
  return (
    <div className="banners">
      {unreachable !== null ? (
        <Notice kind="error" title={unreachable.title} testId="banner-unreachable">
          <span>{unreachable.message}</span>
        </Notice>
      ) : null}
      {refusedArrival !== null ? (
        <Notice kind="error" title="The sign-in failed" testId="sign-in-error">
          <span>{refusedArrival}</span>
        </Notice>
      ) : null}
      <TokenBanner />
      {page === 'schema' ? null : <ModelBanner />}
    </div>
  );
}

function TokenBanner(): ReactElement | null {
  const { server, security, openSecurityDialog } = usePlayground();
  const open = (
    <button type="button" className="link" onClick={openSecurityDialog}>
      {security.token === null ? 'Add a security context' : 'Replace it'}
    </button>
  );
  if (security.expired) {
    return (
      <Notice kind="error" title="The token has expired." testId="banner-expired">
        <span>The server refuses requests that carry it. {open}</span>
      </Notice>
    );
  }
  if (security.token !== null) {
    return null;
  }
  if (server.cuboid.authentication.required) {
    return (
      <Notice kind="warning" title="No security context." testId="banner-no-token">
        <span>The server answers no request without a token. {open}</span>
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title="No security context: development mode." testId="banner-no-token">
      <span>Requests without a token see all rows, of every tenant. {open}</span>
    </Notice>
  );
}

function ModelBanner(): ReactElement | null {
  const { errors } = usePlayground().server.cuboid.model;
  if (errors.length === 0) {
    return null;
  }
  return (
    <Notice kind="error" title="The data model does not compile." testId="banner-model">
      <span>
        {errors.length === 1 ? 'One error. ' : `${errors.length} errors. `}
        <a href={routeHash('schema')}>See where</a>
      </span>
    </Notice>
  );
}
