import { type ReactElement, useState } from 'react';
import type { PlaygroundContext } from '../../api/playgroundApi.js';
import { usePlayground } from '../../app/playground.js';
import type { Tokens } from '../../security/openIdConnect.js';
import type { TokenPageArrival } from '../../security/signIn.js';
import { ClientStep } from './ClientStep.js';
import { CodeStep } from './CodeStep.js';
import { type ClientForm, clientForm } from './clientForm.js';
import { IssuerStep } from './IssuerStep.js';
import { TokensStep } from './TokensStep.js';

/** The authorization code flow of any issuer, one visible step after the other. */
export function TokenPage({ arrival }: { readonly arrival: TokenPageArrival | null }): ReactElement {
  const { server } = usePlayground();
  const [form, setForm] = useState<ClientForm>(() => initialForm(server, arrival));
  const [tokens, setTokens] = useState<Tokens | null>(null);
  return (
    <main className="page token-page">
      <h1>Token</h1>
      <p className="lead">
        Gets a JSON Web Token from an OpenID Connect issuer such as Amazon Cognito, step by step, and shows what the
        server makes of it.
      </p>
      <ol className="steps">
        <IssuerStep issuer={form.issuer} onChange={(issuer) => setForm({ ...form, issuer })} />
        <ClientStep form={form} onChange={setForm} />
        <CodeStep arrival={arrival} onTokens={setTokens} />
        <TokensStep client={arrival?.signIn.client ?? null} tokens={tokens} />
      </ol>
    </main>
  );
}

function initialForm(server: PlaygroundContext, arrival: TokenPageArrival | null): ClientForm {
  if (arrival !== null) {
    return clientForm(arrival.signIn.client);
  }
  const { signIn, authentication } = server.cuboid;
  return clientForm(
    signIn ?? {
      issuer: first(authentication.issuer),
      clientId: first(authentication.audience),
      scopes: ['openid', 'email'],
    },
  );
}

function first(value: string | readonly string[] | null | undefined): string {
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
