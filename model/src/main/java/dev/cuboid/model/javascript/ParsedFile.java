package dev.cuboid.model.javascript;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * A JavaScript file of a model as its parser sees it.
 *
 * @param name of the file
 * @param script its text, with calls where {@code import} and {@code export} were
 * @param program the tree of that text
 * @param lines of that text
 */
record ParsedFile(String name, String script, FunctionNode program, LineStarts lines) {

  private static final int LONGEST_LINE = 200;

  /**
   * @throws ModelException where the file is not JavaScript
   */
  static ParsedFile of(ModelFile file) {
    try {
      String script = ModuleStatements.asScript(file.content(), () -> parser(file, file.content()));
      FunctionNode program = parser(file, script).parse();
      return new ParsedFile(file.name(), script, program, LineStarts.of(script));
    } catch (ParserException e) {
      SourcePosition position =
          new SourcePosition(file.name(), Math.max(1, e.getLineNumber()), e.getColumnNumber() + 1);
      throw syntaxError(position, e.getRawMessage() + excerpt(file.content(), position));
    } catch (StackOverflowError e) {
      throw syntaxError(new SourcePosition(file.name(), 1, 1), "nested too deeply");
    }
  }

  /**
   * @throws ModelException where the tree is too deep to walk
   */
  void visit(NodeVisitor<LexicalContext> visitor) {
    try {
      program.accept(visitor);
    } catch (StackOverflowError e) {
      throw syntaxError(new SourcePosition(name, 1, 1), "nested too deeply");
    }
  }

  /** Where an offset of the script is; lines and columns count from 1. */
  SourcePosition position(int offset) {
    return new SourcePosition(name, lines.line(offset), lines.column(offset));
  }

  private static ModelException syntaxError(SourcePosition position, String message) {
    return new ModelException(
        List.of(
            new ModelError(
                Optional.of(position),
                Optional.empty(),
                "Syntax error during parsing: " + message)));
  }

  /**
   * The line of the file with a mark below the place; nothing for a line too long to be read, as
   * those of minified files are.
   */
  private static String excerpt(String content, SourcePosition position) {
    String line =
        content.lines().skip(position.line() - 1L).findFirst().orElse("").replace('\t', ' ');
    if (line.length() > LONGEST_LINE) {
      return "";
    }
    int column = Math.min(position.column() - 1, line.length());
    return ":\n%s\n%s^".formatted(line, " ".repeat(column));
  }

  private static Parser parser(ModelFile file, String text) {
    return new Parser(
        environment(), Source.sourceFor(file.name(), text), new ErrorManager.ThrowErrorManager());
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
}
