package dev.cuboid.model;

import java.util.Optional;

/**
 * How a calendar cube finds another time, for measures that are shifted in time.
 *
 * @param name by which measures ask for it
 * @param interval that measures ask for in its place
 * @param sql the other time; without it the interval is added
 * @see <a href="https://cube.dev/docs/product/data-modeling/concepts/calendar-cubes">Cube, calendar
 *     cubes</a>
 */
public record CalendarShift(
    Optional<String> name, Optional<ShiftInterval> interval, Optional<SqlTemplate> sql) {}
