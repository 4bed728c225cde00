package dev.cuboid.model;

/**
 * A distance in time.
 *
 * @param length how far away, {@code 1 year}
 * @param prior whether it is before, not after
 */
public record ShiftInterval(String length, boolean prior) {}
