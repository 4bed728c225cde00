@NullMarked
package dev.cuboid.model.template;

import org.jspecify.annotations.NullMarked;
