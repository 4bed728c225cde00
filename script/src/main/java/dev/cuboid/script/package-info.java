@NullMarked
package dev.cuboid.script;

import org.jspecify.annotations.NullMarked;
