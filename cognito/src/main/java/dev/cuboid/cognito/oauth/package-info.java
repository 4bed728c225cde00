/** OAuth 2.0 and OpenID Connect endpoints. */
@NullMarked
package dev.cuboid.cognito.oauth;

import org.jspecify.annotations.NullMarked;
