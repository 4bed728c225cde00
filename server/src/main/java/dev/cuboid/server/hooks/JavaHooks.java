package dev.cuboid.server.hooks;

import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The hooks that a project has in Java: those of the jars in its folder {@code plugins}. */
public final class JavaHooks implements AutoCloseable {

  private static final String FOLDER = "plugins";

  private final URLClassLoader classes;
  private final ProjectHooks hooks;

  private JavaHooks(URLClassLoader classes, ProjectHooks hooks) {
    this.classes = classes;
    this.hooks = hooks;
  }

  /**
   * Loads a project's plugins, if it has any.
   *
   * @throws IOException when the folder cannot be read
   * @throws ConfigurationException when no jar provides hooks, or more than one does: what a plugin
   *     decides about access must not be passed over
   */
  public static Optional<JavaHooks> load(Path project, Environment environment) throws IOException {
    List<URL> jars = jars(project.resolve(FOLDER));
    if (jars.isEmpty()) {
      return Optional.empty();
    }
    URLClassLoader classes =
        new URLClassLoader(
            "plugins", jars.toArray(URL[]::new), ProjectHooksProvider.class.getClassLoader());
    try {
      ProjectHooks hooks = provider(classes).create(project, environment.variables());
      return Optional.of(new JavaHooks(classes, hooks));
    } catch (ServiceConfigurationError e) {
      classes.close();
      throw new ConfigurationException("a plugin cannot be loaded: " + e.getMessage());
    } catch (RuntimeException e) {
      classes.close();
      throw e;
    }
  }

  private static ProjectHooksProvider provider(URLClassLoader classes) {
    List<ProjectHooksProvider> providers = new ArrayList<>();
    ServiceLoader.load(ProjectHooksProvider.class, classes).forEach(providers::add);
    if (providers.size() != 1) {
      throw new ConfigurationException(
          "the jars in "
              + FOLDER
              + " must name one "
              + ProjectHooksProvider.class.getName()
              + " in META-INF/services, and name "
              + providers.size());
    }
    return providers.getFirst();
  }

  private static List<URL> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".jar")) {
          jars.add(file.toUri().toURL());
        }
      }
    }
    return jars;
  }

  /** What the plugin decides at each request. */
  public ProjectHooks hooks() {
    return hooks;
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
