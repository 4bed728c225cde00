package dev.cuboid.model.javascript;

import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.EmptyNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.Statement;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.RawDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file that only declares: calls of {@code cube} and its kin, with values that can be told
 * without running anything. Most files of most models are such, and need no JavaScript engine.
 */
final class DeclaredFile {

  private static final Set<String> DEFINING = Set.of("cube", "view", "view_group");

  private DeclaredFile() {}

  /**
   * What the file defines; empty where it has to be run to be known.
   *
   * @param positions of its cubes and members
   */
  static Optional<List<RawDefinition>> read(
      ParsedFile file, Map<String, SourcePosition> positions) {
    try {
      List<RawDefinition> definitions = new ArrayList<>();
      for (Statement statement : file.program().getBody().getStatements()) {
        if (!(statement instanceof EmptyNode)) {
          definitions.add(definition(file.name(), statement, positions));
        }
      }
      return Optional.of(definitions);
    } catch (DeclaredValues.ScriptNeededException | IllegalArgumentException e) {
      // What is wrong is said where the file is run, with its place.
      return Optional.empty();
    }
  }

  private static RawDefinition definition(
      String file, Statement statement, Map<String, SourcePosition> positions) {
    if (!(statement instanceof ExpressionStatement expression)
        || !(expression.getExpression() instanceof CallNode call)
        || !(call.getFunction() instanceof IdentNode function)
        || !DEFINING.contains(function.getName())
        || call.isOptional()
        || call.isNew()
        || call.getArgs().size() != 2
        || !(call.getArgs().get(1) instanceof ObjectNode body)) {
      throw new DeclaredValues.ScriptNeededException();
    }
    String name = name(call.getArgs().getFirst());
    TokenTable tokens = new TokenTable();
    DefinitionReader reader =
        new DefinitionReader(
            name,
            positions,
            positions.getOrDefault(name, new SourcePosition(file, 1, 1)),
            tokens,
            _ -> {
              throw new IllegalStateException("a declaration has no functions");
            },
            _ -> {
              throw new IllegalStateException("a declaration has no functions");
            });
    SqlParts parts =
        new SqlParts(
            tokens,
            _ -> {
              throw new IllegalStateException("a declaration has no functions");
            });
    return new RawDefinition(
        RawDefinition.Kind.valueOf(function.getName().toUpperCase(Locale.ROOT)),
        name,
        reader.body(new DeclaredValues(parts).of(body)));
  }

  private static String name(Expression expression) {
    if (expression instanceof LiteralNode<?> literal && literal.isString()) {
      return literal.getString();
    }
    throw new DeclaredValues.ScriptNeededException();
  }
}
