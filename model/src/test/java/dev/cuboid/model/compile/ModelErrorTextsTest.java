package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts by which users of Cube know what is wrong with a model. */
class ModelErrorTextsTest {

  /** Each model has one mistake more than a good one. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            cube("measures: [{ name: a, type: string, sql: x, currency: USD }]"),
            "\"currency\" property can only be used with numeric measures, actual type: string"),
        arguments(
            cube("dimensions: [{ name: a, type: string, sql: x, currency: USD }]"),
            "\"currency\" property can only be used with dimensions of type \"number\""),
        arguments(
            cube("dimensions: [{ name: a, type: time, sql: x, format: '%Y-%E' }]"),
            "Invalid strptime format \"%Y-%E\""),
        arguments(
            cube("dimensions: [{ name: a, type: time, sql: x, format: plain }]"),
            "Invalid time format \"plain\""),
        arguments(
            cube(
                "measures: [{ name: a, type: sum, sql: x, rolling_window: { trailing: 1 second } }]"),
            "(measures.a.rollingWindow.trailing = 1 second) does not match regexp:"
                + " /^(-?\\d+) (minute|hour|day|week|month|quarter|year)s?$/"),
        arguments(
            cube(
                "dimensions: [{ name: a, type: string, sql: \"{FILTER_PARAMS.c.a.time_shifts.filter('a')}\" }]"),
            "Failed to parse Python expression. Most likely this type of syntax isn't supported yet:"
                + " FILTER_PARAMS.x.y.time_shifts needs the name of a time shift:"
                + " FILTER_PARAMS.<cube>.<member>.time_shifts.<name>.filter(...) in"
                + " \"{FILTER_PARAMS.c.a.time_shifts.filter('a')}\""),
        arguments(
            cube("dimensions: [{ name: a, type: string, sql: \"{FILTER_GROUP('b')}\" }]"),
            "Failed to parse Python expression. Most likely this type of syntax isn't supported yet:"
                + " FILTER_GROUP expects FILTER_PARAMS args to be passed. For example"
                + " FILTER_GROUP(FILTER_PARAMS.foo.bar.filter('bar'),"
                + " FILTER_PARAMS.foo.jar.filter('jar')). But found: b in \"{FILTER_GROUP('b')}\""),
        arguments(
            cube("refresh_key: { every: 3 fortnights }"),
            "Invalid cron string '3 fortnights' in refreshKey (CronParser: an interval like 10"
                + " minute, or five fields, are expected)"),
        arguments(
            cube("refresh_key: { every: 61 * * * * }"),
            "Invalid cron string '61 * * * *' in refreshKey (CronParser: '61' is none of 0 to 59)"),
        arguments(
            cube("refresh_key: { sql: SELECT 1, every: 0 9 * * 1-5 }"),
            "Your cron string ('0 9 * * 1-5') is correct, but we support only equal time"
                + " intervals."),
        arguments(
            cube("refresh_key: { every: 0 9 * * *, timezone: Atlantis }"),
            "Unknown timezone 'Atlantis': expected is a name of the tz database, like"
                + " Europe/Berlin"),
        arguments(
            granularity("{ name: g, interval: 1 year 3 months }"),
            "Arbitrary intervals cannot be used without origin point specified"),
        arguments(
            granularity("{ name: g, interval: 5 months }"),
            "Arbitrary intervals cannot be used without origin point specified"),
        arguments(
            granularity("{ name: g, interval: 5 months, origin: yesterday }"),
            "Origin should be valid date-only form: YYYY[-MM[-DD]] or date-time form:"
                + " YYYY-MM-DD[T]HH:mm[:ss[.sss[Z]]]"),
        arguments(
            granularity("{ name: fiscal, sql: x }"),
            "'fiscal': a granularity defined with 'sql' must be named after one of the predefined"
                + " granularities (second, minute, hour, day, week, month, quarter, year)"),
        arguments(
            links("{ name: l, label: L, url: a }, { name: l, label: L, url: b }"),
            "Duplicate link name 'l'"),
        arguments(
            links(
                "{ name: l, label: L, url: a, primary: true },"
                    + " { name: m, label: M, url: b, primary: true }"),
            "Only one link can be marked as primary"),
        arguments(
            cube(
                """
                dimensions:
                      - { name: a, type: string, sql: x, links: [{ name: l, label: L, url: u }] }
                      - { name: a___link_l_url, type: string, sql: x }
                """),
            "Link 'l' on dimension 'a' conflicts with existing dimension 'a___link_l_url'"),
        arguments(
            cube(
                """
                measures: [{ name: a, type: count }, { name: b, type: count }]
                    dimensions: [{ name: a, type: string, sql: x }, { name: b, type: string, sql: x }]
                """),
            "a, b defined more than once"),
        arguments(
            cube(
                """
                joins:
                      - { name: other, relationship: many_to_one, sql: "{CUBE}.a = {other.id}" }
                      - { name: other, relationship: many_to_one, sql: "{CUBE}.b = {other.id}" }
                """),
            "Cube 'main' declares 2 joins to 'other' (other, other). Only one join per pair of cubes"
                + " is supported. Keep a single join to 'other', or use extends to create a child"
                + " cube of 'other' and join that instead"),
        arguments(cube("joins: all"), "joins must be defined as array"),
        arguments(cube("joins: [other]"), "name isn't defined for joins"),
        arguments(cube("measures: [count]"), "name isn't defined for measures"),
        arguments(
            cube("dimensions: [{ name: a, type: string, sql: \"{CUBE.b.c}\" }]"),
            "main.b.c cannot be resolved. There's no such member or cube."),
        arguments(
            cube(
                """
                joins: [{ name: other, relationship: many_to_one, sql: "{CUBE}.a = {other.id}" }]
                    measures: [{ name: count, type: count }]
                """),
            "primary key for 'main' is required when join is defined in order to make aggregates"
                + " work properly"),
        arguments(
            cube(
                """
                measures: [{ name: count, type: count }]
                    hierarchies: [{ name: h, levels: [count] }]
                """),
            "Only dimensions can be part of a hierarchy. Please remove the 'count' member from the"
                + " 'h' hierarchy."),
        arguments(
            cube("pre_aggregations: [{ name: p, type: auto_rollup }]"),
            "Auto rollups supported only in Enterprise version"),
        arguments(
            cube(
                """
                measures: [{ name: count, type: count }]
                    pre_aggregations: [{ name: p, measures: [count], measure_references: [count] }]
                """),
            "[timeDimensionReference, rollupReferences, measureReferences, dimensionReferences,"
                + " segmentReferences] are deprecated, please, use [timeDimension, timeDimensions,"
                + " rollups, measures, dimensions, segments] instead"),
        arguments(
            cube(
                "pre_aggregations: [{ name: p, refresh_key: { every: 1 hour, incremental: true } }]"),
            "Incremental refresh key can only be used for partitioned pre-aggregations but set for"
                + " non-partitioned 'main.p'"),
        arguments(
            keys("{ name: a, type: string, sql: a, key: other.id }"),
            "\"key\" must be a dimension of the same cube, but is other.id"),
        arguments(
            keys("{ name: a, type: string, sql: a, key: b }"),
            "main.b cannot be resolved. There's no such member or cube."),
        arguments(
            keys("{ name: a, type: string, sql: a, key: count }"),
            "\"key\" of 'main.a' must be a dimension, but is main.count"),
        arguments(
            keys(
                "{ name: a, type: string, sql: a, key: b }, { name: b, type: string, sql: b, key: id }"),
            "\"key\" of 'main.a' is 'main.b', which has a \"key\" itself: keys cannot be nested"),
        arguments(
            keys("{ name: a, type: string, sql: a, key: id }")
                + "views: [{ name: v, cubes: [{ join_path: main, includes: [a] }] }]\n",
            "\"key\" of 'v.a' is 'main.id', which view 'v' must include too"),
        arguments(
            view("includes: '*'", "").concat("  - { name: v, cubes: [] }\n"),
            "Found duplicate view name 'v'."),
        arguments(
            view("includes: [absent]", ""),
            "Member 'absent' is included in 'v' but not defined in any cube"),
        arguments(
            view("includes: [main.id]", ""),
            "Paths aren't allowed in cube includes but 'main.id' provided as include member"),
        arguments(
            view("includes: ['*', { name: status, alias: id }]", ""),
            "Included member 'id' conflicts with existing member of 'v'. Please consider excluding"
                + " this member or assigning it an alias."),
        arguments(
            view("includes: '*'", "measures: [{ name: own, type: count }]"),
            "View 'v' defines own member 'v.own'. Please move this member definition to one of the"
                + " cubes."),
        arguments(
            view("includes: '*'", "default_filters: [{ member: absent, operator: set }]"),
            "Member 'absent' used as member in default value filter is not included in view 'v'"),
        arguments(
            view("split: true, prefix: true, includes: '*'", ""),
            "Using split together with prefix is not supported"),
        arguments(
            """
            cubes:
              - { name: a, sql_table: a, dimensions: [{ name: x, sql: x, type: number }] }
              - { name: b, sql_table: b, dimensions: [{ name: y, sql: y, type: number }] }
              - { name: c, sql_table: c, dimensions: [{ name: z, sql: z, type: number }] }
            views:
              - name: v
                cubes:
                  - { join_path: a.c, includes: [z] }
                  - { join_path: a.b.c, includes: [{ name: z, alias: other }] }
            """,
            "Views can't define multiple join paths to the same cube. View 'v' has multiple paths to"
                + " 'c' within root 'a': 'a.c', 'a.b.c'. Use extends to create a child cube and"
                + " reference it instead"),
        arguments(
            view(
                "includes: '*'",
                "folders: [{ name: f, includes: [id] }, { name: f, includes: [] }]"),
            "Folder names must be unique within a view. Found duplicate folder 'f' in view 'v'."),
        arguments(
            view("includes: '*'", "folders: [{ name: f, includes: [main.id] }]"),
            "Paths aren't allowed in the 'folders' but 'main.id' has been provided for v"),
        arguments(
            view("includes: '*'", "folders: [{ name: f, includes: [nothing] }]"),
            "Member 'nothing' included in folder 'f' not found"),
        arguments(
            view("includes: '*'", "folders: [{ name: f, includes: [{ join_path: absent }] }]"),
            "Cube 'absent' not found for join path 'absent' in folder 'f'"),
        arguments(
            view("includes: '*'", "folders: [{ name: f, includes: [{ join_path: v }] }]"),
            "Cannot use view 'v' in join_path 'v' (folder 'f' of 'v'). Only cubes are allowed"),
        arguments(
            view("includes: '*'", "folders: [{ name: f, includes: [{ join_path: main.other }] }]"),
            "Join path 'main.other' included in folder 'f' not found in view 'v' cubes definition"),
        arguments(
            view(
                "includes: '*'",
                "default_filters: [{ member: id, operator: set, unless: [absent] }]"),
            "Member 'absent' used as unless in default value filter is not included in view 'v'"),
        arguments(
            view("includes: '*'", "view_group: absent"),
            "View \"v\" references view group \"absent\" which is not defined. Define it using"
                + " view_group('absent', { ... })."),
        arguments(
            cube("")
                + "view_groups:\n  - { name: g, includes: [] }\n  - { name: g, includes: [] }\n",
            "View group \"g\" already exists!"),
        arguments(
            cube("") + "view_groups:\n  - { name: g, includes: [main] }\n",
            "View group \"g\" includes \"main\" which is not a defined view."),
        arguments(
            cube("access_policy: [{ group: a, member_level: { includes: [other.id] } }]"),
            "Paths aren't allowed in the accessPolicy policy but 'other.id' provided as includes for"
                + " main"),
        arguments(
            cube("access_policy: [{ group: a, member_masking: { includes: '*' } }]"),
            "accessPolicy for main defines memberMasking without memberLevel. memberLevel is"
                + " required when memberMasking is used"),
        arguments(
            cube("access_policy: [{ group: a, conditions: [{ if: \"{ other.id }\" }] }]"),
            "Cube references are not allowed when evaluating RLS conditions or filters. Found: other"
                + " in main"),
        arguments(
            cube(
                """
                access_policy: [{ group: a, groups: [b, c], row_level: { allow_all: true } }]
                """),
            """
            Access policy cannot have both 'group' and 'groups' properties.
            Policy in cube 'main' has group 'a' and groups 'b, c'.
            Use either 'group' or 'groups', not both."""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedAsCubeNamesIt(String model, String message) {
    assertThat(messages(model)).anySatisfy(text -> assertThat(text).startsWith(message));
  }

  static Stream<Arguments> javaScriptMistakes() {
    return Stream.of(
        arguments("context('x', {}); context('x', {});", "Error: Context \"x\" already exists!"),
        arguments(
            "cube('c', { sql: `SELECT ${COMPILE_CONTEXT.x}` });",
            "Error: COMPILE_CONTEXT can't be used unless contextToAppId is defined. Please see"
                + " https://cube.dev/docs/config#options-reference-context-to-app-id."),
        arguments("require('./absent');", "Error: Required import for absent.js is not found"),
        arguments(
            "require('../outside');",
            "Error: '../outside' restricted: a model can only require its own files"),
        arguments("require('.');", "Error: '.' is incorrect: the path of a file is expected"),
        arguments(
            "cube('c', { sql: `c`, joins: `all` });",
            "Invalid joins definition for cube 'c': expected an array or an object."),
        arguments(
            "cube('c', { sql: `c`, measures: `all` });",
            "measures must be defined as array or object"),
        arguments(
            "cube('c', { sql: `c`, measures: [{ type: `count` }] });",
            "Error: name isn't defined for measures"),
        arguments(
            "cube('c', { sql: `c`, measures: [{ name: `m`, type: `count` }, { name: `m`, type: `max`, sql: `m` }] });",
            "Error: Member names must be unique within a cube. Found duplicate measure 'm' in cube"
                + " 'c'."),
        arguments(
            "cube('d', { sql: `d` });"
                + " cube('c', { sql: `c`, joins: [1, 2].map(() => ({ name: `d`, sql: `1 = 1`, relationship: `one_to_one` })) });",
            "Error: Cube 'c' declares 2 joins to 'd' (d, d). Only one join per pair of cubes is"
                + " supported. Keep a single join to 'd', or use extends to create a child cube of"
                + " 'd' and join that instead"),
        arguments(
            "require('fs');",
            "Error: Package 'fs' not found: a model can only require its own files"),
        arguments(
            "cube('c', { sql: `${FILTER_PARAMS.c.a.time_shifts.filter('a')}` });",
            "Error: FILTER_PARAMS.x.y.time_shifts needs the name of a time shift:"
                + " FILTER_PARAMS.<cube>.<member>.time_shifts.<name>.filter(...)"));
  }

  @ParameterizedTest
  @MethodSource("javaScriptMistakes")
  void aMistakeOfJavaScriptIsNamedAsCubeNamesIt(String model, String message) {
    try (ScriptEngine scripts = ScriptEngine.create(InstantSource.system())) {
      CompilerOptions options = CompilerOptions.defaults().withoutTenants(true);
      ModelException failure =
          catchThrowableOfType(
              ModelException.class,
              () ->
                  ModelCompilers.standard(scripts, options)
                      .compile(List.of(new ModelFile("a.js", model)), ContextValues.empty()));

      assertThat(failure.errors()).extracting(ModelError::message).containsExactly(message);
    }
  }

  private static List<String> messages(String model) {
    try (ScriptEngine scripts = ScriptEngine.create(InstantSource.system())) {
      ModelException failure =
          catchThrowableOfType(
              ModelException.class,
              () ->
                  ModelCompilers.standard(scripts, ScriptConsole.silent())
                      .compile(List.of(new ModelFile("a.yml", model)), ContextValues.empty()));
      return failure == null
          ? List.of()
          : failure.errors().stream().map(ModelError::message).toList();
    }
  }

  /** A cube with a property, beside one that it may join. */
  private static String cube(String property) {
    return """
        cubes:
          - name: other
            sql_table: other
            dimensions: [{ name: id, sql: id, type: number, primary_key: true }]
          - name: main
            sql_table: main
            %s
        """
        .formatted(property.strip());
  }

  /** A cube with a measure, a primary key and further dimensions. */
  private static String keys(String dimensions) {
    return cube(
        """
        measures: [{ name: count, type: count }]
            dimensions: [{ name: id, type: number, sql: id, primary_key: true }, %s]
        """
            .formatted(dimensions));
  }

  private static String granularity(String definition) {
    return cube(
        "dimensions: [{ name: t, type: time, sql: t, granularities: [" + definition + "] }]");
  }

  private static String links(String links) {
    return cube("dimensions: [{ name: a, type: string, sql: x, links: [" + links + "] }]");
  }

  private static String view(String part, String property) {
    return cube(
            "dimensions: [{ name: id, sql: id, type: number }, { name: status, sql: status, type: string }]")
        + """
        views:
          - name: v
            cubes: [{ join_path: main, %s }]
            %s
        """
            .formatted(part, property);
  }
}
