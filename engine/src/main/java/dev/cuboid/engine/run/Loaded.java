package dev.cuboid.engine.run;

import dev.cuboid.engine.rows.EncodedRows;
import java.time.Instant;

/**
 * A result for a request.
 *
 * @param rows ready to be sent
 * @param refreshedAt when the database gave them
 * @param slowQuery whether they are older than asked for, because fresh ones take too long
 */
public record Loaded(EncodedRows rows, Instant refreshedAt, boolean slowQuery) {}
