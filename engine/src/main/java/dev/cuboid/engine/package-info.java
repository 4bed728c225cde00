/**
 * SQL to rows: data sources, result cache, refresh keys and the queue. Entered through {@link
 * dev.cuboid.engine.QueryEngine}; the packages below it are its insides. Knows neither HTTP nor
 * tokens.
 */
@NullMarked
package dev.cuboid.engine;

import org.jspecify.annotations.NullMarked;
