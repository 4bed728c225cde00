import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Tabs } from '../../components/Tabs.js';
import type { Tokens } from '../../security/openIdConnect.js';
import type { ClientSettings } from '../../security/signInStore.js';
import { Step } from './Step.js';
import { TokenInspector } from './TokenInspector.js';

type TokenKind = 'id' | 'access';

const TABS = [
  { name: 'id', label: 'ID token' },
  { name: 'access', label: 'Access token' },
] as const;

interface TokensStepProps {
  readonly client: ClientSettings | null;
  readonly tokens: Tokens | null;
}

export function TokensStep({ client, tokens }: TokensStepProps): ReactElement {
  return (
    <Step title="Tokens" testId="step-tokens">
      {tokens === null || client === null ? (
        <p className="help">Exchange shows the tokens here, decoded, with the verdict of each check.</p>
      ) : (
        <TokenTabs client={client} tokens={tokens} />
      )}
    </Step>
  );
}

function TokenTabs({ client, tokens }: { readonly client: ClientSettings; readonly tokens: Tokens }): ReactElement {
  const { idToken, accessToken } = tokens;
  const [tab, setTab] = useState<TokenKind>(idToken === null ? 'access' : 'id');
  const token = tab === 'id' ? idToken : accessToken;
  const top = useRef<HTMLDivElement>(null);

  // The tokens come in below what was on the screen when the user pressed Exchange.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
  }, []);

  return (
    <div ref={top}>
      <Tabs label="Tokens" tabs={idToken === null ? TABS.slice(1) : TABS} selected={tab} onSelect={setTab}>
        {token !== null ? (
          <TokenInspector
            key={tab}
            token={token}
            client={client}
            refreshToken={tab === 'id' ? tokens.refreshToken : null}
          />
        ) : null}
      </Tabs>
    </div>
  );
}
