@NullMarked
package dev.cuboid.jinja;

import org.jspecify.annotations.NullMarked;
