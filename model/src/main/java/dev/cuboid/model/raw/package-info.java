@NullMarked
package dev.cuboid.model.raw;

import org.jspecify.annotations.NullMarked;
