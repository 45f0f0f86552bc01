package io.github.easyneg.mine;

/**
 * A named reason to reject a drawn candidate, of whichever kind: a {@link Guard} looks at one
 * candidate, a {@link BatchGuard} at many at a time, and a {@link CorpusGuard} is one that the
 * engine carries out itself. A recipe takes all three in one call.
 */
public sealed interface AnyGuard permits Guard, BatchGuard, CorpusGuard {

  /**
   * Returns the name under which rejections are counted, for example {@code answer-bearing}: the
   * same in recipe, report, audit and command. Never blank, and always the same.
   */
  String name();

  /**
   * Returns the name and all settings that a verdict depends on, for example {@code
   * near-duplicate:0.8}. Recipes, reports and interrupted runs know a guard by it, so two guards
   * whose verdicts can differ should differ here. By default the name alone.
   */
  default String describe() {
    return name();
  }
}
