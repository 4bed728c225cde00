@NullMarked
package dev.cuboid.model.javascript;

import org.jspecify.annotations.NullMarked;
