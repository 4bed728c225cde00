// An OpenID provider with a key for each algorithm. It prints its issuer, then for each line that it reads a JSON object:
// "tokens": an ID token and an access token (RFC 9068) for each algorithm, by the authorization code flow and by client credentials;
// "rotate": new keys in place of the old ones.
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
const CALLBACK = 'https://app.example/back';
const API = 'https://api.example/';
const COMPANY = 2;

// What the library has to say about defaults does not belong among the answers.
console.info = console.error;

let handler;
const server = createServer((request, response) => handler(request, response));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://localhost:${server.address().port}`;
rotate();
answer({ issuer });
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'rotate') {
    rotate();
    answer({});
  } else {
    answer(await tokens());
  }
}
server.close();

function answer(object) {
  process.stdout.write(`${JSON.stringify(object)}\n`);
}

function rotate() {
  const provider = new Provider(issuer, {
    jwks: { keys: ALGORITHMS.map(key) },
    clients: ALGORITHMS.map((alg) => ({
      client_id: `app-${alg}`,
      client_secret: `secret-${alg}`,
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code', 'client_credentials'],
      id_token_signed_response_alg: alg,
    })),
    enabledJWA: { idTokenSigningAlgValues: ALGORITHMS },
    claims: { openid: ['sub', 'company_id'] },
    conformIdTokenClaims: false,
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, company_id: COMPANY }) }),
    extraTokenClaims: () => ({ company_id: COMPANY }),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: '',
          audience: API,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: resource.slice(API.length) } },
        }),
      },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: [randomBytes(16).toString('hex')] },
  });
  const callback = provider.callback();
  handler = (request, response) =>
    request.url.startsWith('/interaction/') ? consent(provider, request, response) : callback(request, response);
}

/** The user signs in and agrees, without a page. */
async function consent(current, request, response) {
  const { params } = await current.interactionDetails(request, response);
  const grant = new current.Grant({ accountId: 'ann', clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { login: { accountId: 'ann' }, consent: { grantId: await grant.save() } };
  await current.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function key(alg) {
  const pair = alg in CURVES
    ? generateKeyPairSync('ec', { namedCurve: CURVES[alg] })
    : alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair.privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: randomUUID() };
}

async function tokens() {
  const result = {};
  for (const alg of ALGORITHMS) {
    result[alg] = { id: await idToken(alg), access: await accessToken(alg) };
  }
  return result;
}

async function idToken(alg) {
  const verifier = randomBytes(32).toString('base64url');
  const cookies = new Map();
  let url = `${issuer}/auth?${new URLSearchParams({
    response_type: 'code',
    client_id: `app-${alg}`,
    redirect_uri: CALLBACK,
    scope: 'openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })}`;
  while (!url.startsWith(CALLBACK)) {
    const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const step = await fetch(url, { headers, redirect: 'manual' });
    const location = step.headers.get('location');
    if (!location) {
      throw new Error(`${url} answered ${step.status}: ${await step.text()}`);
    }
    for (const cookie of step.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      cookies.set(name, value);
    }
    url = new URL(location, url).href;
  }
  const code = new URL(url).searchParams.get('code');
  const answer = await token(alg, { grant_type: 'authorization_code', redirect_uri: CALLBACK, code, code_verifier: verifier });
  return answer.id_token;
}

async function accessToken(alg) {
  const answer = await token(alg, { grant_type: 'client_credentials', resource: API + alg });
  return answer.access_token;
}

async function token(alg, parameters) {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`app-${alg}:secret-${alg}`).toString('base64')}` },
    body: new URLSearchParams(parameters),
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(`the token endpoint answered ${JSON.stringify(body)}`);
  }
  return body;
}
