package dev.cuboid.model.javascript;

import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.SqlKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the paths below {@code COMPILE_CONTEXT} and its aliases that a program names. Where the
 * object goes somewhere else as a whole, the path ends there.
 */
final class ContextIdentifiers extends NodeVisitor<LexicalContext> {

  private static final String CONTEXT = "COMPILE_CONTEXT";
  private static final Set<String> ALIASES = Set.of("securityContext", "security_context");

  private final Set<List<String>> paths = new HashSet<>();
  private int rulesAround;

  ContextIdentifiers() {
    super(new LexicalContext());
  }

  Set<List<String>> paths() {
    return Set.copyOf(paths);
  }

  @Override
  public boolean enterPropertyNode(PropertyNode property) {
    if (property.isComputed() || property.getKeyName() == null) {
      return true;
    }
    String key = Keys.camelCase(property.getKeyName());
    boolean rules = SqlKeys.isRules(key);
    // The values of access rules are computed for each request, of that request's context.
    boolean perRequest = rulesAround > 0 && SqlKeys.isRuleValue(key);
    if (property.getValue() != null && !perRequest) {
      rulesAround += rules ? 1 : 0;
      property.getValue().accept(this);
      rulesAround -= rules ? 1 : 0;
    }
    return false;
  }

  @Override
  public boolean enterBinaryNode(BinaryNode node) {
    Optional<List<String>> path = path(node.getRhs());
    if (node.isAssignment() && node.getLhs() instanceof ObjectNode pattern && path.isPresent()) {
      addPattern(path.get(), pattern);
      return false;
    }
    return true;
  }

  @Override
  public boolean enterCallNode(CallNode call) {
    Optional<List<String>> method = path(call.getFunction());
    if (method.isEmpty()) {
      return true;
    }
    paths.add(withoutLast(method.get()));
    call.getArgs().forEach(argument -> argument.accept(this));
    return false;
  }

  @Override
  public boolean enterAccessNode(AccessNode node) {
    return added(node);
  }

  @Override
  public boolean enterIndexNode(IndexNode node) {
    return added(node);
  }

  @Override
  public boolean enterIdentNode(IdentNode node) {
    return added(node);
  }

  private boolean added(Expression node) {
    Optional<List<String>> path = path(node);
    path.ifPresent(paths::add);
    return path.isEmpty();
  }

  private void addPattern(List<String> path, ObjectNode pattern) {
    for (PropertyNode property : pattern.getElements()) {
      if (property.isComputed() || property.getKeyName() == null) {
        paths.add(path);
        property.accept(this);
        continue;
      }
      List<String> inner = with(path, property.getKeyName());
      Expression target = property.getValue();
      if (target instanceof BinaryNode withDefault) {
        withDefault.getRhs().accept(this);
        target = withDefault.getLhs();
      }
      if (target instanceof ObjectNode nested) {
        addPattern(inner, nested);
      } else {
        paths.add(inner);
      }
    }
  }

  private static Optional<List<String>> path(Expression node) {
    return switch (node) {
      case IdentNode name when name.getName().equals(CONTEXT) -> Optional.of(List.of());
      case IdentNode name when ALIASES.contains(name.getName()) ->
          Optional.of(List.of(name.getName()));
      case AccessNode access ->
          path(access.getBase()).map(base -> with(base, access.getProperty()));
      case IndexNode index
          when index.getIndex() instanceof LiteralNode<?> literal && literal.isString() ->
          path(index.getBase()).map(base -> with(base, literal.getString()));
      default -> Optional.empty();
    };
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  private static List<String> withoutLast(List<String> path) {
    return path.subList(0, Math.max(0, path.size() - 1));
  }
}
