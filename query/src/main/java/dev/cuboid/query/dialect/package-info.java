/** Databases' dialects: each prints the same tree as its own SQL. */
@NullMarked
package dev.cuboid.query.dialect;

import org.jspecify.annotations.NullMarked;
