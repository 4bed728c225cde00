@NullMarked
package dev.cuboid.cognito.hosted;

import org.jspecify.annotations.NullMarked;
