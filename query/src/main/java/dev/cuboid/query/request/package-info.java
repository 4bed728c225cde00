@NullMarked
package dev.cuboid.query.request;

import org.jspecify.annotations.NullMarked;
