package dev.cuboid.security;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The issuers whose tokens are taken. A token's own word only chooses among them, and the chosen
 * one's keys must then have signed it.
 */
final class IssuerVerifiers implements AutoCloseable {

  private final List<IssuerVerifier> all;

  private IssuerVerifiers(List<IssuerVerifier> all) {
    this.all = all;
  }

  static IssuerVerifiers start(
      AuthenticationConfig config, InstantSource clock, ProviderAccess access) {
    return new IssuerVerifiers(
        config.tokenIssuers().stream()
            .map(rules -> IssuerVerifier.start(rules, clock, access))
            .toList());
  }

  List<IssuerVerifier> all() {
    return all;
  }

  /**
   * @throws InvalidTokenException where none of several takes tokens of that issuer
   */
  IssuerVerifier select(SignedToken token) throws InvalidTokenException {
    if (all.size() == 1) {
      return all.getFirst();
    }
    Optional<String> issuer = token.text("iss");
    return all.stream()
        .filter(one -> issuer.filter(one.rules().issuers()::contains).isPresent())
        .findFirst()
        .or(() -> all.stream().filter(one -> one.rules().issuers().isEmpty()).findFirst())
        .orElseThrow(
            () ->
                new InvalidTokenException(
                    ReasonCode.ISSUER,
                    "the issuer is " + Printable.orAbsent(issuer) + ", expected " + names()));
  }

  /** The names of all issuers, for people. */
  String names() {
    return all.stream()
        .flatMap(one -> one.rules().issuers().stream())
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  /** Another number means other keys. */
  long generation() {
    long sum = 0;
    for (IssuerVerifier one : all) {
      sum += one.keys().generation();
    }
    return sum;
  }

  @Override
  public void close() {
    all.forEach(IssuerVerifier::close);
  }
}
