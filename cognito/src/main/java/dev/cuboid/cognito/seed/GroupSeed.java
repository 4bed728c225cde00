package dev.cuboid.cognito.seed;

import java.util.Optional;

/** A group that is to be there after the start. */
public record GroupSeed(
    String name,
    Optional<String> description,
    Optional<Integer> precedence,
    Optional<String> roleArn) {

  /** A group of which nothing is known but the name. */
  public static GroupSeed named(String name) {
    return new GroupSeed(name, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
