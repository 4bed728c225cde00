// amazon-cognito-identity-js: SRP, as browsers sign in, then refresh, attributes and sign-out.
import assert from 'node:assert/strict';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';

const { ENDPOINT, POOL_ID, CLIENT_ID, USERNAME, PASSWORD } = process.env;

const user = () =>
  new CognitoUser({
    Username: USERNAME,
    Pool: new CognitoUserPool({ UserPoolId: POOL_ID, ClientId: CLIENT_ID, endpoint: ENDPOINT }),
  });

const authenticate = (who, password) =>
  new Promise((onSuccess, onFailure) => {
    const details = new AuthenticationDetails({ Username: USERNAME, Password: password });
    who.authenticateUser(details, { onSuccess, onFailure });
  });

const callback = (start) =>
  new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });

const ann = user();
const session = await authenticate(ann, PASSWORD);
assert.equal(session.getIdToken().payload['custom:company_id'], 'company1');

const refreshed = await callback((done) => ann.refreshSession(session.getRefreshToken(), done));
assert.notEqual(refreshed.getIdToken().getJwtToken(), session.getIdToken().getJwtToken());

const attributes = await callback((done) => ann.getUserAttributes(done));
assert.ok(attributes.some((one) => one.getName() === 'email' && one.getValue() === USERNAME));

await assert.rejects(authenticate(user(), 'wrong'), {
  code: 'NotAuthorizedException',
  message: 'Incorrect username or password.',
});

await new Promise((onSuccess, onFailure) => {
  ann.globalSignOut({ onSuccess, onFailure });
});
