package dev.cuboid.model.javascript;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.Set;

/** Finds whether an expression waits, so that it can stand in an async function only. */
final class AwaitSearch extends NodeVisitor<LexicalContext> {

  private static final Set<TokenType> WAITING =
      Set.of(TokenType.AWAIT, TokenType.YIELD, TokenType.YIELD_STAR);

  private boolean found;

  private AwaitSearch() {
    super(new LexicalContext());
  }

  /** Whether it waits itself, and not only a function inside of it. */
  static boolean waits(Expression expression) {
    AwaitSearch search = new AwaitSearch();
    expression.accept(search);
    return search.found;
  }

  @Override
  public boolean enterFunctionNode(FunctionNode function) {
    return false;
  }

  @Override
  public boolean enterUnaryNode(UnaryNode unary) {
    found |= WAITING.contains(unary.tokenType());
    return true;
  }
}
