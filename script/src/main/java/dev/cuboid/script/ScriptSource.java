package dev.cuboid.script;

/**
 * A file of JavaScript.
 *
 * @param fileName the name that errors show
 * @param text its content
 */
public record ScriptSource(String fileName, String text) {}
