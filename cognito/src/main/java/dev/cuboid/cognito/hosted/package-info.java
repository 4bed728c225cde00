/** The hosted UI: HTML pages for sign-in, sign-up and account recovery. */
@NullMarked
package dev.cuboid.cognito.hosted;

import org.jspecify.annotations.NullMarked;
