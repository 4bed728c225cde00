@NullMarked
package dev.cuboid.security;

import org.jspecify.annotations.NullMarked;
