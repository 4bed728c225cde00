@NullMarked
package dev.cuboid.model.compile;

import org.jspecify.annotations.NullMarked;
