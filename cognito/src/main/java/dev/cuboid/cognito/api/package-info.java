/**
 * The JSON API, <code>AWSCognitoIdentityProviderService</code>, one class per group of operations.
 */
@NullMarked
package dev.cuboid.cognito.api;

import org.jspecify.annotations.NullMarked;
