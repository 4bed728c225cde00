package dev.cuboid.cognito;

import dev.cuboid.cognito.seed.PoolSeed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link CognitoServer} is to run.
 *
 * @param host where to listen; {@code localhost} means both loopback addresses
 * @param port the port, 0 for any free one
 * @param tlsPort the port of the encrypted listener beside the plain one, 0 for any free one;
 *     nothing for none. It needs a state directory, where its certificates are kept
 * @param stateDirectory where pools, users and keys are kept; nothing to keep them in memory
 * @param fresh whether to throw away what the state directory keeps, but for its certificates
 * @param pools what is to be there after the start; the first is the one that {@link
 *     CognitoServer#poolId()} names
 * @param triggers the directory of the Lambda handlers, or one handler file
 * @param strict true to refuse what Amazon Cognito refuses though it would do no harm here
 * @param issuerForm how tokens name their issuer
 */
public record CognitoOptions(
    String host,
    int port,
    Optional<Integer> tlsPort,
    Optional<Path> stateDirectory,
    boolean fresh,
    List<PoolSeed> pools,
    Optional<Path> triggers,
    boolean strict,
    IssuerForm issuerForm,
    InstantSource clock,
    SecureRandom random) {

  /** The port that local Cognito stand-ins use by habit. */
  public static final int DEFAULT_PORT = 9229;

  public CognitoOptions {
    pools = List.copyOf(pools);
    if (tlsPort.isPresent() && stateDirectory.isEmpty()) {
      throw new IllegalArgumentException(
          "an encrypted listener needs a state directory to keep its certificates in");
    }
  }

  /** Options to begin with: loopback, port 9229, in memory, no pools. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. */
  public static final class Builder {
    private String host = "localhost";
    private int port = DEFAULT_PORT;
    private Optional<Integer> tlsPort = Optional.empty();
    private Optional<Path> stateDirectory = Optional.empty();
    private boolean fresh;
    private final List<PoolSeed> pools = new ArrayList<>();
    private Optional<Path> triggers = Optional.empty();
    private boolean strict;
    private IssuerForm issuerForm = IssuerForm.LOCAL;
    private InstantSource clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();

    private Builder() {}

    /** Where to listen. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** The port, 0 for any free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** The port of an encrypted listener beside the plain one, 0 for any free one. */
    public Builder tlsPort(int value) {
      tlsPort = Optional.of(value);
      return this;
    }

    /** Where to keep the state; it is kept in memory without this. */
    public Builder stateDirectory(Path value) {
      stateDirectory = Optional.of(value);
      return this;
    }

    /** Whether to begin with what the seeds say, and nothing that was kept. */
    public Builder fresh(boolean value) {
      fresh = value;
      return this;
    }

    /** One more pool that is to be there after the start. */
    public Builder pool(PoolSeed value) {
      pools.add(value);
      return this;
    }

    /** The directory of the Lambda handlers, or one handler file. */
    public Builder triggers(Path value) {
      triggers = Optional.of(value);
      return this;
    }

    /** Whether to refuse what Amazon Cognito refuses though it would do no harm here. */
    public Builder strict(boolean value) {
      strict = value;
      return this;
    }

    /** How tokens name their issuer. */
    public Builder issuerForm(IssuerForm value) {
      issuerForm = value;
      return this;
    }

    /** The clock of all times. */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** The source of all randomness. */
    public Builder random(SecureRandom value) {
      random = value;
      return this;
    }

    /** The options. */
    public CognitoOptions build() {
      return new CognitoOptions(
          host,
          port,
          tlsPort,
          stateDirectory,
          fresh,
          pools,
          triggers,
          strict,
          issuerForm,
          clock,
          random);
    }
  }
}
