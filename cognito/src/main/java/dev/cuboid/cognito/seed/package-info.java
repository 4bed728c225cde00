/** What pools hold at the start: given by a program, or read from a YAML file. */
@NullMarked
package dev.cuboid.cognito.seed;

import org.jspecify.annotations.NullMarked;
