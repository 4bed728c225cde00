package dev.cuboid.model.javascript;

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
import dev.cuboid.model.ModelException;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.SqlKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
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
   * @throws ModelException where an object says a property twice
   */
  static JavaScriptSource of(ParsedFile parsed) {
    Edits edits = new Edits();
    Map<String, SourcePosition> positions = new HashMap<>();
    LazyProperties properties = new LazyProperties(parsed, edits, positions);
    parsed.visit(properties);
    if (!properties.duplicates.errors().isEmpty()) {
      throw new ModelException(properties.duplicates.errors());
    }
    return new JavaScriptSource(edits.apply(parsed.script()), positions);
  }

  /** The text to run. */
  String text() {
    return text;
  }

  /** Where a cube or member is defined, by {@code Cube} or {@code Cube.kind.member}. */
  Map<String, SourcePosition> positions() {
    return positions;
  }

  /** Texts to insert, by offset. */
  private static final class Edits {

    private final TreeMap<Integer, StringBuilder> inserts = new TreeMap<>();

    /**
     * @param key to be written before a value that stands for both, {@code { sql }}; else empty
     */
    void wrap(String key, int start, int finish) {
      inserts
          .computeIfAbsent(start, offset -> new StringBuilder())
          .append(key.isEmpty() ? "" : key + ": ")
          .append("__lazy(() => (");
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

    private final ParsedFile file;
    private final Edits edits;
    private final Map<String, SourcePosition> positions;
    private final DuplicateProperties duplicates;
    private int rulesAround;

    LazyProperties(ParsedFile file, Edits edits, Map<String, SourcePosition> positions) {
      super(new LexicalContext());
      this.file = file;
      this.duplicates = new DuplicateProperties(file::position);
      this.edits = edits;
      this.positions = positions;
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
      // What waits for its value has it now, and in no other function.
      if (lazy && !constant && !(value instanceof FunctionNode) && !AwaitSearch.waits(value)) {
        boolean shorthand = property.getKey().getStart() == value.getStart();
        edits.wrap(shorthand ? property.getKeyName() : "", value.getStart(), value.getFinish());
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
    public boolean enterCallNode(CallNode call) {
      if (call.getFunction() instanceof IdentNode function
          && DEFINING.contains(function.getName())
          && call.getArgs().size() == 2
          && call.getArgs().get(0) instanceof LiteralNode<?> name
          && call.getArgs().get(1) instanceof ObjectNode body) {
        String cube = name.getString();
        positions.put(cube, file.position(call.getStart()));
        body.getElements().forEach(property -> members(cube, property));
        duplicates.look(cube, body);
      }
      return true;
    }

    private void members(String cube, PropertyNode property) {
      if (property.getValue() instanceof ObjectNode members && property.getKeyName() != null) {
        for (PropertyNode member : new ArrayList<>(members.getElements())) {
          if (member.getKeyName() != null) {
            positions.put(
                cube + "." + Keys.camelCase(property.getKeyName()) + "." + member.getKeyName(),
                file.position(member.getStart()));
          }
        }
      }
    }
  }
}
