package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.DynamicSql;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Operand;
import dev.cuboid.query.sql.SqlExpression.RelationName;
import dev.cuboid.query.sql.SqlExpression.Rows;
import dev.cuboid.query.sql.SqlExpression.Sequence;
import dev.cuboid.query.sql.SqlExpression.Text;
import dev.cuboid.query.sql.SqlExpression.UrlEncoded;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the holes of an author's SQL. */
final class TemplateSql {

  private static final int DEEPEST_REFERENCE = 64;
  private static final Pattern COLUMN_NAME = Pattern.compile("\\s*([_a-zA-Z][_a-zA-Z0-9]*)\\s*");
  private static final Pattern WHOLE_TABLE =
      Pattern.compile(
          "\\s*select\\s+\\*\\s+from\\s+([a-zA-Z0-9_\\-`\".]+)\\s*", Pattern.CASE_INSENSITIVE);

  private final Planning planning;
  private final Scope scope;
  private final ContextSql context;
  private final FilterParameterSql filterParameters;
  private int depth;

  TemplateSql(Planning planning, Scope scope, ConditionSql conditions) {
    this.planning = planning;
    this.scope = scope;
    this.context = new ContextSql(planning.context());
    this.filterParameters = new FilterParameterSql(planning, conditions);
  }

  SqlExpression of(Cube owner, SqlTemplate template, MeasureSql measures) {
    if (depth >= DEEPEST_REFERENCE) {
      throw QueryErrors.user("A member of cube '%s' refers to itself".formatted(owner.name()));
    }
    depth++;
    try {
      return filled(owner, template, measures);
    } finally {
      depth--;
    }
  }

  private SqlExpression filled(Cube owner, SqlTemplate template, MeasureSql measures) {
    List<SqlPart> parts = template.parts();
    if (parts.size() != 1) {
      return new Sequence(
          parts.stream().<SqlExpression>map(part -> hole(owner, part, measures)).toList());
    }
    if (parts.getFirst() instanceof SqlPart.Text(String sql)) {
      Matcher column = COLUMN_NAME.matcher(sql);
      return column.matches() ? column(owner, column.group(1)) : new Text(sql.strip());
    }
    return part(owner, parts.getFirst(), measures);
  }

  /** A bare column belongs to the cube, whatever else is joined. */
  private static SqlExpression column(Cube owner, String name) {
    return new Sequence(List.of(new RelationName(Names.alias(owner)), new Text("." + name)));
  }

  /** A part beside others, which must not tear it apart. */
  private SqlExpression hole(Cube owner, SqlPart part, MeasureSql measures) {
    SqlExpression expression = part(owner, part, measures);
    return switch (part) {
      case SqlPart.MemberReference _, SqlPart.FilterParameter _, SqlPart.FilterGroup _ ->
          new Operand(expression);
      case SqlPart.Text _,
          SqlPart.CubeReference _,
          SqlPart.CubeSql _,
          SqlPart.ContextFilter _,
          SqlPart.ContextValue _,
          SqlPart.ContextUnsafeValue _,
          SqlPart.ConvertTimezone _,
          SqlPart.UrlEncode _,
          SqlPart.Dynamic _ ->
          expression;
    };
  }

  private SqlExpression part(Cube owner, SqlPart part, MeasureSql measures) {
    return switch (part) {
      case SqlPart.Text(String sql) -> new Text(sql);
      case SqlPart.CubeReference reference ->
          new RelationName(Names.alias(planning.index().cube(reference.cube())));
      case SqlPart.MemberReference reference -> member(reference, measures);
      case SqlPart.CubeSql(String cube) -> new Rows(relation(planning.index().cube(cube)));
      case SqlPart.ContextFilter filter ->
          context.filter(owner.name(), filter, template -> text(owner, template, measures));
      case SqlPart.ContextValue value -> context.value(value);
      case SqlPart.ContextUnsafeValue value -> context.unsafeValue(value);
      case SqlPart.FilterParameter parameter ->
          filterParameters.of(parameter, template -> text(owner, template, measures));
      case SqlPart.FilterGroup group ->
          filterParameters.of(group, template -> text(owner, template, measures));
      case SqlPart.ConvertTimezone(SqlTemplate sql) -> scope.local(of(owner, sql, measures));
      case SqlPart.UrlEncode(SqlTemplate sql) -> new UrlEncoded(of(owner, sql, measures));
      case SqlPart.Dynamic(DynamicSql function) ->
          of(owner, planning.evaluated(function), measures);
    };
  }

  private SqlExpression member(SqlPart.MemberReference reference, MeasureSql measures) {
    ResolvedMember member = planning.index().referenced(reference.path());
    return switch (member.member()) {
      case Dimension _ ->
          reference
              .granularity()
              .map(granularity -> scope.period(member, granularity))
              .orElseGet(() -> scope.dimension(member));
      case Measure _ ->
          member
              .mask()
              .map(mask -> mask.over(() -> measures.of(member.unmasked()), scope, member))
              .orElseGet(() -> measures.of(member));
      case Segment segment ->
          member.mask().isPresent()
              ? SqlExpression.FALSE
              : of(member.cube(), segment.sql(), measures);
    };
  }

  SqlSource source(Cube cube) {
    return new SqlSource(relation(cube), Names.alias(cube));
  }

  private SqlRelation relation(Cube cube) {
    return switch (cube.source()) {
      case CubeSource.Table(SqlTemplate name) ->
          new SqlRelation.Table(text(cube, name, MeasureSql.NONE));
      case CubeSource.Select(SqlTemplate sql) -> {
        SqlExpression query = text(cube, sql, MeasureSql.NONE);
        yield wholeTable(query)
            .<SqlRelation>map(table -> new SqlRelation.Table(new Text(table)))
            .orElseGet(() -> new SqlRelation.AuthorQuery(query));
      }
      case CubeSource.OfView() ->
          throw QueryErrors.user("View '%s' has no rows of its own".formatted(cube.name()));
    };
  }

  /** SQL in which a single word is no column of the cube's. */
  private SqlExpression text(Cube cube, SqlTemplate template, MeasureSql measures) {
    return new Sequence(
        template.parts().stream().<SqlExpression>map(part -> hole(cube, part, measures)).toList());
  }

  private static Optional<String> wholeTable(SqlExpression query) {
    if (query instanceof Sequence(List<SqlExpression> parts)
        && parts.size() == 1
        && parts.getFirst() instanceof Text(String sql)) {
      Matcher table = WHOLE_TABLE.matcher(sql);
      return table.matches() ? Optional.of(table.group(1)) : Optional.empty();
    }
    return Optional.empty();
  }
}
