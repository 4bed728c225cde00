@NullMarked
package dev.cuboid.server.playground;

import org.jspecify.annotations.NullMarked;
