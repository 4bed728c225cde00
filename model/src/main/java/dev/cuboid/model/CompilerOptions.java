package dev.cuboid.model;

import dev.cuboid.script.ScriptConsole;
import java.time.Duration;
import java.util.Map;

/**
 * What the files of a model are given from outside.
 *
 * @param console where {@code console.log} of JavaScript files goes
 * @param environment what {@code env_var} of templates reads
 * @param fetcher what {@code fetch} of JavaScript files does
 * @param timeLimit how long a JavaScript file, or a function of one, may run
 * @param withoutTenants whether {@code COMPILE_CONTEXT} has no meaning, for there is one tenant
 *     only
 * @param incremental whether what the files of a compilation say is kept in memory for the next
 */
public record CompilerOptions(
    ScriptConsole console,
    Map<String, String> environment,
    Fetcher fetcher,
    Duration timeLimit,
    boolean incremental,
    boolean withoutTenants) {

  private static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(15);

  public CompilerOptions {
    environment = Map.copyOf(environment);
  }

  /** A silent console, no environment, no network; 15 seconds, as in Cube. */
  public static CompilerOptions defaults() {
    return new CompilerOptions(
        ScriptConsole.silent(), Map.of(), Fetcher.none(), DEFAULT_TIME_LIMIT, false, false);
  }

  public CompilerOptions withConsole(ScriptConsole newConsole) {
    return new CompilerOptions(
        newConsole, environment, fetcher, timeLimit, incremental, withoutTenants);
  }

  public CompilerOptions withEnvironment(Map<String, String> newEnvironment) {
    return new CompilerOptions(
        console, newEnvironment, fetcher, timeLimit, incremental, withoutTenants);
  }

  public CompilerOptions withFetcher(Fetcher newFetcher) {
    return new CompilerOptions(
        console, environment, newFetcher, timeLimit, incremental, withoutTenants);
  }

  public CompilerOptions withTimeLimit(Duration newTimeLimit) {
    return new CompilerOptions(
        console, environment, fetcher, newTimeLimit, incremental, withoutTenants);
  }

  public CompilerOptions withIncremental(boolean newIncremental) {
    return new CompilerOptions(
        console, environment, fetcher, timeLimit, newIncremental, withoutTenants);
  }

  /** Options for a server that does not tell tenants apart, or does. */
  public CompilerOptions withoutTenants(boolean newWithoutTenants) {
    return new CompilerOptions(
        console, environment, fetcher, timeLimit, incremental, newWithoutTenants);
  }
}
