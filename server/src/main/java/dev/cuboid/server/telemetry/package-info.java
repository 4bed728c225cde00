/** Traces of requests for whoever operates the server; nothing is loaded where nobody asks. */
@NullMarked
package dev.cuboid.server.telemetry;

import org.jspecify.annotations.NullMarked;
