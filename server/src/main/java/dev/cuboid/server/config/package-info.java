@NullMarked
package dev.cuboid.server.config;

import org.jspecify.annotations.NullMarked;
