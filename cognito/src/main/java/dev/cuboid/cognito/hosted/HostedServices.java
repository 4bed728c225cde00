package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.message.Outbox;
import dev.cuboid.cognito.oauth.AuthorizationEndpoint;
import dev.cuboid.cognito.oauth.AuthorizationRequests;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.signin.AuthenticatorApps;
import dev.cuboid.cognito.signin.SignIn;
import java.time.InstantSource;

/** What the hosted pages work with. */
public record HostedServices(
    PoolDirectory pools,
    AuthorizationRequests requests,
    AuthorizationEndpoint authorization,
    SignIn signIn,
    AuthenticatorApps apps,
    Registration registration,
    PasswordRecovery recovery,
    Outbox outbox,
    Identifiers identifiers,
    InstantSource clock) {}
