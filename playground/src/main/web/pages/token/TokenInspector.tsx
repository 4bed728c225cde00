import type { ReactElement } from 'react';
import { usePlayground } from '../../app/playground.js';
import { CodeBlock } from '../../components/CodeBlock.js';
import { CopyButton } from '../../components/CopyButton.js';
import { decodeToken } from '../../security/jsonWebToken.js';
import type { ClientSettings } from '../../security/signInStore.js';
import { signInStore } from '../../security/useSecurityContext.js';
import { useVerdict } from '../../security/useVerdict.js';
import { VerdictView } from '../../security/VerdictView.js';

interface TokenInspectorProps {
  readonly token: string;
  readonly client: ClientSettings;
  /** With it, the Playground can renew the token later. */
  readonly refreshToken: string | null;
}

/** A token taken apart, with the server's verdict. */
export function TokenInspector({ token, client, refreshToken }: TokenInspectorProps): ReactElement {
  const { security } = usePlayground();
  const verdict = useVerdict(token);
  const decoded = decodeToken(token);
  const inUse = security.token === token;

  const takeOver = (): void => {
    signInStore.endSession();
    if (refreshToken !== null) {
      signInStore.keepSession({ client, idToken: token, refreshToken });
    }
    security.set(token);
  };

  return (
    <div className="inspector">
      <div className="view-head">
        <button type="button" className="button primary" disabled={inUse} data-testid="use-token" onClick={takeOver}>
          {inUse ? 'In use as security context' : 'Use as security context'}
        </button>
        <CopyButton text={token} label="Copy the token" testId="copy-token" />
      </div>
      <VerdictView state={verdict} />
      <pre className="code raw" tabIndex={0} role="region" aria-label="Token" data-testid="raw-token">
        <code>{token}</code>
      </pre>
      {decoded.ok ? (
        <div className="decoded">
          <section>
            <h3>Header</h3>
            <CodeBlock
              code={JSON.stringify(decoded.value.header, null, 2)}
              language="json"
              label="Header"
              testId="token-header"
            />
          </section>
          <section>
            <h3>Payload</h3>
            <CodeBlock
              code={JSON.stringify(decoded.value.payload, null, 2)}
              language="json"
              label="Payload"
              testId="token-payload"
            />
          </section>
        </div>
      ) : (
        <p className="help">{decoded.error}</p>
      )}
    </div>
  );
}
