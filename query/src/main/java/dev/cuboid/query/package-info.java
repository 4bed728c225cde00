@NullMarked
package dev.cuboid.query;

import org.jspecify.annotations.NullMarked;
