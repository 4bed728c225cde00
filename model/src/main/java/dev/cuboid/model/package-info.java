@NullMarked
package dev.cuboid.model;

import org.jspecify.annotations.NullMarked;
