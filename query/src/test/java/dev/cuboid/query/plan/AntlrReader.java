package dev.cuboid.query.plan;

import java.util.function.Consumer;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQL with a grammar of ANTLR; its first error is thrown.
 *
 * @param lexer over a text
 * @param parser over the lexer's tokens
 * @param query the grammar's rule for one query
 */
record AntlrReader<P extends Parser>(
    Function<CharStream, Lexer> lexer, Function<CommonTokenStream, P> parser, Consumer<P> query)
    implements DialectParses.SqlReader {

  @Override
  public void read(String sql) {
    Lexer tokens = lexer.apply(CharStreams.fromString(sql));
    tokens.removeErrorListeners();
    tokens.addErrorListener(new Thrower());
    CommonTokenStream stream = new CommonTokenStream(tokens);
    P reading = parser.apply(stream);
    reading.removeErrorListeners();
    reading.addErrorListener(new Thrower());
    query.accept(reading);
    if (stream.LA(1) != Token.EOF) {
      throw new IllegalArgumentException("not read to its end: " + stream.LT(1));
    }
  }

  private static final class Thrower extends BaseErrorListener {

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException cause) {
      throw new IllegalArgumentException(line + ":" + column + ": " + message, cause);
    }
  }
}
