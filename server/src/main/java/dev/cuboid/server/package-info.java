@NullMarked
package dev.cuboid.server;

import org.jspecify.annotations.NullMarked;
