package dev.cuboid.server.telemetry;

import dev.cuboid.engine.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * A step, with the names of OpenTelemetry's semantic conventions.
 *
 * @param tracer begins others
 * @param context with this step in it
 * @param span the step
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">Conventions
 *     for database client spans</a>
 */
record OpenTelemetrySpan(Tracer tracer, Context context, io.opentelemetry.api.trace.Span span)
    implements Span {

  static OpenTelemetrySpan of(Tracer tracer, Context parent, io.opentelemetry.api.trace.Span span) {
    return new OpenTelemetrySpan(tracer, parent.with(span), span);
  }

  @Override
  public Span begin(String name) {
    return of(tracer, context, tracer.spanBuilder(name).setParent(context).startSpan());
  }

  @Override
  public Span beginCaused(String name) {
    return of(
        tracer,
        Context.root(),
        tracer.spanBuilder(name).setNoParent().addLink(span.getSpanContext()).startSpan());
  }

  @Override
  public Span beginQuery(String dbType, String dataSource, String sql) {
    String system = systemName(dbType);
    return of(
        tracer,
        context,
        tracer
            .spanBuilder(system)
            .setParent(context)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", system)
            .setAttribute("db.query.text", sql)
            .setAttribute("cuboid.data_source", dataSource)
            .startSpan());
  }

  @Override
  public void set(String attribute, String value) {
    span.setAttribute(attribute, value);
  }

  @Override
  public void fail(String type) {
    span.setAttribute("error.type", type);
    span.setStatus(StatusCode.ERROR);
  }

  @Override
  public void close() {
    span.end();
  }

  /** Where the conventions have a name of their own for what Cube calls otherwise. */
  private static String systemName(String dbType) {
    return switch (dbType) {
      case "postgres" -> "postgresql";
      case "mssql" -> "microsoft.sql_server";
      case "oracle" -> "oracle.db";
      case "redshift" -> "aws.redshift";
      default -> dbType;
    };
  }
}
