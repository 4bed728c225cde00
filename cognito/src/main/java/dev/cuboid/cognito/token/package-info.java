/** Signing keys, ID, access and refresh tokens in Amazon Cognito's shape. */
@NullMarked
package dev.cuboid.cognito.token;

import org.jspecify.annotations.NullMarked;
