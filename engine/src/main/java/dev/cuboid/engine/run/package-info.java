/** Queries in flight, their results in the cache, and when these are old. */
@NullMarked
package dev.cuboid.engine.run;

import org.jspecify.annotations.NullMarked;
