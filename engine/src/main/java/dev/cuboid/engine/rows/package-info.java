/** Rows of a database as JSON text, without an object per cell. */
@NullMarked
package dev.cuboid.engine.rows;

import org.jspecify.annotations.NullMarked;
