package dev.cuboid.model.raw;

import dev.cuboid.model.ContextValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code COMPILE_CONTEXT} is in each of the languages of a model. */
public final class CompileContexts {

  /** The names of the security context, of today and of 2021. */
  private static final List<String> SECURITY_CONTEXT =
      List.of("securityContext", "security_context", "authInfo");

  private CompileContexts() {}

  /** The context with its values also below the names by which models have read them over time. */
  public static ContextValues withNames(ContextValues context) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>(context.asMap());
    @Nullable Object own = object.get(SECURITY_CONTEXT.getFirst());
    @Nullable Object securityContext = own == null ? context.asMap() : own;
    SECURITY_CONTEXT.forEach(name -> object.putIfAbsent(name, securityContext));
    return ContextValues.of(object);
  }
}
