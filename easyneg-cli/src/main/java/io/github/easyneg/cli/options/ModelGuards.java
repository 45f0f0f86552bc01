package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The guards of a run that ask a model: networks that read in this process, and a judge. */
public final class ModelGuards implements AutoCloseable {
  private final List<BatchGuard> networks;
  private final Optional<Judge> judge;

  ModelGuards(List<BatchGuard> networks, Optional<Judge> judge) {
    this.networks = List.copyOf(networks);
    this.judge = judge;
  }

  /** Returns the recipe with these guards, the cheapest first. */
  public EasyNegatives applyTo(EasyNegatives recipe) {
    EasyNegatives with = recipe;
    List<BatchGuard> all = new ArrayList<>(networks);
    judge.ifPresent(all::add);
    for (BatchGuard guard : all) {
      with = with.rejecting(guard);
    }
    return with;
  }

  /** Rejects a run in which these guards left no negative. */
  public void requireSome(Collection<MiningReport> reports) {
    long mined = reports.stream().mapToLong(report -> report.negatives().mined()).sum();
    judge.ifPresent(asked -> asked.requireSome(mined));
    for (BatchGuard guard : networks) {
      long rejected =
          reports.stream()
              .mapToLong(report -> report.rejected().getOrDefault(guard.name(), 0L))
              .sum();
      if (mined == 0 && rejected > 0) {
        throw Failure.environment(
            String.format(
                Locale.ROOT,
                "--%s rejected %s, so that no negative is left; nothing was written. Name a"
                    + " model that was trained for this: a reader on questions without an answer"
                    + " too, as in SQuAD 2.0, a cross-encoder to rank passages.",
                guard.name(),
                Counted.of(rejected, "candidate", "candidates")));
      }
    }
  }

  /** Returns how many verdicts the judge gave, once there are some. */
  public Optional<String> summary() {
    return judge.flatMap(Judge::summary);
  }

  @Override
  public void close() {
    close(networks);
  }

  static void close(List<BatchGuard> guards) {
    CloseAll.of(
        guards.stream()
            .filter(AutoCloseable.class::isInstance)
            .map(AutoCloseable.class::cast)
            .toList());
  }
}
