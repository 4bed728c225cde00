@NullMarked
package dev.cuboid.server.fetch;

import org.jspecify.annotations.NullMarked;
