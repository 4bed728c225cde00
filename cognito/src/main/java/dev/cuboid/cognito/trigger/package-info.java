/** Lambda triggers run as local JavaScript files. */
@NullMarked
package dev.cuboid.cognito.trigger;

import org.jspecify.annotations.NullMarked;
