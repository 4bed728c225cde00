package dev.cuboid.query.request;

import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What fills in a query that leaves something open.
 *
 * @param clock by which relative dates are understood
 * @param defaultTimezone of queries that name none
 * @param defaultLimit rows of queries that set no limit
 * @param maximumLimit rows that a query may ask for
 */
public record RequestOptions(
    InstantSource clock, ZoneId defaultTimezone, int defaultLimit, int maximumLimit) {}
