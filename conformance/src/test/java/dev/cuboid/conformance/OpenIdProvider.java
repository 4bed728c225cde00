package dev.cuboid.conformance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running {@code clients/openid-provider.mjs}: npm's oidc-provider. */
final class OpenIdProvider implements AutoCloseable {

  /** What it gives. */
  enum Kind {
    ID,
    ACCESS
  }

  private final Process process;
  private final Path log;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final String issuer;

  private OpenIdProvider(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    this.answers = process.inputReader();
    this.orders = process.outputWriter();
    this.issuer = answer().path("issuer").asString();
  }

  /**
   * Starts it.
   *
   * @param log where its warnings go
   */
  static OpenIdProvider start(Path log) throws IOException {
    Process process =
        new ProcessBuilder("node", "openid-provider.mjs")
            .directory(Path.of("clients").toAbsolutePath().toFile())
            .redirectError(log.toFile())
            .start();
    try {
      return new OpenIdProvider(process, log);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  String issuer() {
    return issuer;
  }

  /** Puts new keys in the place of all others. */
  void rotate() throws IOException {
    order("rotate");
  }

  /** New tokens by algorithm, by the authorization code flow and by client credentials. */
  Map<String, Map<Kind, String>> tokens() throws IOException {
    Map<String, Map<Kind, String>> tokens = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> both : order("tokens").properties()) {
      Map<Kind, String> kinds = new EnumMap<>(Kind.class);
      kinds.put(Kind.ID, both.getValue().path("id").asString());
      kinds.put(Kind.ACCESS, both.getValue().path("access").asString());
      tokens.put(both.getKey(), kinds);
    }
    return tokens;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private JsonNode order(String what) throws IOException {
    orders.write(what);
    orders.newLine();
    orders.flush();
    return answer();
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the OpenID provider has ended: " + Files.readString(log));
    }
    return JsonMapper.shared().readTree(line);
  }
}
