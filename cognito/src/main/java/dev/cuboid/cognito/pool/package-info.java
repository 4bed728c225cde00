/** User pools, app clients, users and groups as records, and the directory that keeps them. */
@NullMarked
package dev.cuboid.cognito.pool;

import org.jspecify.annotations.NullMarked;
