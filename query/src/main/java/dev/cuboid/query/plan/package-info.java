/** Turns a query and a data model into SQL. */
@NullMarked
package dev.cuboid.query.plan;

import org.jspecify.annotations.NullMarked;
