package dev.cuboid.server.playground;

import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelFile;
import dev.cuboid.playground.PlaygroundSite;
import dev.cuboid.playground.SiteFile;
import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.security.Authenticator;
import dev.cuboid.security.PlaygroundTokens;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.security.TokenExplanation;
import dev.cuboid.server.http.Body;
import dev.cuboid.server.http.EntityTags;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.http.Router;
import dev.cuboid.server.project.ModelFolder;
import dev.cuboid.server.project.ProjectModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Developer Playground and its few endpoints. They answer in development mode and on this
 * machine only; everything else the Playground does goes through the public API.
 */
public final class PlaygroundEndpoints {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private final ModelFolder folder;
  private final ProjectModel project;
  private final Authenticator authenticator;
  private final String playgroundSecret;
  private final String basePath;
  private final String version;
  private final Optional<SignInOffer> signIn;
  private final InstantSource clock;
  private final PlaygroundSite site = PlaygroundSite.create();

  /**
   * @param folder of the model's files
   * @param project the model that is made of them
   * @param playgroundSecret with which typed security contexts are signed
   * @param signIn where the Playground can sign in, if anywhere
   */
  public PlaygroundEndpoints(
      ModelFolder folder,
      ProjectModel project,
      Authenticator authenticator,
      String playgroundSecret,
      String basePath,
      String version,
      Optional<SignInOffer> signIn,
      InstantSource clock) {
    this.folder = folder;
    this.project = project;
    this.authenticator = authenticator;
    this.playgroundSecret = playgroundSecret;
    this.basePath = basePath;
    this.version = version;
    this.signIn = signIn;
    this.clock = clock;
  }

  public void addTo(Router.Builder routes) {
    routes
        .get("/playground/context", new LocalOnly(this::context))
        .get("/playground/files", new LocalOnly(this::files))
        .post("/playground/token", new LocalOnly(this::sign))
        .post("/playground/token/explain", new LocalOnly(this::explain))
        .otherwise(this::siteFile);
  }

  private Response siteFile(Request request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    // The site routes behind the #, so that a path is either its one page or a file.
    String path = request.path();
    boolean isPage = path.equals("/") || path.substring(path.lastIndexOf('/')).contains(".");
    Optional<SiteFile> file = reads && isPage ? site.find(path) : Optional.empty();
    return file.map(found -> EntityTags.conditional(request, response(found), found.entityTag()))
        .orElseGet(() -> Router.notFound(request));
  }

  private static Response response(SiteFile file) {
    ByteBuffer content = file.content();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return new Response(200, file.headers(), Body.of(bytes));
  }

  private Response context(Request request) {
    ObjectNode json = JSON.createObjectNode();
    json.putNull("cubejsToken");
    json.put("basePath", basePath);
    json.put("anonymousId", "cuboid");
    json.put("coreServerVersion", version);
    json.putNull("dockerVersion");
    json.put("projectFingerprint", "cuboid");
    json.putNull("dbType");
    json.put("shouldStartConnectionWizardFlow", false);
    json.put("livePreview", false);
    json.put("isDocker", false);
    json.put("telemetry", false);
    json.put("identifier", "cuboid");
    json.put("previewFeatures", false);
    json.set("cuboid", ownContext());
    return Response.json(200, JSON.writeValueAsBytes(json));
  }

  private ObjectNode ownContext() {
    AuthenticationConfig config = authenticator.config();
    ObjectNode json = JSON.createObjectNode();
    json.put("version", version);
    json.put("developmentMode", true);
    ObjectNode authentication = json.putObject("authentication");
    authentication.put("required", !config.developmentMode());
    config.acceptedAlgorithms().forEach(authentication.putArray("algorithms")::add);
    authentication.put("issuer", String.join(", ", config.issuers()));
    authentication.put("audience", config.audience().orElse(""));
    authentication.put("claimsNamespace", config.claimsNamespace().orElse(""));
    authentication.put("jwkUrl", config.jwkUrl().map(Object::toString).orElse(""));
    if (signIn.isPresent()) {
      ObjectNode offer = json.putObject("signIn");
      offer.put("issuer", signIn.get().issuer());
      offer.put("clientId", signIn.get().clientId());
      signIn.get().scopes().forEach(offer.putArray("scopes")::add);
    } else {
      json.putNull("signIn");
    }
    ArrayNode errors = json.putObject("model").putArray("errors");
    project.errors().forEach(error -> errors.add(error(error)));
    return json;
  }

  private static ObjectNode error(ModelError error) {
    ObjectNode json = JSON.createObjectNode();
    json.put("message", error.message());
    json.put("file", error.position().map(where -> where.file()).orElse(""));
    json.put("line", error.position().map(where -> where.line()).orElse(1));
    json.put("column", error.position().map(where -> where.column()).orElse(1));
    return json;
  }

  private Response files(Request request) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode files = json.putArray("files");
    try {
      for (ModelFile file : folder.read()) {
        files
            .addObject()
            .put("fileName", file.name())
            .put("content", file.content())
            .put("absPath", folder.path().resolve(file.name()).toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the model's files cannot be read", e);
    }
    return Response.json(200, JSON.writeValueAsBytes(json));
  }

  private Response sign(Request request) {
    Optional<JsonNode> payload = member(request, "payload").filter(JsonNode::isObject);
    if (payload.isEmpty()) {
      return badRequest("\"payload\" must be an object");
    }
    Map<String, @Nullable Object> values = JSON.convertValue(payload.get(), OBJECT);
    String token = PlaygroundTokens.sign(values, playgroundSecret, clock.instant());
    return Response.json(200, JSON.writeValueAsBytes(JSON.createObjectNode().put("token", token)));
  }

  private Response explain(Request request) {
    Optional<JsonNode> token = member(request, "token").filter(JsonNode::isString);
    if (token.isEmpty()) {
      return badRequest("\"token\" must be a text");
    }
    TokenExplanation explanation = authenticator.explain(token.get().asString());
    ObjectNode json = JSON.createObjectNode();
    json.put("accepted", explanation.accepted());
    ArrayNode checks = json.putArray("checks");
    for (TokenExplanation.Check check : explanation.checks()) {
      ObjectNode one = checks.addObject();
      one.put("name", check.name());
      one.put("outcome", check.outcome().name().toLowerCase(Locale.ROOT));
      one.put("expected", check.expected().orElse(null));
      one.put("found", check.found().orElse(null));
      one.put("advice", check.advice().orElse(null));
    }
    json.set("header", JSON.valueToTree(explanation.header()));
    json.set("claims", JSON.valueToTree(explanation.claims()));
    json.set(
        "securityContext",
        JSON.valueToTree(explanation.context().map(SecurityContext::values).orElse(null)));
    json.put(
        "expiresAt",
        explanation
            .context()
            .flatMap(SecurityContext::expiresAt)
            .map(Object::toString)
            .orElse(null));
    return Response.json(200, JSON.writeValueAsBytes(json));
  }

  private static Optional<JsonNode> member(Request request, String name) {
    try {
      return Optional.ofNullable(JSON.readTree(request.body()).get(name));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Response badRequest(String message) {
    return Response.json(
        400, JSON.writeValueAsBytes(JSON.createObjectNode().put("error", message)));
  }
}
