import { type ReactElement, useId, useState } from 'react';
import { failureOf } from '../api/failure.js';
import { signSecurityContext } from '../api/playgroundApi.js';
import { usePlayground } from '../app/playground.js';
import { parseJsonObject } from '../json.js';
import { decodeToken } from './jsonWebToken.js';
import { signInStore, type SecurityContext } from './useSecurityContext.js';

/** The security context as the data model sees it, to be written by hand. */
export function JsonTab({ onSaved }: { readonly onSaved: () => void }): ReactElement {
  const { security } = usePlayground();
  const [text, setText] = useState(() => initialText(security));
  const [failure, setFailure] = useState<string | null>(null);
  const id = useId();
  const payload = parseJsonObject(text);

  const save = (): void => {
    if (!payload.ok) {
      return;
    }
    signSecurityContext(payload.value).then(
      (token) => {
        signInStore.endSession();
        security.set(token);
        onSaved();
      },
      (error: unknown) => setFailure(failureOf(error).message),
    );
  };

  return (
    <div className="form">
      <label htmlFor={id}>Security context</label>
      <textarea
        id={id}
        className="mono"
        rows={10}
        spellCheck={false}
        value={text}
        aria-invalid={!payload.ok}
        aria-describedby={`${id}-help`}
        data-testid="security-json"
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-help`} className={payload.ok ? 'help' : 'help bad'}>
        {payload.ok
          ? 'What SECURITY_CONTEXT holds in the data model. The server signs it for use in development mode.'
          : payload.error}
      </p>
      {failure !== null ? <p className="help bad">{failure}</p> : null}
      <div className="form-actions">
        <button
          type="button"
          className="button primary"
          disabled={!payload.ok}
          data-testid="security-save"
          onClick={save}
        >
          Save
        </button>
      </div>
    </div>
  );
}

function initialText({ token, verdict }: SecurityContext): string {
  if (token === null) {
    return '{\n}';
  }
  const decoded = decodeToken(token);
  const context = verdict?.securityContext ?? (decoded.ok ? decoded.value.payload : {});
  // The server dates the token that it signs; the dates of the old one would only be in the way.
  const { iat: _issuedAt, exp: _expiresAt, ...written } = context;
  return JSON.stringify(written, null, 2);
}
