@NullMarked
package dev.cuboid.model.yaml;

import org.jspecify.annotations.NullMarked;
