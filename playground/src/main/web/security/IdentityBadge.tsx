import { type ReactElement, useState } from 'react';
import { usePlayground } from '../app/playground.js';
import { useNow } from '../app/useNow.js';
import { Icon } from '../components/Icon.js';
import { remainingText } from './countdown.js';
import type { Identity } from './identity.js';
import { discover } from './openIdConnect.js';
import { redirectUri } from './signIn.js';
import { signInFailure } from './signInFailure.js';
import { signOutUrl } from './signOutUrl.js';
import { signInStore } from './useSecurityContext.js';

/** Who the requests are sent as, and until when. */
export function IdentityBadge(): ReactElement | null {
  const { security } = usePlayground();
  const { identity, verdict, expired, renew } = security;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (identity === null) {
    return null;
  }
  const refused = verdict !== null && !verdict.accepted;
  const session = signInStore.session();
  const signedIn = session !== null && session.idToken === security.token;

  const renewNow = (): void => {
    setBusy(true);
    setFailure(null);
    renew?.()
      .catch((error: unknown) => setFailure(signInFailure('refresh', error, redirectUri())))
      .finally(() => setBusy(false));
  };

  return (
    <div
      className={expired || refused ? 'identity bad' : 'identity'}
      role="group"
      aria-label="Security context"
      data-testid="identity"
    >
      <span className="identity-name" data-testid="identity-name" title={identity.name}>
        {identity.name}
      </span>
      {identity.context.map((entry) => (
        <span key={entry.name} className="identity-entry" data-testid={`identity-${entry.name}`}>
          <span className="entry-name">{entry.name}</span> {entry.value}
        </span>
      ))}
      <Validity identity={identity} expired={expired} refused={refused} />
      {renew !== null ? (
        <button
          type="button"
          className="icon-button"
          aria-label="Renew the token"
          title="Renew the token"
          disabled={busy}
          data-testid="identity-renew"
          onClick={renewNow}
        >
          <Icon name="refresh" />
        </button>
      ) : null}
      {failure !== null ? (
        <strong className="identity-state" role="alert" title={failure} data-testid="renew-error">
          not renewed
        </strong>
      ) : null}
      {signedIn ? (
        <button
          type="button"
          className="link"
          data-testid="identity-sign-out"
          onClick={() => void signOut(security.set)}
        >
          Sign out
        </button>
      ) : null}
      <button
        type="button"
        className="icon-button"
        aria-label="Clear the security context"
        title="Clear the security context"
        data-testid="identity-clear"
        onClick={() => {
          signInStore.endSession();
          security.set(null);
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

interface ValidityProps {
  readonly identity: Identity;
  readonly expired: boolean;
  readonly refused: boolean;
}

function Validity({ identity, expired, refused }: ValidityProps): ReactElement | null {
  const now = useNow();
  if (expired) {
    return (
      <strong className="identity-state" data-testid="identity-expiry">
        token expired
      </strong>
    );
  }
  if (refused) {
    return (
      <strong className="identity-state" data-testid="identity-expiry">
        token refused
      </strong>
    );
  }
  if (identity.expiresAt === null) {
    return null;
  }
  return (
    <time
      className="identity-expiry"
      dateTime={identity.expiresAt.toISOString()}
      title={`until ${identity.expiresAt.toLocaleString()}`}
      aria-live="off"
      data-testid="identity-expiry"
    >
      {remainingText(identity.expiresAt, now)}
    </time>
  );
}

/** Forgets the token here, then ends the session at the issuer too, if it has a page for that. */
async function signOut(set: (token: string | null) => void): Promise<void> {
  const session = signInStore.session();
  signInStore.endSession();
  set(null);
  if (session === null) {
    return;
  }
  const url = await discover(session.client.issuer)
    .then((issuer) => signOutUrl(issuer, session, redirectUri()))
    .catch(() => null);
  if (url !== null) {
    location.assign(url);
  }
}
