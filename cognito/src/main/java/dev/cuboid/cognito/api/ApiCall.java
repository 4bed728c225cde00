package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The input of one operation.
 *
 * @param region the AWS region that the request was made for
 */
record ApiCall(ObjectNode body, String region) {

  /** A text that must be there. */
  String required(String member) {
    return text(member)
        .orElseThrow(
            () ->
                CognitoException.invalidParameter(
                    "1 validation error detected: Value null at '"
                        + lowerFirst(member)
                        + "' failed to satisfy constraint: Member must not be null"));
  }

  /** A text that may be there. */
  Optional<String> text(String member) {
    return Optional.ofNullable(body.get(member))
        .filter(node -> !node.isNull())
        .map(
            node -> {
              if (!node.isString()) {
                throw malformed(member);
              }
              return node.asString();
            });
  }

  /** A whole number that may be there. */
  Optional<Integer> number(String member) {
    return Optional.ofNullable(body.get(member))
        .filter(node -> !node.isNull())
        .map(
            node -> {
              if (!node.isIntegralNumber()) {
                throw malformed(member);
              }
              return node.asInt();
            });
  }

  /** A boolean; false when it is not there. */
  boolean flag(String member) {
    return body.path(member).asBoolean(false);
  }

  /** A list of texts; empty when it is not there. */
  List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : body.path(member)) {
      if (!item.isString()) {
        throw malformed(member);
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** A map of texts; empty when it is not there. */
  Map<String, String> map(String member) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : body.path(member).properties()) {
      if (!entry.getValue().isString()) {
        throw malformed(member);
      }
      map.put(entry.getKey(), entry.getValue().asString());
    }
    return map;
  }

  /** A list of attributes ({@code Name}, {@code Value}) as a map. */
  Map<String, String> attributes(String member) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (JsonNode item : body.path(member)) {
      String name = item.path("Name").asString("");
      if (name.isEmpty()) {
        throw malformed(member);
      }
      attributes.put(name, item.path("Value").asString(""));
    }
    return attributes;
  }

  /** The whole input as a record. */
  <T> T as(Class<T> type) {
    return read(body, type);
  }

  /** One member as a record. */
  <T> Optional<T> as(String member, Class<T> type) {
    return Optional.ofNullable(body.get(member)).map(node -> read(node, type));
  }

  /** A list of records; empty when it is not there. */
  <T> List<T> list(String member, Class<T> type) {
    List<T> list = new ArrayList<>();
    for (JsonNode item : body.path(member)) {
      list.add(read(item, type));
    }
    return list;
  }

  private static <T> T read(JsonNode node, Class<T> type) {
    try {
      return Json.read(node, type);
    } catch (JacksonException e) {
      throw new CognitoException(
          ErrorType.SERIALIZATION, "The request does not fit: " + e.getOriginalMessage());
    }
  }

  private static CognitoException malformed(String member) {
    return new CognitoException(
        ErrorType.SERIALIZATION, "The member " + member + " has a value of the wrong kind");
  }

  private static String lowerFirst(String member) {
    return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
  }
}
