/** The JSON codec in AWS's spelling: upper camel case members, times as epoch seconds. */
@NullMarked
package dev.cuboid.cognito.json;

import org.jspecify.annotations.NullMarked;
