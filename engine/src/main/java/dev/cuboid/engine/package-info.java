@NullMarked
package dev.cuboid.engine;

import org.jspecify.annotations.NullMarked;
