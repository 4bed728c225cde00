/** Database servers for tests: fetched from package registries, and started. */
@NullMarked
package dev.cuboid.databases;

import org.jspecify.annotations.NullMarked;
