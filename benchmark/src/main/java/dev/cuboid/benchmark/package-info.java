@NullMarked
package dev.cuboid.benchmark;

import org.jspecify.annotations.NullMarked;
