package dev.cuboid.model;

import java.time.Duration;

/**
 * How often a refresh key changes.
 *
 * @param length from one change to the next
 * @param begin how long after the epoch an interval begins
 * @param text as its author wrote it, {@code 10 minute} or a cron expression
 */
public record RefreshInterval(Duration length, Duration begin, String text) {}
