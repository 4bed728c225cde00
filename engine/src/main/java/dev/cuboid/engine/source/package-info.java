/** The databases: connections, statements, and the way in which their values are printed. */
@NullMarked
package dev.cuboid.engine.source;

import org.jspecify.annotations.NullMarked;
