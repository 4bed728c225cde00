/** What AWS has no call for: key rotation on demand, and users taken out and in. */
@NullMarked
package dev.cuboid.cognito.admin;

import org.jspecify.annotations.NullMarked;
