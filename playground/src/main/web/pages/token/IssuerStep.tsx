import { type ReactElement, useId, useState } from 'react';
import { Notice } from '../../components/Notice.js';
import { type Issuer, discover } from '../../security/openIdConnect.js';
import { redirectUri } from '../../security/signIn.js';
import { signInFailure } from '../../security/signInFailure.js';
import { issuerIn } from './clientForm.js';
import { Step } from './Step.js';

type Discovery =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'found'; readonly issuer: Issuer }
  | { readonly kind: 'failed'; readonly reason: string };

interface IssuerStepProps {
  readonly issuer: string;
  readonly onChange: (issuer: string) => void;
}

export function IssuerStep({ issuer, onChange }: IssuerStepProps): ReactElement {
  const [discovery, setDiscovery] = useState<Discovery>({ kind: 'none' });
  const id = useId();

  const ask = (): void => {
    setDiscovery({ kind: 'asking' });
    discover(issuerIn(issuer)).then(
      (found) => setDiscovery({ kind: 'found', issuer: found }),
      (error: unknown) => setDiscovery({ kind: 'failed', reason: signInFailure('discovery', error, redirectUri()) }),
    );
  };

  return (
    <Step title="Issuer" testId="step-issuer">
      <form
        className="form-row"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <div className="field grow">
          <label htmlFor={id}>Issuer</label>
          <input
            id={id}
            type="url"
            placeholder="https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
            value={issuer}
            data-testid="issuer"
            onChange={(event) => {
              setDiscovery({ kind: 'none' });
              onChange(event.target.value);
            }}
          />
        </div>
        <button
          type="submit"
          className="button"
          disabled={issuer.trim() === '' || discovery.kind === 'asking'}
          data-testid="discover"
        >
          Discover
        </button>
      </form>
      {discovery.kind === 'failed' ? (
        <Notice kind="error" title="Discovery failed" testId="discovery-error">
          <span className="message">{discovery.reason}</span>
        </Notice>
      ) : null}
      {discovery.kind === 'found' ? <Endpoints issuer={discovery.issuer} /> : null}
    </Step>
  );
}

function Endpoints({ issuer }: { readonly issuer: Issuer }): ReactElement {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Issuer', issuer.issuer],
    ['Authorization', issuer.authorization_endpoint],
    ['Token', issuer.token_endpoint],
    ['Keys (JWKS)', issuer.jwks_uri],
    ['User info', issuer.userinfo_endpoint],
    ['End of session', issuer.end_session_endpoint],
    ['Scopes', issuer.scopes_supported?.join(', ')],
  ];
  return (
    <dl className="endpoints" data-testid="endpoints">
      {rows.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
