import { type ReactElement, useState } from 'react';
import { Notice } from '../../components/Notice.js';
import type { Tokens } from '../../security/openIdConnect.js';
import { type TokenPageArrival, finishSignIn } from '../../security/signIn.js';
import { Step } from './Step.js';

type Exchange =
  | { readonly kind: 'ready' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

interface CodeStepProps {
  readonly arrival: TokenPageArrival | null;
  readonly onTokens: (tokens: Tokens) => void;
}

export function CodeStep({ arrival, onTokens }: CodeStepProps): ReactElement {
  return (
    <Step title="Code" testId="step-code">
      {arrival === null ? (
        <p className="help">Start leads to the issuer&apos;s sign-in page, and back here with a code.</p>
      ) : (
        <ReceivedCode arrival={arrival} onTokens={onTokens} />
      )}
    </Step>
  );
}

interface ReceivedCodeProps {
  readonly arrival: TokenPageArrival;
  readonly onTokens: (tokens: Tokens) => void;
}

function ReceivedCode({ arrival, onTokens }: ReceivedCodeProps): ReactElement {
  const [exchange, setExchange] = useState<Exchange>({ kind: 'ready' });
  const code = arrival.parameters.get('code');

  const start = (): void => {
    setExchange({ kind: 'asking' });
    finishSignIn(arrival.signIn, arrival.parameters).then(
      (tokens) => {
        setExchange({ kind: 'done' });
        onTokens(tokens);
      },
      (error: Error) => setExchange({ kind: 'failed', reason: error.message }),
    );
  };

  if (code === null) {
    const description = arrival.parameters.get('error_description') ?? 'no reason given';
    return (
      <Notice kind="error" title="The issuer sent an error in place of a code" testId="code-error">
        <span className="message">
          {description} ({arrival.parameters.get('error')})
        </span>
      </Notice>
    );
  }
  return (
    <>
      <div className="form-row">
        <code className="received-code" data-testid="code">
          {code}
        </code>
        <button
          type="button"
          className="button primary"
          disabled={exchange.kind === 'asking' || exchange.kind === 'done'}
          data-testid="exchange"
          onClick={start}
        >
          {exchange.kind === 'done' ? 'Exchanged' : 'Exchange'}
        </button>
      </div>
      <p className="help">
        The state came back unchanged. The code works once, and only with the PKCE verifier that this tab keeps.
      </p>
      {exchange.kind === 'failed' ? (
        <Notice kind="error" title="The exchange failed" testId="exchange-error">
          <span className="message">{exchange.reason}</span>
        </Notice>
      ) : null}
    </>
  );
}
