@NullMarked
package dev.cuboid.server.validation;

import org.jspecify.annotations.NullMarked;
