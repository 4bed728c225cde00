package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that must be refused, each for its own reason. */
class AttackTest {

  private static TestProvider provider;

  private final AtomicReference<Instant> now = new AtomicReference<>(TestProvider.NOW);
  private final InstantSource clock = now::get;
  private Authenticator authenticator;

  @BeforeAll
  static void startProvider() throws Exception {
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @BeforeEach
  void create() {
    provider.serveText(200, "");
    provider.serve(provider.key);
    authenticator = Authenticator.create(provider.config(false, false), clock);
  }

  @AfterEach
  void close() {
    authenticator.close();
  }

  /** A change to a good token, and the reason for which what comes out must be refused. */
  record Attack(String name, ReasonCode reason, Change change) {
    @FunctionalInterface
    interface Change {
      String token() throws Exception;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Attack header(
      String name, ReasonCode reason, Consumer<Map<String, Object>> change) {
    return new Attack(
        name,
        reason,
        () -> {
          Map<String, Object> header = TestProvider.header();
          change.accept(header);
          return provider.token(header, TestProvider.claims());
        });
  }

  private static Attack claims(
      String name, ReasonCode reason, Consumer<Map<String, Object>> change) {
    return new Attack(
        name,
        reason,
        () -> {
          Map<String, Object> claims = TestProvider.claims();
          change.accept(claims);
          return provider.token(TestProvider.header(), claims);
        });
  }

  private static Attack payload(String name, ReasonCode reason, String payload) {
    return new Attack(
        name,
        reason,
        () ->
            TestProvider.sign(
                TestProvider.json(TestProvider.header()), payload, provider.key.toPrivateKey()));
  }

  private static Attack text(
      String name, ReasonCode reason, java.util.function.UnaryOperator<String> change) {
    return new Attack(name, reason, () -> change.apply(provider.good()));
  }

  static List<Arguments> attacks() {
    long seconds = TestProvider.NOW.getEpochSecond();
    List<Attack> attacks = new ArrayList<>();
    for (String none : List.of("none", "None", "NONE", "nOnE")) {
      attacks.add(header("alg " + none, ReasonCode.ALGORITHM, h -> h.put("alg", none)));
    }
    attacks.add(header("lower case alg", ReasonCode.ALGORITHM, h -> h.put("alg", "rs256")));
    attacks.add(header("no alg", ReasonCode.ALGORITHM, h -> h.remove("alg")));
    attacks.add(header("alg not on the list", ReasonCode.ALGORITHM, h -> h.put("alg", "RS384")));
    attacks.add(
        header("unknown crit", ReasonCode.CRITICAL_HEADER, h -> h.put("crit", List.of("x"))));
    attacks.add(header("empty crit", ReasonCode.CRITICAL_HEADER, h -> h.put("crit", List.of())));
    attacks.add(header("b64 false", ReasonCode.CRITICAL_HEADER, h -> h.put("b64", false)));
    attacks.add(header("typ of another kind", ReasonCode.TYPE_HEADER, h -> h.put("typ", "JOSE")));
    attacks.add(header("no kid", ReasonCode.KEY_ID, h -> h.remove("kid")));
    attacks.add(header("kid a number", ReasonCode.KEY_ID, h -> h.put("kid", 1)));
    attacks.add(header("kid too long", ReasonCode.KEY_ID, h -> h.put("kid", "k".repeat(300))));
    for (String kid : List.of("", "/dev/null", "../../kid1", "kid1' OR '1'='1", "kid2")) {
      attacks.add(header("kid " + kid, ReasonCode.UNKNOWN_KEY, h -> h.put("kid", kid)));
    }
    attacks.add(claims("no exp", ReasonCode.NO_EXPIRY, c -> c.remove("exp")));
    attacks.add(claims("exp null", ReasonCode.MALFORMED, c -> c.put("exp", null)));
    attacks.add(claims("exp a text", ReasonCode.MALFORMED, c -> c.put("exp", "" + (seconds + 60))));
    attacks.add(claims("expired", ReasonCode.EXPIRED, c -> c.put("exp", seconds - 31)));
    attacks.add(
        claims("not yet valid", ReasonCode.NOT_YET_VALID, c -> c.put("nbf", seconds + 600)));
    attacks.add(
        claims(
            "issued in the future",
            ReasonCode.ISSUED_IN_FUTURE,
            c -> c.put("iat", seconds + 3600)));
    attacks.add(
        claims("wrong issuer", ReasonCode.ISSUER, c -> c.put("iss", "https://evil.example")));
    attacks.add(
        claims(
            "issuer with a slash",
            ReasonCode.ISSUER,
            c -> c.put("iss", TestProvider.ISSUER + "/")));
    attacks.add(
        claims(
            "issuer a list", ReasonCode.ISSUER, c -> c.put("iss", List.of(TestProvider.ISSUER))));
    attacks.add(claims("no issuer", ReasonCode.ISSUER, c -> c.remove("iss")));
    attacks.add(claims("wrong audience", ReasonCode.AUDIENCE, c -> c.put("aud", "other")));
    attacks.add(
        claims(
            "audiences without ours", ReasonCode.AUDIENCE, c -> c.put("aud", List.of("x", "y"))));
    attacks.add(claims("no audience", ReasonCode.AUDIENCE, c -> c.remove("aud")));
    attacks.add(
        claims("no namespace", ReasonCode.NAMESPACE, c -> c.remove(TestProvider.NAMESPACE)));
    attacks.add(
        claims(
            "namespace without its slash",
            ReasonCode.NAMESPACE,
            c -> c.put("http://localhost:4000", c.remove(TestProvider.NAMESPACE))));
    attacks.add(
        claims(
            "namespace a list",
            ReasonCode.NAMESPACE,
            c -> c.put(TestProvider.NAMESPACE, List.of(Map.of("company_id", 7)))));
    attacks.add(
        claims(
            "namespace a plain text",
            ReasonCode.NOT_JSON,
            c -> c.put(TestProvider.NAMESPACE, "7")));
    attacks.add(
        claims(
            "namespace text with a member twice",
            ReasonCode.DUPLICATE_MEMBER,
            c -> c.put(TestProvider.NAMESPACE, "{\"company_id\":7,\"company_id\":8}")));
    attacks.add(
        new Attack(
            "payload not UTF-8",
            ReasonCode.NOT_JSON,
            () ->
                TestProvider.sign(
                    TestProvider.json(TestProvider.header()),
                    new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'},
                    provider.key.toPrivateKey())));
    attacks.add(
        new Attack(
            "header name twice",
            ReasonCode.DUPLICATE_MEMBER,
            () ->
                TestProvider.sign(
                    "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"kid1\"}",
                    TestProvider.json(TestProvider.claims()),
                    provider.key.toPrivateKey())));
    attacks.add(
        payload(
            "a member twice deep inside",
            ReasonCode.DUPLICATE_MEMBER,
            "{\"exp\":4102444800,\"a\":[{\"b\":1,\"b\":2}]}"));
    attacks.add(payload("payload not JSON", ReasonCode.NOT_JSON, "not json"));
    attacks.add(payload("payload a list", ReasonCode.NOT_JSON, "[1,2]"));
    attacks.add(
        payload(
            "claim twice", ReasonCode.DUPLICATE_MEMBER, "{\"exp\":4102444800,\"exp\":4102444801}"));
    attacks.add(payload("data behind the payload", ReasonCode.NOT_JSON, "{\"exp\":4102444800}{}"));
    attacks.add(
        payload(
            "payload nested too deeply",
            ReasonCode.NOT_JSON,
            "{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}"));
    attacks.add(payload("exp beyond all numbers", ReasonCode.NOT_JSON, "{\"exp\":1e400}"));
    attacks.add(
        text(
            "signature removed", ReasonCode.UNSIGNED, t -> t.substring(0, t.lastIndexOf('.') + 1)));
    attacks.add(
        text(
            "signature of zeros",
            ReasonCode.SIGNATURE,
            t -> t.substring(0, t.lastIndexOf('.') + 1) + "A".repeat(342)));
    attacks.add(text("padding", ReasonCode.MALFORMED, t -> t + "=="));
    attacks.add(text("white space behind", ReasonCode.MALFORMED, t -> t + " "));
    attacks.add(
        text(
            "new line inside",
            ReasonCode.MALFORMED,
            t -> t.substring(0, t.length() - 5) + "\n" + t.substring(t.length() - 5)));
    attacks.add(
        text("last character not canonical", ReasonCode.MALFORMED, AttackTest::withSpareBits));
    attacks.add(text("white space before", ReasonCode.MALFORMED, t -> " " + t));
    attacks.add(text("four parts", ReasonCode.MALFORMED, t -> t + ".x"));
    attacks.add(text("five parts, a refresh token", ReasonCode.ENCRYPTED, t -> "a.b.c.d.e"));
    attacks.add(text("three megabytes", ReasonCode.TOO_LARGE, t -> t + "A".repeat(3_000_000)));
    attacks.add(
        new Attack(
            "the public key as HMAC secret",
            ReasonCode.ALGORITHM,
            () -> {
              byte[] publicKey = provider.key.toPublicKey().getEncoded();
              return Hs256.sign(TestProvider.claims(), publicKey);
            }));
    attacks.add(
        new Attack(
            "signed with the API secret",
            ReasonCode.ALGORITHM,
            () ->
                Hs256.sign(
                    TestProvider.claims(),
                    "a-secret-that-is-not-used-with-a-jwks".getBytes(StandardCharsets.UTF_8))));
    attacks.add(
        new Attack(
            "a key of the attacker in the header",
            ReasonCode.SIGNATURE,
            () -> {
              var attacker = TestProvider.newKey("kid1");
              Map<String, Object> header = TestProvider.header();
              header.put("jwk", attacker.toPublicJWK().toJSONObject());
              header.put("jku", "http://127.0.0.1:1/jwks.json");
              return TestProvider.sign(
                  TestProvider.json(header),
                  TestProvider.json(TestProvider.claims()),
                  attacker.toPrivateKey());
            }));
    return attacks.stream().map(Arguments::of).toList();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedForItsReason(Attack attack) throws Exception {
    Rejection rejection = rejected(attack.change().token());
    assertThat(rejection.code()).as(rejection.detail()).isEqualTo(attack.reason());
    assertThat(rejection.clientMessage()).isEqualTo("Invalid token");
  }

  @Test
  void anyMutationOfAGoodTokenIsRefused() throws Exception {
    String good = provider.good();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
    for (int i = 0; i < 2000; i++) {
      String mutated = mutated(good, random);
      if (!mutated.equals(good)) {
        assertThat(authenticator.authenticate(Optional.of(mutated)))
            .as(mutated)
            .isInstanceOf(AuthenticationResult.Rejected.class);
      }
    }
  }

  @Test
  void whateverIsAcceptedCarriesASignatureThatTheJdkVerifiesByItself() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7519);
    int accepted = 0;
    for (int i = 0; i < 1000; i++) {
      String token = recombined(provider.good(), forged(random), random);
      if (authenticator.authenticate(Optional.of(token))
          instanceof AuthenticationResult.Authenticated) {
        accepted++;
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(provider.key.toPublicKey());
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))))
            .as(token)
            .isTrue();
      }
    }
    assertThat(accepted).isBetween(50, 500);
  }

  /** A token that says the same or more, signed by nobody. */
  private static String forged(RandomGenerator random) {
    Map<String, Object> header = TestProvider.header();
    if (random.nextBoolean()) {
      header.put("alg", List.of("none", "HS256", "RS512", "PS256").get(random.nextInt(4)));
    }
    Map<String, Object> claims = TestProvider.claims();
    if (random.nextBoolean()) {
      claims.put(TestProvider.NAMESPACE, Map.of("company_id", random.nextInt()));
    }
    byte[] signature = new byte[256];
    random.nextBytes(signature);
    return TestProvider.encode(TestProvider.json(header))
        + "."
        + TestProvider.encode(TestProvider.json(claims))
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  /** Each part from one token or the other. */
  private static String recombined(String left, String right, RandomGenerator random) {
    String[] some = left.split("\\.", -1);
    String[] others = right.split("\\.", -1);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < some.length; i++) {
      parts.add(random.nextInt(3) == 0 ? others[i] : some[i]);
    }
    return String.join(".", parts);
  }

  private static String mutated(String token, RandomGenerator random) {
    int at = random.nextInt(token.length());
    char other = "ABCDEFabcdef0123456789-_.=+/ ".charAt(random.nextInt(29));
    return switch (random.nextInt(3)) {
      case 0 -> token.substring(0, at) + other + token.substring(at + 1);
      case 1 -> token.substring(0, at) + token.substring(at + 1);
      default -> token.substring(0, at) + other + token.substring(at);
    };
  }

  private Rejection rejected(String token) {
    AuthenticationResult result = authenticator.authenticate(Optional.of(token));
    assertThat(result).isInstanceOf(AuthenticationResult.Rejected.class);
    return ((AuthenticationResult.Rejected) result).rejection();
  }

  /** The same signature written another way: with bits set that no byte uses. */
  private static String withSpareBits(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char last = token.charAt(token.length() - 1);
    byte[] before = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    for (int i = 1; i < 16; i++) {
      char other = alphabet.charAt(alphabet.indexOf(last) ^ i);
      String changed = token.substring(0, token.length() - 1) + other;
      byte[] after = Base64.getUrlDecoder().decode(changed.substring(changed.lastIndexOf('.') + 1));
      if (java.util.Arrays.equals(before, after)) {
        return changed;
      }
    }
    throw new IllegalStateException("the signature has no spare bits");
  }
}
