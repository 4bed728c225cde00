package dev.cuboid.cognito.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads seeds from a YAML file:
 *
 * <pre>{@code
 * pools:
 *   - id: us-east-1_Local0001
 *     name: shop
 *     domain: local
 *     clients:
 *       - name: web
 *         callbackUrls: [http://localhost:4000/]
 *         logoutUrls: [http://localhost:4000/]
 *     groups:
 *       - name: analysts
 *         precedence: 1
 *     users:
 *       - email: ann@company1.example
 *         password: Passw0rd!
 *         attributes: { custom:company_id: company1 }
 *         groups: [analysts]
 * }</pre>
 *
 * <p>A client may also have {@code id}, {@code secret} and {@code scopes}; a group {@code
 * description} and {@code roleArn}.
 */
public final class SeedFile {

  private static final int LARGEST_ALIAS_COUNT = 50;

  private SeedFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws SeedFileException when it is no YAML or does not hold seeds; the message has the place
   */
  public static List<PoolSeed> read(Path file) throws IOException {
    return parse(String.valueOf(file.getFileName()), Files.readString(file));
  }

  static List<PoolSeed> parse(String fileName, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(fileName)
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(LARGEST_ALIAS_COUNT)
            .build();
    Optional<Node> root;
    try {
      root = new Compose(settings).composeString(text);
    } catch (YamlEngineException e) {
      throw new SeedFileException(fileName + ": " + e.getMessage(), e);
    }
    SeedNode document =
        new SeedNode(
            fileName,
            root.orElseThrow(() -> new SeedFileException(fileName + " is empty")),
            "the file");
    return document.members(Set.of("pools")).list("pools").stream().map(SeedFile::pool).toList();
  }

  private static PoolSeed pool(SeedNode node) {
    SeedNode.Members members =
        node.members(Set.of("id", "name", "domain", "clients", "groups", "users"));
    try {
      return new PoolSeed(
          members.required("id"),
          members.required("name"),
          members.text("domain"),
          members.list("clients").stream().map(SeedFile::client).toList(),
          members.list("groups").stream().map(SeedFile::group).toList(),
          members.list("users").stream().map(SeedFile::user).toList());
    } catch (IllegalArgumentException e) {
      throw node.failure(String.valueOf(e.getMessage()));
    }
  }

  private static ClientSeed client(SeedNode node) {
    SeedNode.Members members =
        node.members(Set.of("name", "id", "secret", "callbackUrls", "logoutUrls", "scopes"));
    ClientSeed standard =
        ClientSeed.publicClient(
            members.required("name"), members.texts("callbackUrls"), members.texts("logoutUrls"));
    List<String> scopes = members.texts("scopes");
    return new ClientSeed(
        standard.name(),
        members.text("id"),
        members.text("secret"),
        standard.callbackUrls(),
        standard.logoutUrls(),
        scopes.isEmpty() ? standard.scopes() : scopes);
  }

  private static GroupSeed group(SeedNode node) {
    SeedNode.Members members = node.members(Set.of("name", "description", "precedence", "roleArn"));
    return new GroupSeed(
        members.required("name"),
        members.text("description"),
        members.number("precedence"),
        members.text("roleArn"));
  }

  private static UserSeed user(SeedNode node) {
    SeedNode.Members members = node.members(Set.of("email", "password", "attributes", "groups"));
    Map<String, String> attributes = members.textMap("attributes");
    return new UserSeed(
        members.required("email"),
        members.required("password"),
        attributes,
        members.texts("groups"));
  }
}
