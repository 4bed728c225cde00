package dev.cuboid.engine;

import dev.cuboid.engine.rows.EncodedRows;
import java.time.Instant;

/**
 * The rows of a query.
 *
 * @param data ready to be sent
 * @param lastRefreshTime when the database gave them
 * @param dataSource the name of the data source
 * @param dbType the kind of the database
 * @param slowQuery whether the rows are older than asked for, because fresh ones take too long
 */
public record QueryResult(
    EncodedRows data,
    Instant lastRefreshTime,
    String dataSource,
    String dbType,
    boolean slowQuery) {}
