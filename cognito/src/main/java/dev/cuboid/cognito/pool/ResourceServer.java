package dev.cuboid.cognito.pool;

import java.util.List;

/**
 * An API whose scopes clients may ask for.
 *
 * @param identifier the first half of the scopes' names, before the slash
 */
public record ResourceServer(
    String userPoolId, String identifier, String name, List<Scope> scopes) {

  /** One scope, by the half of its name after the slash. */
  public record Scope(String scopeName, String scopeDescription) {}

  public ResourceServer {
    scopes = List.copyOf(scopes);
  }

  /** The full names of the scopes. */
  public List<String> scopeNames() {
    return scopes.stream().map(scope -> identifier + "/" + scope.scopeName()).toList();
  }
}
