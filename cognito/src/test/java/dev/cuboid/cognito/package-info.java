@NullMarked
package dev.cuboid.cognito;

import org.jspecify.annotations.NullMarked;
