/** The embedded database file: typed tables, atomic writes that survive a killed process. */
@NullMarked
package dev.cuboid.cognito.store;

import org.jspecify.annotations.NullMarked;
