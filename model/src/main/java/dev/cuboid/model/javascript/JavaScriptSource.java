package dev.cuboid.model.javascript;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.SqlKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A JavaScript model file made ready to run: properties that hold SQL become functions, so that
 * they can be asked again with a request's values, and {@code import} and {@code export} become
 * calls. Text is only put in, on the same line, so that errors keep their line numbers.
 */
final class JavaScriptSource {

  private static final Set<String> DEFINING = Set.of("cube", "view", "view_group");

  private final String text;
  private final Map<String, SourcePosition> positions;

  private JavaScriptSource(String text, Map<String, SourcePosition> positions) {
    this.text = text;
    this.positions = positions;
  }

  /**
   * @throws ModelException where the file is not JavaScript, or an object says a property twice
   */
  static JavaScriptSource of(ModelFile file) {
    String script = ModuleStatements.asCalls(file.content());
    Source source = Source.sourceFor(file.name(), script);
    FunctionNode program;
    try {
      program = new Parser(environment(), source, new ErrorManager.ThrowErrorManager()).parse();
    } catch (ParserException e) {
      SourcePosition position =
          new SourcePosition(file.name(), Math.max(1, e.getLineNumber()), e.getColumnNumber() + 1);
      throw new ModelException(
          List.of(
              new ModelError(
                  Optional.of(position),
                  Optional.empty(),
                  "Syntax error during parsing: " + e.getRawMessage())));
    }
    Edits edits = new Edits();
    Map<String, SourcePosition> positions = new HashMap<>();
    ModelErrors errors = new ModelErrors();
    program.accept(new LazyProperties(file.name(), source, edits, positions, errors));
    errors.throwIfAny();
    return new JavaScriptSource(edits.apply(script), positions);
  }

  /** The text to run. */
  String text() {
    return text;
  }

  /** Where a cube or member is defined, by {@code Cube} or {@code Cube.kind.member}. */
  Map<String, SourcePosition> positions() {
    return positions;
  }

  private static ScriptEnvironment environment() {
    return ScriptEnvironment.builder()
        .ecmaScriptVersion(ScriptEnvironment.ES_2023)
        .strict(false)
        .classFields(true)
        .allowBigInt(true)
        .annexB(true)
        .build();
  }

  /** Texts to insert, by offset. */
  private static final class Edits {

    private final TreeMap<Integer, StringBuilder> inserts = new TreeMap<>();

    void wrap(int start, int finish) {
      inserts.computeIfAbsent(start, offset -> new StringBuilder()).append("__lazy(() => (");
      inserts.computeIfAbsent(finish, offset -> new StringBuilder()).insert(0, "))");
    }

    String apply(String script) {
      StringBuilder result = new StringBuilder();
      int from = 0;
      for (Map.Entry<Integer, StringBuilder> insert : inserts.entrySet()) {
        result.append(script, from, insert.getKey()).append(insert.getValue());
        from = insert.getKey();
      }
      return result.append(script, from, script.length()).toString();
    }
  }

  /** Finds property values that hold SQL, and where cubes and members stand. */
  private static final class LazyProperties extends NodeVisitor<LexicalContext> {

    private final String file;
    private final Source source;
    private final Edits edits;
    private final Map<String, SourcePosition> positions;
    private final ModelErrors errors;
    private int rulesAround;

    LazyProperties(
        String file,
        Source source,
        Edits edits,
        Map<String, SourcePosition> positions,
        ModelErrors errors) {
      super(new LexicalContext());
      this.file = file;
      this.source = source;
      this.edits = edits;
      this.positions = positions;
      this.errors = errors;
    }

    @Override
    public boolean enterPropertyNode(PropertyNode property) {
      Expression value = property.getValue();
      if (value == null || property.isComputed() || property.getKeyName() == null) {
        return true;
      }
      String key = Keys.camelCase(property.getKeyName());
      boolean lazy = SqlKeys.isSql(key) || (rulesAround > 0 && SqlKeys.isRuleValue(key));
      boolean constant = value instanceof LiteralNode.PrimitiveLiteralNode<?>;
      if (lazy && !constant && !(value instanceof FunctionNode)) {
        edits.wrap(value.getStart(), value.getFinish());
        return false;
      }
      if (SqlKeys.isRules(key)) {
        rulesAround++;
      }
      return true;
    }

    @Override
    public Node leavePropertyNode(PropertyNode property) {
      if (property.getKeyName() != null
          && !property.isComputed()
          && SqlKeys.isRules(Keys.camelCase(property.getKeyName()))) {
        rulesAround--;
      }
      return property;
    }

    @Override
    public boolean enterObjectNode(ObjectNode object) {
      Set<String> keys = new HashSet<>();
      for (PropertyNode property : object.getElements()) {
        String key = property.isComputed() ? null : property.getKeyName();
        boolean accessor = property.getGetter() != null || property.getSetter() != null;
        if (key != null && !accessor && !keys.add(key)) {
          errors.add(position(property.getStart()), "Duplicate property parsing " + key);
        }
      }
      return true;
    }

    @Override
    public boolean enterCallNode(CallNode call) {
      if (call.getFunction() instanceof IdentNode function
          && DEFINING.contains(function.getName())
          && call.getArgs().size() == 2
          && call.getArgs().get(0) instanceof LiteralNode<?> name
          && call.getArgs().get(1) instanceof ObjectNode body) {
        String cube = name.getString();
        positions.put(cube, position(call.getStart()));
        body.getElements().forEach(property -> members(cube, property));
      }
      return true;
    }

    private void members(String cube, PropertyNode property) {
      if (property.getValue() instanceof ObjectNode members && property.getKeyName() != null) {
        for (PropertyNode member : new ArrayList<>(members.getElements())) {
          if (member.getKeyName() != null) {
            positions.put(
                cube + "." + Keys.camelCase(property.getKeyName()) + "." + member.getKeyName(),
                position(member.getStart()));
          }
        }
      }
    }

    private SourcePosition position(int offset) {
      return new SourcePosition(file, source.getLine(offset), source.getColumn(offset) + 1);
    }
  }
}
