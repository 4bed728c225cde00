/** HTTP as values: a request, a response, and the Jetty listener that carries them. */
@NullMarked
package dev.cuboid.cognito.http;

import org.jspecify.annotations.NullMarked;
