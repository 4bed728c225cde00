/** SQL as a tree that no database's dialect has touched yet. */
@NullMarked
package dev.cuboid.query.sql;

import org.jspecify.annotations.NullMarked;
