@NullMarked
package dev.cuboid.cognito.crypto;

import org.jspecify.annotations.NullMarked;
