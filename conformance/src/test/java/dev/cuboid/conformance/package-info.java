@NullMarked
package dev.cuboid.conformance;

import org.jspecify.annotations.NullMarked;
