/** What those who run the server can measure. */
@NullMarked
package dev.cuboid.server.metrics;

import org.jspecify.annotations.NullMarked;
