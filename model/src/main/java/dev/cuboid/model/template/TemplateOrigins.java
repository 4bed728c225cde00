package dev.cuboid.model.template;

import dev.cuboid.jinja.JinjaEnvironment;
import dev.cuboid.jinja.JinjaException;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.template.LineMarks.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of rendered texts come from. Found out only when an error asks: the templates are
 * rendered once more with marks in them, and the marks are believed if the text is the same.
 */
final class TemplateOrigins {

  /** Something goes on right behind a text in quotes. */
  private static final Pattern CUT_OFF_TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"[\\w.-]");

  private static final String UNMARKED_TEXT =
      " (a text that a template puts out has quotes, unless it is marked: {{ … | safe }})";

  private final List<ModelFile> templates;
  private final Supplier<JinjaEnvironment> environments;
  private final Map<String, String> rendered = new HashMap<>();
  private final Map<String, List<Optional<Origin>>> origins = new HashMap<>();
  private @Nullable JinjaEnvironment marked;

  TemplateOrigins(List<ModelFile> templates, Supplier<JinjaEnvironment> environments) {
    this.templates = templates;
    this.environments = environments;
  }

  void wasRendered(ModelFile text) {
    rendered.put(text.name(), text.content());
  }

  ModelError located(ModelError error) {
    Optional<String> text = error.position().map(SourcePosition::file).map(rendered::get);
    if (text.isEmpty()) {
      return error;
    }
    SourcePosition position = error.position().orElseThrow();
    boolean cutOff = CUT_OFF_TEXT.matcher(lineOf(text.get(), position.line())).find();
    return new ModelError(
        Optional.of(located(position, text.get())),
        error.member(),
        cutOff ? error.message() + UNMARKED_TEXT : error.message());
  }

  private SourcePosition located(SourcePosition position, String text) {
    List<Optional<Origin>> lines =
        origins.computeIfAbsent(position.file(), name -> findOrigins(name, text));
    for (int line = Math.min(position.line(), lines.size()); line > 0; line--) {
      Optional<Origin> origin = lines.get(line - 1);
      if (origin.isPresent()) {
        return inTemplate(origin.get(), lineOf(text, position.line()), position.column());
      }
    }
    return new SourcePosition(position.file(), 1, 1);
  }

  /** The column stays where the template has the same text before it. */
  private SourcePosition inTemplate(Origin origin, String renderedLine, int column) {
    ModelFile template = templates.get(origin.file());
    String line = lineOf(template.content(), origin.line());
    String before = renderedLine.substring(0, Math.min(column - 1, renderedLine.length()));
    int start = line.length() - line.stripLeading().length() + 1;
    return new SourcePosition(
        template.name(), origin.line(), line.startsWith(before) ? column : start);
  }

  private List<Optional<Origin>> findOrigins(String name, String text) {
    if (!templates.stream().allMatch(template -> LineMarks.canMark(template.content()))) {
      return List.of();
    }
    try {
      String withMarks = marked().render(name);
      return LineMarks.without(withMarks).equals(text) ? LineMarks.origins(withMarks) : List.of();
    } catch (JinjaException e) {
      // With marks in it the template does something else; then its places are not known.
      return List.of();
    }
  }

  private JinjaEnvironment marked() {
    if (marked != null) {
      return marked;
    }
    JinjaEnvironment environment = environments.get();
    for (int i = 0; i < templates.size(); i++) {
      addMarked(environment, i);
    }
    marked = environment;
    return environment;
  }

  private void addMarked(JinjaEnvironment environment, int number) {
    ModelFile template = templates.get(number);
    try {
      environment.addTemplate(template.name(), LineMarks.marked(template.content(), number));
    } catch (JinjaException e) {
      // It has been reported already, as what it is; the others may do without it.
    }
  }

  private static String lineOf(String text, int line) {
    String[] lines = text.split("\n", -1);
    return line <= lines.length ? lines[line - 1] : "";
  }
}
