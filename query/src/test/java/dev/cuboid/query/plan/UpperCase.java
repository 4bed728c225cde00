package dev.cuboid.query.plan;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/** A text that a lexer sees in capitals, for grammars that know their words in capitals only. */
record UpperCase(CharStream text) implements CharStream {

  @Override
  public int LA(int offset) {
    int character = text.LA(offset);
    return character <= 0 ? character : Character.toUpperCase(character);
  }

  @Override
  public String getText(Interval interval) {
    return text.getText(interval);
  }

  @Override
  public void consume() {
    text.consume();
  }

  @Override
  public int mark() {
    return text.mark();
  }

  @Override
  public void release(int marker) {
    text.release(marker);
  }

  @Override
  public int index() {
    return text.index();
  }

  @Override
  public void seek(int index) {
    text.seek(index);
  }

  @Override
  public int size() {
    return text.size();
  }

  @Override
  public String getSourceName() {
    return text.getSourceName();
  }
}
