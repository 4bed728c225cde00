package dev.cuboid.engine.run;

import dev.cuboid.engine.schedule.QueryQueue;
import dev.cuboid.engine.source.Source;
import java.time.Duration;

/**
 * Where the queries of a data source go.
 *
 * @param dbType the kind of the database, as Cube names it
 * @param source runs them
 * @param queue says when
 * @param queryTimeout after which a running query is cancelled
 * @param outcomes counts how they end
 */
public record Target(
    String dbType, Source source, QueryQueue queue, Duration queryTimeout, Outcomes outcomes) {}
