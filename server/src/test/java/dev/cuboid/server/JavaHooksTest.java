package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A project whose hooks are a jar. */
class JavaHooksTest {

  private static final String TOTAL = "{\"measures\":[\"orders.total\"]}";
  private static final String SERVICE =
      "META-INF/services/dev.cuboid.server.hooks.ProjectHooksProvider";
  private static final String SHARED_KEY =
      """
      import dev.cuboid.server.hooks.HookException;
      import dev.cuboid.server.hooks.ProjectHooks;
      import dev.cuboid.server.hooks.ProjectHooksProvider;
      import java.nio.file.Path;
      import java.util.Map;
      import java.util.Optional;

      public final class SharedKey implements ProjectHooksProvider {
        @Override
        public ProjectHooks create(Path project, Map<String, String> environment) {
          ProjectHooks.AuthenticationHook sharedKey =
              (request, token) -> {
                Optional<String> key = Optional.ofNullable(environment.get("SHARED_KEY"));
                if (!request.header("x-shared-key").equals(key)) {
                  throw new HookException("Error: unknown caller");
                }
                if (request.header("x-company").isEmpty()) {
                  return Optional.empty();
                }
                return Optional.of(
                    Map.of("company_id", Integer.valueOf(request.header("x-company").get())));
              };
          return new ProjectHooks() {
            @Override
            public Optional<AuthenticationHook> checkAuth() {
              return Optional.of(sharedKey);
            }
          };
        }
      }
      """;

  private static final String ORCHESTRATOR =
      """
      import dev.cuboid.server.hooks.HookException;
      import dev.cuboid.server.hooks.OrchestratorOptions;
      import dev.cuboid.server.hooks.ProjectHooks;
      import dev.cuboid.server.hooks.ProjectHooksProvider;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.Map;
      import java.util.Optional;

      public final class Orchestrator implements ProjectHooksProvider {
        @Override
        public ProjectHooks create(Path project, Map<String, String> environment) {
          return new ProjectHooks() {
            @Override
            public Optional<OrchestratorHook> orchestratorOptions() {
              return Optional.of(
                  context ->
                      new OrchestratorOptions(
                          Optional.of(Duration.ofSeconds(5)),
                          Optional.empty(),
                          Optional.of(true),
                          dataSource -> {
                            throw new HookException("Error: nobody may wait for " + dataSource);
                          }));
            }
          };
        }
      }
      """;

  private static final String ISSUERS =
      """
      import dev.cuboid.security.KeySource;
      import dev.cuboid.security.TokenIssuer;
      import dev.cuboid.server.hooks.ProjectHooks;
      import dev.cuboid.server.hooks.ProjectHooksProvider;
      import java.net.URI;
      import java.nio.file.Path;
      import java.util.List;
      import java.util.Map;

      public final class Issuers implements ProjectHooksProvider {
        @Override
        public ProjectHooks create(Path project, Map<String, String> environment) {
          TokenIssuer issuer =
              TokenIssuer.openId(environment.get("ISSUER"), List.of(environment.get("CLIENT")))
                  .withKeys(new KeySource.PublishedKeys(URI.create(environment.get("KEYS"))))
                  .withClaimsNamespace("http://localhost:4000/", false);
          return new ProjectHooks() {
            @Override
            public List<TokenIssuer> issuers() {
              return List.of(issuer);
            }
          };
        }
      }
      """;

  private static final String NO_SCHEMA =
      """
      import dev.cuboid.server.hooks.HookException;
      import dev.cuboid.server.hooks.ProjectHooks;
      import dev.cuboid.server.hooks.ProjectHooksProvider;
      import java.nio.file.Path;
      import java.util.Map;
      import java.util.Optional;

      public final class NoSchema implements ProjectHooksProvider {
        @Override
        public ProjectHooks create(Path project, Map<String, String> environment) {
          return new ProjectHooks() {
            @Override
            public Optional<AuthenticationHook> checkAuth() {
              return Optional.of((request, token) -> Optional.of(Map.of("company_id", 2)));
            }

            @Override
            public Optional<PreAggregationsSchemaHook> preAggregationsSchema() {
              return Optional.of(
                  context -> {
                    throw new HookException("no schema for " + context.securityContext().get());
                  });
            }
          };
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void itNamesIssuersOfTokens() throws IOException {
    try (TestIssuer issuer = TestIssuer.start()) {
      TestProject project =
          project()
              .with("ISSUER", TestIssuer.ISSUER)
              .with("CLIENT", TestIssuer.CLIENT)
              .with("KEYS", issuer.keysAddress());
      plugin("Issuers", "Issuers", ISSUERS);

      try (TestServer server = project.start()) {
        HttpResponse<String> known =
            server.load(TOTAL, "Authorization", "Bearer " + issuer.tokenOf(2));
        String forged = TestIssuer.forged(TestIssuer.claims(Map.of("company_id", 2)));
        HttpResponse<String> stranger = server.load(TOTAL, "Authorization", "Bearer " + forged);

        assertThat(json(known).at("/data/0/orders.total").asString()).isEqualTo("100000");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.body()).isEqualTo("{\"error\":\"Invalid token\"}");
      }
    }
  }

  @Test
  void itDecidesWhoAsks() throws IOException {
    TestProject project = project();
    plugin("SharedKey");

    try (TestServer server = project.start()) {
      HttpResponse<String> known =
          server.load(TOTAL, "x-shared-key", "open sesame", "x-company", "2");
      HttpResponse<String> stranger = server.load(TOTAL, "x-shared-key", "guess");
      HttpResponse<String> withoutContext = server.load(TOTAL, "x-shared-key", "open sesame");
      HttpResponse<String> broken =
          server.load(TOTAL, "x-shared-key", "open sesame", "x-company", "two");

      assertThat(json(known).at("/data/0/orders.total").asString()).isEqualTo("100000");
      assertThat(stranger.statusCode()).isEqualTo(500);
      assertThat(stranger.body()).isEqualTo("{\"error\":\"Error: unknown caller\"}");
      assertThat(withoutContext.statusCode()).isEqualTo(403);
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body()).doesNotContain("two");
    }
  }

  static Stream<Arguments> throwing() {
    return Stream.of(
        arguments("Orchestrator", ORCHESTRATOR, "Error: nobody may wait for default"),
        arguments("NoSchema", NO_SCHEMA, "no schema for {company_id=2}"));
  }

  /** For each data source how queries are waited for, and the schema of pre-aggregations. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("throwing")
  void whatItSaysIsTheAnswer(String hook, String source, String error) throws IOException {
    TestProject project = TestProject.shop(folder);
    plugin(hook, hook, source);

    try (TestServer server = project.start()) {
      HttpResponse<String> answer = server.load(TOTAL);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(json(answer).path("error").asString()).isEqualTo(error);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``        | module.exports = {};                      | the jars in plugins must name one dev.cuboid.server.hooks.ProjectHooksProvider in META-INF/services, and name 0
          Missing   | module.exports = {};                      | a plugin cannot be loaded: .*Missing.*
          SharedKey | module.exports = { checkAuth: () => {} }; | cube.js has functions, and so has a jar in plugins: keep all of them in one place
          """)
  void whatCannotBeUsedStopsTheStart(String service, String cubeJs, String message)
      throws IOException {
    TestProject project = project().file("cube.js", cubeJs);
    plugin(service);

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(message);
  }

  private TestProject project() throws IOException {
    return TestProject.shop(folder)
        .with("NODE_ENV", "production")
        .with("CUBEJS_API_SECRET", "a-secret-of-at-least-thirty-two-bytes")
        .with("SHARED_KEY", "open sesame");
  }

  /**
   * @param service the class that the jar names; empty for none
   */
  private void plugin(String service) throws IOException {
    plugin(service, "SharedKey", SHARED_KEY);
  }

  private void plugin(String service, String name, String content) throws IOException {
    Path build = Files.createDirectory(folder.resolve("build"));
    Path source = Files.writeString(build.resolve(name + ".java"), content);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                build.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(failed).isZero();
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    try (OutputStream file = Files.newOutputStream(plugins.resolve("hooks.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> classes = Files.list(build)) {
      for (Path compiled : classes.filter(path -> path.toString().endsWith(".class")).toList()) {
        jar.putNextEntry(new JarEntry(String.valueOf(compiled.getFileName())));
        jar.write(Files.readAllBytes(compiled));
      }
      if (!service.isEmpty()) {
        jar.putNextEntry(new JarEntry(SERVICE));
        jar.write(service.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }
}
