package dev.cuboid.cognito.api;

import dev.cuboid.cognito.account.AttributeVerification;
import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.signin.AuthenticatorApps;
import dev.cuboid.cognito.signin.CustomAuthentication;
import dev.cuboid.cognito.signin.Grants;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.signin.SignIn;
import dev.cuboid.cognito.token.AccessTokens;
import dev.cuboid.cognito.token.KeyRing;
import dev.cuboid.cognito.token.TokenSessions;
import java.time.InstantSource;

/** What the operations work with. */
public record ApiServices(
    PoolDirectory pools,
    UserDirectory users,
    KeyRing keys,
    Passwords passwords,
    TokenSessions sessions,
    Messenger messenger,
    Identifiers identifiers,
    InstantSource clock,
    SignIn signIn,
    CustomAuthentication customAuthentication,
    Grants grants,
    AccessTokens accessTokens,
    AuthenticatorApps apps,
    Registration registration,
    PasswordRecovery recovery,
    AttributeVerification verification) {}
