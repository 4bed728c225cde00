package dev.cuboid.server.project;

import java.time.Duration;

/**
 * The compilations of data models so far.
 *
 * @param succeeded that have given a model
 * @param failed that have found mistakes
 * @param time of all of them together
 */
public record Compilations(long succeeded, long failed, Duration time) {}
