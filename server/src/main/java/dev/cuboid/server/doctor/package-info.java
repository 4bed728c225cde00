/**
 * Examines a project before it is served: its settings, its providers, a token, its row filters.
 */
@NullMarked
package dev.cuboid.server.doctor;

import org.jspecify.annotations.NullMarked;
