import type { ClientSettings } from '../../security/signInStore.js';

/** The client as its fields hold it. */
export interface ClientForm {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
}

export function clientForm(client: ClientSettings): ClientForm {
  return {
    issuer: client.issuer,
    clientId: client.clientId,
    clientSecret: client.clientSecret ?? '',
    scopes: client.scopes.join(' '),
  };
}

export function clientSettings(form: ClientForm): ClientSettings {
  const secret = form.clientSecret.trim();
  return {
    issuer: issuerIn(form.issuer),
    clientId: form.clientId.trim(),
    scopes: form.scopes.split(/[\s,]+/).filter((scope) => scope !== ''),
    ...(secret !== '' && { clientSecret: secret }),
  };
}

/** The issuer, also where someone pasted the address of its discovery document. */
export function issuerIn(text: string): string {
  return text.trim().replace(/\/\.well-known\/openid-configuration\/?$/, '');
}
