@NullMarked
package dev.cuboid.cognito.seed;

import org.jspecify.annotations.NullMarked;
