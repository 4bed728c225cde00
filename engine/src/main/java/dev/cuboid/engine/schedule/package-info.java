/** Who may use a database next. */
@NullMarked
package dev.cuboid.engine.schedule;

import org.jspecify.annotations.NullMarked;
