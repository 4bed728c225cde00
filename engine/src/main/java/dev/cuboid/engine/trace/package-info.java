/** The steps of the work for a request, as an observer is told of them. */
@NullMarked
package dev.cuboid.engine.trace;

import org.jspecify.annotations.NullMarked;
