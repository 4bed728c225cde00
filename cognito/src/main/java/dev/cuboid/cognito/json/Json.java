package dev.cuboid.cognito.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records to JSON and back, as AWS's JSON 1.1 protocol spells them: upper camel case names, times
 * as epoch seconds, absent members left out. Absent lists and maps are read as empty ones.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .withConfigOverride(List.class, Json::emptyWhenAbsent)
          .withConfigOverride(Map.class, Json::emptyWhenAbsent)
          .build();

  private Json() {}

  /**
   * Reads a document.
   *
   * @throws JacksonException when the text is not JSON
   */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /**
   * Reads a record from text.
   *
   * @throws JacksonException when the text is not JSON or does not fit the type
   */
  public static <T> T read(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  /**
   * Reads a record from a document.
   *
   * @throws JacksonException when the document does not fit the type
   */
  public static <T> T read(JsonNode document, Class<T> type) {
    return MAPPER.treeToValue(document, type);
  }

  /** Prints a record or a document. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Turns a record into an object that can be added to. */
  public static ObjectNode object(Object value) {
    return (ObjectNode) tree(value);
  }

  /** Turns any value into a document. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Turns a document into plain Java values: maps, lists, strings, numbers and booleans. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> plain(ObjectNode object) {
    return MAPPER.treeToValue(object, Map.class);
  }

  private static void emptyWhenAbsent(MutableConfigOverride override) {
    override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    override.setInclude(
        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
  }
}
