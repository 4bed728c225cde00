package dev.cuboid.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class WordSchemaTest {

  private static final List<String> SCALARS =
      List.of(
          "",
          " ",
          "~",
          "null",
          "Null",
          "NULL",
          "nULL",
          "nullable",
          "true",
          "True",
          "TRUE",
          "tRUE",
          "trueish",
          "false",
          "False",
          "FALSE",
          "yes",
          "no",
          "on",
          "off",
          "y",
          "n",
          "t",
          "f",
          "name",
          "type",
          "number",
          "title",
          "{CUBE}.m1",
          "<<",
          "0",
          "-1",
          "+1",
          "0o17",
          "0x1F",
          "1e3",
          "1.",
          ".5",
          ".inf",
          "-.INF",
          ".nan",
          "e5",
          "inf",
          "nan",
          "x1F",
          "$HOME",
          "${HOME}",
          "ünder");

  @Test
  void scalarsAreWhatTheCoreSchemaSays() {
    List<String> scalars = new ArrayList<>(SCALARS);
    Random random = new Random(8);
    for (int i = 0; i < 10_000; i++) {
      scalars.add(scalar(random));
    }

    assertThat(tags(scalars, new WordSchema().getScalarResolver()))
        .isEqualTo(tags(scalars, new CoreSchema().getScalarResolver()));
  }

  private static Map<String, List<Tag>> tags(List<String> scalars, ScalarResolver resolver) {
    Map<String, List<Tag>> tags = new LinkedHashMap<>();
    for (String scalar : scalars) {
      tags.put(scalar, List.of(resolver.resolve(scalar, true), resolver.resolve(scalar, false)));
    }
    return tags;
  }

  private static String scalar(Random random) {
    String letters = "trueTRUEfalsFALSnN~l01.-+exo ${}";
    StringBuilder result = new StringBuilder();
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      result.append(letters.charAt(random.nextInt(letters.length())));
    }
    return result.toString();
  }
}
