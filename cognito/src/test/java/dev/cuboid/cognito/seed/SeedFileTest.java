package dev.cuboid.cognito.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds in a YAML file. */
class SeedFileTest {

  @TempDir private Path directory;

  @Test
  void aFileHoldsPoolsWithAllThatIsInThem() throws IOException {
    assertThat(
            read(
                """
                pools:
                  - id: eu-west-1_Shop
                    name: shop
                    clients:
                      - name: web
                        callbackUrls: [http://localhost:4000/]
                      - name: backend
                        id: backend0000000000000000000
                        secret: keep it
                        scopes: [shop/read]
                    groups:
                      - { name: analysts, precedence: 1 }
                    users:
                      - email: ann@company1.example
                        password: Passw0rd!
                        attributes: { custom:company_id: 0042 }
                        groups: [analysts]
                """))
        .isEqualTo(
            List.of(
                new PoolSeed(
                    "eu-west-1_Shop",
                    "shop",
                    Optional.empty(),
                    List.of(
                        ClientSeed.publicClient(
                            "web", List.of("http://localhost:4000/"), List.of()),
                        new ClientSeed(
                            "backend",
                            Optional.of("backend0000000000000000000"),
                            Optional.of("keep it"),
                            List.of(),
                            List.of(),
                            List.of("shop/read"))),
                    List.of(
                        new GroupSeed(
                            "analysts", Optional.empty(), Optional.of(1), Optional.empty())),
                    List.of(
                        new UserSeed(
                            "ann@company1.example",
                            "Passw0rd!",
                            Map.of("custom:company_id", "0042"),
                            List.of("analysts"))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pools: [{ name: shop }]                                      | seed.yaml:1: pools: 'id' is missing
          pools: [{ id: nope, name: shop }]                            | seed.yaml:1: pools: the pool id nope is not of the form <region>_<letters and digits>
          pools: [{ id: us-east-1_A, name: s, user: [] }]              | seed.yaml:1: user: 'user' is not known here; known are clients, domain, groups, id, name, users
          pools: [{ id: us-east-1_A, name: s, users: x }]              | seed.yaml:1: users: a list was expected
          pools: [{ id: us-east-1_A, name: s, users: [x] }]            | seed.yaml:1: users: a mapping was expected
          pools: [{ id: us-east-1_A, name: [s] }]                      | seed.yaml:1: name: a text was expected
          pools: [{ id: us-east-1_A, name: s, groups: [{ name: a, precedence: x }] }] | seed.yaml:1: precedence: a whole number was expected
          ''                                                           | seed.yaml is empty
          """)
  void aMistakeIsNamedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(SeedFileException.class).hasMessage(message);
  }

  private List<PoolSeed> read(String text) throws IOException {
    return SeedFile.read(Files.writeString(directory.resolve("seed.yaml"), text));
  }
}
