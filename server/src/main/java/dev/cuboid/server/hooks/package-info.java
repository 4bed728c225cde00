/** What a project decides for itself in {@code cube.js}. */
@NullMarked
package dev.cuboid.server.hooks;

import org.jspecify.annotations.NullMarked;
