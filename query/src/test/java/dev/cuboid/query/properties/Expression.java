package dev.cuboid.query.properties;

import java.util.List;
import java.util.stream.Stream;

/** SQL of a generated model that has a meaning in Java too. */
sealed interface Expression {

  /** As a model's author writes it. */
  String sql();

  /** The dimensions that it refers to. */
  default List<MemberName> references() {
    return List.of();
  }

  /** A dimension or measure of a cube. */
  record MemberName(String cube, String member) {
    @Override
    public String toString() {
      return cube + "." + member;
    }
  }

  /** A column of the cube itself. */
  record Column(String name) implements Expression {
    @Override
    public String sql() {
      return "{CUBE}." + name;
    }
  }

  /** The sum of two numbers. */
  record Plus(Expression left, Expression right) implements Expression {
    @Override
    public String sql() {
      return "(" + left.sql() + " + " + right.sql() + ")";
    }

    @Override
    public List<MemberName> references() {
      return Stream.concat(left.references().stream(), right.references().stream()).toList();
    }
  }

  /** Whether a text is that constant. */
  record Is(Expression text, String constant) implements Expression {
    @Override
    public String sql() {
      return text.sql() + " = '" + constant + "'";
    }

    @Override
    public List<MemberName> references() {
      return text.references();
    }
  }

  /** One of two texts: which, is up to a number. Where there is none, it is the lower. */
  record Band(Expression number, int bound, String upper, String lower) implements Expression {
    @Override
    public String sql() {
      return "CASE WHEN %s THEN '%s' ELSE '%s' END".formatted(condition(), upper, lower);
    }

    String condition() {
      return number.sql() + " >= " + bound;
    }

    @Override
    public List<MemberName> references() {
      return number.references();
    }
  }

  /** A dimension, of the cube itself or of one that is joined. */
  record Dimension(MemberName name) implements Expression {
    @Override
    public String sql() {
      return "{" + name + "}";
    }

    @Override
    public List<MemberName> references() {
      return List.of(name);
    }
  }

  /** A measure, evaluated for each row: a sub-query dimension. */
  record MeasurePerRow(MemberName measure) implements Expression {
    @Override
    public String sql() {
      return "{" + measure + "}";
    }
  }
}
