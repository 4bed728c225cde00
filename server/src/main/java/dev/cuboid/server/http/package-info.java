@NullMarked
package dev.cuboid.server.http;

import org.jspecify.annotations.NullMarked;
