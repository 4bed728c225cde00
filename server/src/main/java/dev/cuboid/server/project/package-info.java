@NullMarked
package dev.cuboid.server.project;

import org.jspecify.annotations.NullMarked;
