package dev.cuboid.conformance;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call whom, as docs/architecture.md says it. */
class RoomsTest {

  private static final Map<String, List<String>> MAY_USE =
      Map.of(
          "script", List.of(),
          "jinja", List.of(),
          "model", List.of("script", "jinja"),
          "query", List.of("model"),
          "security", List.of(),
          "engine", List.of("query", "model"),
          "cognito", List.of("script"),
          "playground", List.of(),
          "server", List.of("script", "model", "query", "security", "engine", "playground"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.cuboid");

  static Stream<Arguments> forbiddenPairs() {
    return MAY_USE.keySet().stream()
        .flatMap(
            room ->
                Stream.concat(MAY_USE.keySet().stream(), Stream.of("cli"))
                    .filter(other -> !other.equals(room) && !MAY_USE.get(room).contains(other))
                    .map(other -> Arguments.of(room, other)));
  }

  @ParameterizedTest(name = "{0} knows nothing of {1}")
  @MethodSource("forbiddenPairs")
  void aRoomKnowsOnlyTheRoomsItMayCall(String room, String other) {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.cuboid." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cuboid." + other + "..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.cuboid.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheScriptRoomKnowsTheJavaScriptEngine() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages("dev.cuboid.script..", "dev.cuboid.model.javascript..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.graalvm..", "com.oracle.js..")
        .check(CLASSES);
  }
}
