@NullMarked
package dev.cuboid.server.rest;

import org.jspecify.annotations.NullMarked;
