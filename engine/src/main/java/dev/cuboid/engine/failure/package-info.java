/** Why a query was not answered. */
@NullMarked
package dev.cuboid.engine.failure;

import org.jspecify.annotations.NullMarked;
