// Amplify Auth 6: sign-in by SRP, the session, its forced refresh, attributes, sign-out.
import assert from 'node:assert/strict';
import { Amplify } from 'aws-amplify';
import {
  fetchAuthSession,
  fetchUserAttributes,
  signIn,
  signOut,
} from 'aws-amplify/auth';

const { ENDPOINT, POOL_ID, CLIENT_ID, USERNAME, PASSWORD } = process.env;

Amplify.configure({
  Auth: {
    Cognito: { userPoolId: POOL_ID, userPoolClientId: CLIENT_ID, userPoolEndpoint: ENDPOINT },
  },
});

const result = await signIn({ username: USERNAME, password: PASSWORD });
assert.deepEqual(result, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
const first = await fetchAuthSession();
assert.equal(first.tokens.idToken.payload['custom:company_id'], 'company1');
const second = await fetchAuthSession({ forceRefresh: true });
assert.notEqual(second.tokens.idToken.toString(), first.tokens.idToken.toString());
assert.equal((await fetchUserAttributes()).email, USERNAME);
await signOut({ global: true });
await assert.rejects(signIn({ username: USERNAME, password: 'wrong' }), {
  name: 'NotAuthorizedException',
  message: 'Incorrect username or password.',
});
