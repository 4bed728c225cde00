/** What must hold for every query over every model: generated models, data and queries. */
@NullMarked
package dev.cuboid.query.properties;

import org.jspecify.annotations.NullMarked;
