/** A local Amazon Cognito user pool for development and tests: the entry of this module. */
@NullMarked
package dev.cuboid.cognito;

import org.jspecify.annotations.NullMarked;
