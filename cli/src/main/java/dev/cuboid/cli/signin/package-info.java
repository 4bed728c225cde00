/** Signs a person in at an OpenID provider through the browser, for a token on the command line. */
@NullMarked
package dev.cuboid.cli.signin;

import org.jspecify.annotations.NullMarked;
