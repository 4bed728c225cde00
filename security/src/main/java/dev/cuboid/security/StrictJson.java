package dev.cuboid.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON in one way only: valid UTF-8, one object, no member twice, nothing behind it, a
 * bounded depth. Two readers that understand a token differently are a way around its checks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2.4">RFC 8725, 2.4</a>
 */
final class StrictJson {

  private static final int MAXIMUM_DEPTH = 32;
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAXIMUM_DEPTH)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  static Map<String, @Nullable Object> object(byte[] bytes, String what)
      throws InvalidTokenException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // What is not UTF-8 has become a replacement character.
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new InvalidTokenException(ReasonCode.NOT_JSON, "the " + what + " is not UTF-8");
    }
    return object(text, what);
  }

  static Map<String, @Nullable Object> object(String text, String what)
      throws InvalidTokenException {
    try {
      Map<String, @Nullable Object> object = MAPPER.readValue(text, OBJECT);
      if (object == null || !isFinite(object)) {
        throw new InvalidTokenException(
            ReasonCode.NOT_JSON, "the " + what + " is null, or has a number beyond all numbers");
      }
      return object;
    } catch (StreamReadException e) {
      boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
      throw new InvalidTokenException(
          duplicate ? ReasonCode.DUPLICATE_MEMBER : ReasonCode.NOT_JSON,
          duplicate
              ? "the " + what + " has a member twice"
              : "the " + what + " is not one JSON object of at most " + MAXIMUM_DEPTH + " levels");
    } catch (JacksonException e) {
      throw new InvalidTokenException(ReasonCode.NOT_JSON, "the " + what + " is not a JSON object");
    }
  }

  /** Such as 1e400, which readers understand differently. */
  private static boolean isFinite(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> object -> areFinite(object.values());
      case List<?> list -> areFinite(list);
      case Double number -> Double.isFinite(number);
      case null, default -> true;
    };
  }

  private static boolean areFinite(Collection<?> values) {
    for (Object value : values) {
      if (!isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
