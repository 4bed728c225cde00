package dev.cuboid.server.doctor;

import dev.cuboid.query.plan.RowFilters;
import dev.cuboid.security.TokenExplanation;
import dev.cuboid.security.TokenExplanation.Check;
import dev.cuboid.security.TokenExplanation.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What is right and what is wrong with a project.
 *
 * @param settings of the environment, the {@code .env} and the {@code cube.js}
 * @param signIn whose tokens are taken, and whether their keys can be had; empty where the settings
 *     cannot be read
 * @param token what each check says of a token; empty where none was given, or none can be judged
 * @param rowFilters by which values each cube filters its rows, and which of them the context of
 *     the token lacks; without a token, a context that has none. Empty where the model does not
 *     compile
 */
public record Diagnosis(
    List<Check> settings,
    List<Check> signIn,
    Optional<TokenExplanation> token,
    List<RowFilters> rowFilters) {

  public Diagnosis {
    settings = List.copyOf(settings);
    signIn = List.copyOf(signIn);
    rowFilters = List.copyOf(rowFilters);
  }

  /** Whether no check failed, and the token, if one was given, is taken. */
  public boolean isHealthy() {
    boolean sound = settings.stream().noneMatch(Diagnosis::failed);
    boolean open = signIn.stream().noneMatch(Diagnosis::failed);
    return sound && open && token.map(TokenExplanation::accepted).orElse(true);
  }

  private static boolean failed(Check check) {
    return check.outcome() == Outcome.FAILED;
  }
}
