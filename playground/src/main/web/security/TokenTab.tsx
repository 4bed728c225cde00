import { type ReactElement, useEffect, useId, useState } from 'react';
import { usePlayground } from '../app/playground.js';
import { CopyButton } from '../components/CopyButton.js';
import { Notice } from '../components/Notice.js';
import { decodeToken } from './jsonWebToken.js';
import type { Tokens } from './openIdConnect.js';
import { type SecurityContextArrival, redirectUri, startSignIn } from './signIn.js';
import { signInStore } from './useSecurityContext.js';
import { useVerdict } from './useVerdict.js';
import { VerdictView } from './VerdictView.js';

interface TokenTabProps {
  readonly arrival: SecurityContextArrival | null;
  readonly onSaved: () => void;
}

/** A token to paste, or to fetch by signing in. */
export function TokenTab({ arrival, onSaved }: TokenTabProps): ReactElement {
  const { server, security } = usePlayground();
  const [text, setText] = useState(security.token ?? '');
  const [signedIn, setSignedIn] = useState<Tokens | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const id = useId();

  const token = withoutScheme(text);
  const decoded = decodeToken(token);
  const verdict = useVerdict(token);
  const { signIn } = server.cuboid;

  useEffect(() => {
    arrival?.tokens.then(
      (tokens) => {
        setSignedIn(tokens);
        setText(tokens.idToken ?? tokens.accessToken);
      },
      (error: Error) => setFailure(error.message),
    );
  }, [arrival]);

  const leaveForSignIn = (): void => {
    if (signIn === null) {
      return;
    }
    setLeaving(true);
    setFailure(null);
    startSignIn(signInStore, 'securityContext', signIn).catch((error: Error) => {
      setLeaving(false);
      setFailure(error.message);
    });
  };

  const save = (): void => {
    if (arrival !== null && signedIn !== null && signedIn.idToken === token) {
      const { refreshToken } = signedIn;
      signInStore.keepSession({
        client: arrival.client,
        idToken: token,
        ...(refreshToken !== null && { refreshToken }),
      });
    } else if (signInStore.session()?.idToken !== token) {
      signInStore.endSession();
    }
    security.set(token);
    onSaved();
  };

  return (
    <div className="form">
      {signIn !== null ? (
        <div className="sign-in">
          <button
            type="button"
            className="button primary"
            disabled={leaving}
            data-testid="sign-in"
            onClick={leaveForSignIn}
          >
            {leaving ? 'Leaving for the sign-in page…' : 'Sign in'}
          </button>
          <span className="help">
            at <code>{signIn.issuer}</code>, back to <code>{redirectUri()}</code>
          </span>
        </div>
      ) : null}
      {failure !== null ? (
        <Notice kind="error" title="The sign-in failed" testId="sign-in-error">
          <span className="message">{failure}</span>
        </Notice>
      ) : null}
      <label htmlFor={id}>{signIn !== null ? 'Or paste a token' : 'Token'}</label>
      <textarea
        id={id}
        className="mono token"
        rows={5}
        spellCheck={false}
        placeholder="eyJ…"
        value={text}
        aria-invalid={token !== '' && !decoded.ok}
        aria-describedby={`${id}-help`}
        data-testid="security-token"
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-help`} className={token === '' || decoded.ok ? 'help' : 'help bad'}>
        {token === '' || decoded.ok
          ? 'Sent as the Authorization header of every request. Empty: no token.'
          : decoded.error}
      </p>
      <VerdictView state={verdict} />
      <div className="form-actions">
        {token !== '' ? <CopyButton text={token} testId="security-copy" /> : null}
        <button type="button" className="button primary" data-testid="security-save" onClick={save}>
          Save
        </button>
      </div>
    </div>
  );
}

/** Tokens are often copied together with the scheme of the header. */
function withoutScheme(text: string): string {
  return text.trim().replace(/^Bearer\s+/i, '');
}
