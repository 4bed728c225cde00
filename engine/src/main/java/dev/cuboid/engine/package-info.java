/**
 * SQL to rows: data sources, result cache, refresh keys and the queue. Entered through {@link
 * dev.cuboid.engine.QueryEngine}; of the packages below it, a caller sees what it hands in and gets
 * back: data sources, options, requests, rows and failures. Knows neither HTTP nor tokens.
 */
@NullMarked
package dev.cuboid.engine;

import org.jspecify.annotations.NullMarked;
