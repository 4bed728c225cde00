@NullMarked
package dev.cuboid.cli;

import org.jspecify.annotations.NullMarked;
