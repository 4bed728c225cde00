package dev.cuboid.benchmark.jmh;

import dev.cuboid.benchmark.Issuer;
import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.security.Authenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Whether a token (RS256, 2048 bits) is good. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 2)
public class VerifyToken {

  /** So many that making what knows none of them yet takes little beside. */
  private static final int TOKENS = 4_000;

  /** An issuer and its tokens. */
  @State(Scope.Benchmark)
  public static class Issued {

    private final Issuer issuer = start();
    private final List<String> tokens =
        IntStream.range(0, TOKENS).mapToObj(number -> issuer.token("user" + number)).toList();
    private final List<Signed> signed = tokens.stream().map(Signed::of).toList();

    private static Issuer start() {
      try {
        return Issuer.start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot serve a key", e);
      }
    }

    private Authenticator authenticator() {
      Authenticator made = Authenticator.create(issuer.authentication(), InstantSource.system());
      // Waits for the key.
      good(made, issuer.token("nobody"));
      return made;
    }

    /** Ends the issuer. */
    @TearDown
    public void close() {
      issuer.close();
    }
  }

  /** One that has seen none of the tokens. */
  @State(Scope.Benchmark)
  public static class Forgetful {

    private Optional<Authenticator> authenticator = Optional.empty();

    /** Forgets all tokens. */
    @Setup(Level.Invocation)
    public void forget(Issued issued) {
      close();
      authenticator = Optional.of(issued.authenticator());
    }

    /** Ends the last one. */
    @TearDown
    public void close() {
      authenticator.ifPresent(Authenticator::close);
    }
  }

  /** One that has seen a token. */
  @State(Scope.Benchmark)
  public static class Knowing {

    private Optional<Authenticator> authenticator = Optional.empty();

    /** Shows it the token. */
    @Setup
    public void show(Issued issued) {
      authenticator = Optional.of(issued.authenticator());
    }

    /** Ends it. */
    @TearDown
    public void close() {
      authenticator.ifPresent(Authenticator::close);
    }
  }

  /**
   * A token as the JDK sees it.
   *
   * @param text that is signed
   * @param signature of the text
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Signed(byte[] text, byte[] signature) {

    static Signed of(String token) {
      int end = token.lastIndexOf('.');
      return new Signed(
          token.substring(0, end).getBytes(StandardCharsets.US_ASCII),
          Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }
  }

  /** The JDK's own check of the same signatures, with nothing around it. */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public void signatureAlone(Issued issued) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(issued.issuer.publicKey());
    for (Signed token : issued.signed) {
      signature.update(token.text());
      if (!signature.verify(token.signature())) {
        throw new IllegalStateException("the JDK refused a good signature");
      }
    }
  }

  /** All checks of tokens that were never seen. */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public void firstTime(Issued issued, Forgetful forgetful, Blackhole hole) {
    Authenticator authenticator = forgetful.authenticator.orElseThrow();
    for (String token : issued.tokens) {
      hole.consume(good(authenticator, token));
    }
  }

  /** A token that was seen before. */
  @Benchmark
  public AuthenticationResult known(Issued issued, Knowing knowing) {
    return good(knowing.authenticator.orElseThrow(), issued.tokens.getFirst());
  }

  private static AuthenticationResult good(Authenticator authenticator, String token) {
    AuthenticationResult result = authenticator.authenticate(Optional.of(token));
    if (!(result instanceof AuthenticationResult.Authenticated)) {
      throw new IllegalStateException("a good token was refused");
    }
    return result;
  }
}
