// AWS SDK for JavaScript 3: administration without credentials that mean anything, and errors.
import assert from 'node:assert/strict';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

const client = new CognitoIdentityProviderClient({
  region: 'us-east-1',
  endpoint: process.env.ENDPOINT,
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
});

const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'sdk' }));
assert.ok(UserPool.CreationDate instanceof Date);
const { UserPoolClient } = await client.send(
  new CreateUserPoolClientCommand({
    UserPoolId: UserPool.Id,
    ClientName: 'sdk',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  }),
);
const carol = { UserPoolId: UserPool.Id, Username: 'carol' };
await client.send(new AdminCreateUserCommand({ ...carol, MessageAction: 'SUPPRESS' }));
await client.send(
  new AdminSetUserPasswordCommand({ ...carol, Password: 'Passw0rd!', Permanent: true }),
);
const signIn = (Username, Password) =>
  client.send(
    new InitiateAuthCommand({
      ClientId: UserPoolClient.ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  );
const { AuthenticationResult } = await signIn('carol', 'Passw0rd!');
assert.equal(AuthenticationResult.ExpiresIn, 3600);
await assert.rejects(signIn('nobody', 'x'), UserNotFoundException);

const { Users } = await client.send(new ListUsersCommand({ UserPoolId: UserPool.Id }));
assert.deepEqual(Users.map((one) => one.Username), ['carol']);

// Not available, and not repeated: SDKs repeat what is answered with a status of 500.
const started = Date.now();
await assert.rejects(
  client.send(
    new CreateIdentityProviderCommand({
      UserPoolId: UserPool.Id,
      ProviderName: 'x',
      ProviderType: 'OIDC',
      ProviderDetails: {},
    }),
  ),
  (error) =>
    error.name === 'UnsupportedOperationException' &&
    error.$metadata.httpStatusCode === 400 &&
    error.$metadata.attempts === 1,
);
assert.ok(Date.now() - started < 2000);
