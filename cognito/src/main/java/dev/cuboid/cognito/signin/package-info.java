/** Authentication flows and challenges, shared by the JSON API and the hosted pages. */
@NullMarked
package dev.cuboid.cognito.signin;

import org.jspecify.annotations.NullMarked;
