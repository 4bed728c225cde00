package dev.cuboid.model;

/**
 * A file of a data model.
 *
 * @param name the path below the model folder, with {@code /}
 * @param content its text
 */
public record ModelFile(String name, String content) {}
