package dev.cuboid.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The errors of a model as one text, as Cube's clients know it. */
class ModelExceptionTest {

  @Test
  void errorsStandBelowTheirFilesAndCubes() {
    ModelException thrown =
        new ModelException(
            List.of(
                error("b.yml", 1, "users", "no"),
                error("a.yml", 3, "orders.count", "first"),
                error("a.yml", 4, "orders", "second"),
                new ModelError(
                    Optional.of(new SourcePosition("a.yml", 9, 1)), Optional.empty(), "broken"),
                error("a.yml", 7, "items.id", "wrong"),
                error("a.yml", 5, "orders.total", "third"),
                new ModelError(Optional.empty(), Optional.empty(), "unreadable")));

    assertThat(thrown.compileErrors())
        .isEqualTo(
            """
            Compile errors:
            b.yml Errors:
            users cube: no (b.yml:1:2)

            a.yml Errors:
            broken (a.yml:9:1)
            orders cube: first (a.yml:3:2)
            Possible reasons (one of):
            \t* second (a.yml:4:2)
            \t* third (a.yml:5:2)
            items cube: wrong (a.yml:7:2)

            Errors:
            unreadable\
            """);
  }

  private static ModelError error(String file, int line, String member, String message) {
    return new ModelError(
        Optional.of(new SourcePosition(file, line, 2)), Optional.of(member), message);
  }
}
