package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attacks on signatures and keys that Project Wycheproof collected (github.com/C2SP/wycheproof,
 * Apache-2.0). The vectors are not part of this project; they are read from the folder that the
 * system property {@code wycheproof} names, or from one beside the checkout.
 */
class WycheproofTest {

  /**
   * Where the label contradicts the vectors themselves: 346, 347, 350 and 351 have a key for
   * another algorithm than the header's, 367 and 370 are the same text as the valid 357, and 372
   * and 373 are called valid with a question mark in base64.
   */
  private static final Set<Integer> MISLABELLED = Set.of(346, 347, 350, 351, 367, 370, 372, 373);

  /** A secret of this server may be short; its configuration is examined for that elsewhere. */
  private static final Set<Integer> SHORT_SECRETS = Set.of(10, 11, 12);

  /**
   * One set may hold public keys and secrets in those tests; here a set's secrets are never keys,
   * so that this one is only a secret.
   */
  private static final Set<Integer> MIXED_SETS = Set.of(1, 4);

  @TestFactory
  Stream<DynamicTest> signatures() throws IOException {
    return cases("json_web_signature_test.json", MISLABELLED);
  }

  @TestFactory
  Stream<DynamicTest> keys() throws IOException {
    List<Integer> left = new ArrayList<>(SHORT_SECRETS);
    left.addAll(MIXED_SETS);
    return cases("json_web_key_test.json", Set.copyOf(left));
  }

  private static Stream<DynamicTest> cases(String file, Set<Integer> left) throws IOException {
    Path folder = folder();
    if (!Files.isRegularFile(folder.resolve(file))) {
      return Stream.of(
          DynamicTest.dynamicTest(
              file, () -> abort("NOT TESTED: the Wycheproof vectors are not at " + folder)));
    }
    JsonNode document = JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode group : document.get("testGroups")) {
      JsonNode key = group.hasNonNull("public") ? group.get("public") : group.get("private");
      for (JsonNode test : group.get("tests")) {
        int number = test.get("tcId").asInt();
        if (!left.contains(number)) {
          boolean valid = test.get("result").asString().equals("valid");
          String jws = test.get("jws").asString();
          tests.add(
              DynamicTest.dynamicTest(
                  number + " " + test.get("comment").asString(),
                  () -> assertThat(isVerified(jws, key)).isEqualTo(valid)));
        }
      }
    }
    return tests.stream();
  }

  private static Path folder() {
    String configured = System.getProperty("wycheproof", "");
    if (!configured.isEmpty()) {
      return Path.of(configured);
    }
    return Path.of("").toAbsolutePath().resolve("../../shared/wycheproof").normalize();
  }

  private static boolean isVerified(String jws, JsonNode key) throws Exception {
    List<JsonNode> keys = new ArrayList<>();
    if (key.has("keys")) {
      key.get("keys").forEach(keys::add);
    } else {
      keys.add(key);
    }
    try {
      CompactToken token = CompactToken.parse(jws);
      SignatureAlgorithm algorithm = algorithm(token.algorithm());
      return algorithm.isSymmetric()
          ? isVerifiedWithSecret(token, algorithm, keys)
          : isVerifiedWithKeySet(token, algorithm, keys);
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  private static SignatureAlgorithm algorithm(String name) throws InvalidTokenException {
    return SignatureAlgorithm.of(name)
        .orElseThrow(() -> new InvalidTokenException(ReasonCode.ALGORITHM, "unknown"));
  }

  private static boolean isVerifiedWithSecret(
      CompactToken token, SignatureAlgorithm algorithm, List<JsonNode> keys)
      throws InvalidTokenException {
    for (JsonNode key : keys) {
      boolean fits =
          key.path("alg").asString("").equals(algorithm.name())
              && key.path("kid").asString("").equals(token.keyId().orElse(""));
      if (fits && !key.path("k").asString("").isEmpty()) {
        byte[] secret = Base64.getUrlDecoder().decode(key.get("k").asString());
        var secretKey = new javax.crypto.spec.SecretKeySpec(secret, algorithm.name());
        return algorithm.verify(secretKey, token.signed(), token.signature());
      }
    }
    return false;
  }

  private static boolean isVerifiedWithKeySet(
      CompactToken token, SignatureAlgorithm algorithm, List<JsonNode> keys)
      throws ParseException, InvalidTokenException {
    String document = "{\"keys\":" + JsonMapper.shared().writeValueAsString(keys) + "}";
    KeySet set =
        KeySet.of(StrictJson.object(document.getBytes(StandardCharsets.UTF_8), "document"));
    Optional<KeySet.Entry> entry = token.keyId().flatMap(set::find);
    return entry.isPresent()
        && entry.get().algorithm().map(algorithm.name()::equals).orElse(true)
        && entry.get().weakness().isEmpty()
        && algorithm.accepts(entry.get().key())
        && algorithm.verify(entry.get().key(), token.signed(), token.signature());
  }
}
