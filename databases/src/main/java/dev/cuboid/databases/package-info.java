/** Database servers for tests: fetched from package registries, and started on free ports. */
@NullMarked
package dev.cuboid.databases;

import org.jspecify.annotations.NullMarked;
