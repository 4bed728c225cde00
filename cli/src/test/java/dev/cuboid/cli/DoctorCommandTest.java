package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
  private static final String SOUND =
      """
      NODE_ENV=production
      CUBEJS_DB_TYPE=duckdb
      CUBEJS_API_SECRET=%s
      """
          .formatted(SECRET);
  private static final String MODEL =
      """
      cubes:
        - name: orders
          sql: "SELECT 1 AS id WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}"
        - name: visits
          sql: "SELECT * FROM {orders.sql()} AS o WHERE {SECURITY_CONTEXT.user.id.filter('id')}"
        - name: countries
          sql_table: countries
      """;

  @TempDir private Path project;

  @BeforeEach
  void writeModel() throws IOException {
    Files.createDirectories(project.resolve("model"));
    Files.writeString(project.resolve("model/shop.yml"), MODEL);
  }

  @Test
  void aSoundProjectPasses() throws IOException {
    CommandRun run = doctor(SOUND);

    assertThat(run.lines())
        .containsExactly(
            "Settings",
            "  ok      values: all can be read",
            "  ok      development mode: off",
            "  ok      data model: compiles",
            "",
            "Sign-in",
            "  ok      secret: 37 bytes",
            "  ok      algorithms: HS256, HS384, HS512",
            "",
            "Nothing is wrong.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aTokenIsWalkedThroughEachCheckAndThroughTheModel() throws IOException {
    Files.writeString(project.resolve(".env"), SOUND);
    String token = sign("--claim", "company_id=1");

    CommandRun run =
        CommandRun.withInput(token, "doctor", "--project", project.toString(), "--token", "-");

    assertThat(run.lines().subList(9, run.lines().size()))
        .containsExactly(
            "Token",
            "  ok      form: a signed JWT",
            "  ok      algorithm: HS256",
            "  ok      signature",
            "  note    issuer",
            "          CUBEJS_JWT_ISSUER is not set: any issuer is taken",
            "  note    audience",
            "          CUBEJS_JWT_AUDIENCE is not set: tokens of every app client are taken",
            "  ok      expiry: <time>",
            "  note    claims namespace",
            "          CUBEJS_JWT_CLAIMS_NAMESPACE is not set: the model sees all claims",
            "  ok      security context: company_id, iat, exp",
            "  ok      groups: none",
            "",
            "Rows that this token's context sees",
            "  ok      orders: filtered by company_id",
            "  note    visits: none, the context has no user.id (all rows in Cube, and with"
                + " CUBOID_SECURITY_CONTEXT=lenient)",
            "  note    all rows, for everybody: countries",
            "          their SQL has no filter by SECURITY_CONTEXT; policies and queryRewrite may"
                + " have one",
            "",
            "The token is taken.");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain(SECRET).doesNotContain(token.split("\\.", -1)[1]);
  }

  @Test
  void aForgedTokenIsRefusedWithTheReason() throws IOException {
    Files.writeString(
        project.resolve(".env"), SOUND.replace(SECRET, "another-secret-of-thirty-two-bytes"));
    String forged = sign("--claim", "company_id=1");

    CommandRun run = doctor(SOUND, "--token", forged);

    assertThat(run.lines())
        .containsSubsequence(
            "  FAILED  signature: expected one of 1 shared secrets, found the signature is not"
                + " that of the key over this token",
            "          the token was changed, or was not signed with one of 1 shared secrets",
            "The token is refused: mend what FAILED.");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsMistypedOrOpensTheServerIsNamed() throws IOException {
    CommandRun run =
        doctor(
            """
            NODE_ENV=production
            CUBEJS_DEV_MODE=true
            CUBEJS_DB_TYPE=duckdb
            CUBEJS_API_SECRET=short
            CUBEJS_JWT_AUDIANCE=client
            CUBEJS_CUBESTORE_HOST=localhost
            CUBOID_SECURITY_CONTEXT=lenient
            """);

    assertThat(run.lines())
        .containsExactly(
            "Settings",
            "  ok      values: all can be read",
            "  note    CUBEJS_CUBESTORE_HOST",
            "          Cuboid has no such setting: it has no effect",
            "  FAILED  CUBEJS_JWT_AUDIANCE",
            "          there is no such setting; did you mean CUBEJS_JWT_AUDIENCE?",
            "  FAILED  development mode: expected off in production, found on",
            "          NODE_ENV is production, and yet requests without a token are answered:"
                + " unset CUBEJS_DEV_MODE",
            "  FAILED  missing values: expected strict, found lenient",
            "          a token without a value that the model filters by sees all rows: unset"
                + " CUBOID_SECURITY_CONTEXT",
            "  ok      data model: compiles",
            "",
            "Sign-in",
            "  FAILED  secret: expected at least 32 bytes, found 5 bytes",
            "          a short secret can be guessed from one token: set CUBEJS_API_SECRET to the"
                + " output of \"openssl rand -hex 32\"",
            "  ok      algorithms: HS256, HS384, HS512",
            "",
            "Something is wrong: mend what FAILED.");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void valuesThatCannotBeReadAreAllNamed() throws IOException {
    CommandRun run = doctor(SOUND + "PORT=four\nCUBOID_JWT_NAMESPACE=maybe\n");

    assertThat(run.lines())
        .containsExactly(
            "Settings",
            "  FAILED  PORT: expected a port",
            "          Value \"four\" is not valid for PORT. Must be a port.",
            "  FAILED  CUBOID_JWT_NAMESPACE: expected required or optional",
            "          Value \"maybe\" is not valid for CUBOID_JWT_NAMESPACE. Must be required or"
                + " optional.",
            "  ok      data model: compiles",
            "",
            "Something is wrong: mend what FAILED.");
  }

  @Test
  void aProjectThatNobodyCouldSignInToIsSaid() throws IOException {
    CommandRun run = doctor("NODE_ENV=production\n");

    assertThat(run.lines())
        .contains(
            "  FAILED  sign-in",
            "          apiSecret is required option(s): set CUBEJS_API_SECRET, CUBEJS_JWK_URL,"
                + " CUBOID_COGNITO_USER_POOL or CUBOID_OIDC_ISSUER");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aBrokenModelAndABrokenHooksFileAreSaid() throws IOException {
    Files.writeString(project.resolve("model/shop.yml"), "cubes: [");
    Files.writeString(project.resolve("cube.js"), "module.exports = { chekAuth: () => 1 };");

    CommandRun run = doctor(SOUND);

    assertThat(run.lines())
        .containsSubsequence(
            "  FAILED  cube.js",
            "          Invalid cube-server-core options: \"chekAuth\" is not allowed",
            "  FAILED  data model");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    CommandRun run = CommandRun.of("doctor", "--project", project.resolve("missing").toString());

    assertThat(run.err()).contains("cuboid: there is no folder ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private CommandRun doctor(String environment, String... options) throws IOException {
    Files.writeString(project.resolve(".env"), environment);
    String[] arguments = new String[options.length + 3];
    arguments[0] = "doctor";
    arguments[1] = "--project";
    arguments[2] = project.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandRun.of(arguments);
  }

  private String sign(String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "token";
    arguments[1] = "sign";
    arguments[2] = "--project";
    arguments[3] = project.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandRun.of(arguments).out().strip();
  }
}
