import { createHash, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The API and the OAuth endpoints of a local user pool, as a backend would call them. */
export class UserPool {
  constructor({ uri, poolId, clientId, callback, now }) {
    Object.assign(this, { uri, poolId, clientId, callback, now });
  }

  /** Calls an operation of the JSON API. */
  async call(operation, parameters) {
    const answer = await fetch(this.uri, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(parameters),
    });
    const body = await answer.json();
    if (answer.status !== 200) {
      throw new Error(`${operation}: ${body.__type} ${body.message}`);
    }
    return body;
  }

  /** The code of the one message that was written to somebody since the outbox was emptied. */
  async codeFor(destination) {
    const messages = await (await fetch(`${this.uri}/_outbox/messages`)).json();
    const theirs = messages.filter((message) => message.Destination === destination);
    if (theirs.length !== 1) {
      throw new Error(`${theirs.length} messages to ${destination}`);
    }
    return theirs[0].Code;
  }

  emptyOutbox() {
    return fetch(`${this.uri}/_outbox/messages`, { method: 'DELETE' });
  }

  /** Says who must show the code of an authenticator app: OFF, OPTIONAL or ON. */
  requireApps(mode) {
    return this.call('SetUserPoolMfaConfig', {
      UserPoolId: this.poolId,
      MfaConfiguration: mode,
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  }

  /** A user who must show the code of an authenticator app; returns its secret. */
  async addUserWithApp(username, password) {
    await this.call('AdminCreateUser', {
      UserPoolId: this.poolId,
      Username: username,
      MessageAction: 'SUPPRESS',
      UserAttributes: verifiedEmail(username),
    });
    await this.call('AdminSetUserPassword', {
      UserPoolId: this.poolId,
      Username: username,
      Password: password,
      Permanent: true,
    });
    const { AuthenticationResult: tokens } = await this.call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: this.clientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
    const { SecretCode: secret } = await this.call('AssociateSoftwareToken', { AccessToken: tokens.AccessToken });
    await this.requireApps('OPTIONAL');
    await this.call('VerifySoftwareToken', { AccessToken: tokens.AccessToken, UserCode: this.totp(secret) });
    await this.call('AdminSetUserMFAPreference', {
      UserPoolId: this.poolId,
      Username: username,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    return secret;
  }

  /** A user whose password an administrator chose. */
  async addInvited(username, password) {
    await this.call('AdminCreateUser', {
      UserPoolId: this.poolId,
      Username: username,
      TemporaryPassword: password,
      MessageAction: 'SUPPRESS',
      UserAttributes: verifiedEmail(username),
    });
  }

  /** A new authorization request with PKCE. */
  authorization(changes = {}) {
    const verifier = randomBytes(32).toString('base64url');
    const parameters = new URLSearchParams({
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: this.callback,
      scope: 'openid email',
      state: randomBytes(8).toString('hex'),
      nonce: 'the-nonce',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    });
    return { verifier, state: parameters.get('state'), url: `${this.uri}/oauth2/authorize?${parameters}` };
  }

  /** The claims of the ID token that a redirect's code is good for, whose signature is the pool's. */
  async claims(redirect, { verifier }) {
    const answer = await fetch(`${this.uri}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: this.clientId,
        redirect_uri: this.callback,
        code: new URL(redirect).searchParams.get('code'),
        code_verifier: verifier,
      }),
    });
    const body = await answer.json();
    if (answer.status !== 200) {
      throw new Error(`the code was refused: ${JSON.stringify(body)}`);
    }
    return this.verified(body.id_token);
  }

  async verified(token) {
    const { keys } = await (await fetch(`${this.uri}/${this.poolId}/.well-known/jwks.json`)).json();
    const [header, payload, signature] = token.split('.');
    const [{ kid }, claims] = [header, payload].map((part) => JSON.parse(Buffer.from(part, 'base64url')));
    const key = createPublicKey({ key: keys.find((one) => one.kid === kid), format: 'jwk' });
    if (!verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) {
      throw new Error('the pool did not sign this token');
    }
    return claims;
  }

  /** What an authenticator app shows now, or showed that long ago. */
  totp(secret, ago = 0) {
    return totp(secret, this.now - ago);
  }

  /** Where to sign out, to go on to an address. */
  logout(returnTo) {
    return `${this.uri}/logout?${new URLSearchParams({ client_id: this.clientId, logout_uri: returnTo })}`;
  }
}

function verifiedEmail(address) {
  return [
    { Name: 'email', Value: address },
    { Name: 'email_verified', Value: 'true' },
  ];
}

/** The six digits of an authenticator app at a moment (RFC 6238). */
function totp(secret, millis) {
  let bits = '';
  for (const letter of secret) {
    bits += BASE32.indexOf(letter).toString(2).padStart(5, '0');
  }
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(millis / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash[19] & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
