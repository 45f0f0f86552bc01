package io.github.easyneg.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.guard.VerdictCache;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.RelevanceGuard;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Rejects passages that a cross-encoder finds relevant to the row's question: they may answer it.
 * Made by {@link LangChain4j#scoringGuard}.
 *
 * <p>One question's passages are sent to the model together, {@link #batch} at a time. Verdicts are
 * cached in memory, by question and passage. Blank questions and passages pass without being asked
 * about.
 *
 * <p>Immutable except for the cached verdicts: each option returns a new guard, without any. Called
 * by one thread at a time.
 */
public final class ScoringGuard implements RelevanceGuard {
  private final ScoringModel model;
  private final double threshold;
  private final Settings settings;
  private final VerdictCache verdicts = new VerdictCache();

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private String name = "scoring-model";
    private int batch = 32;
    private Attempts attempts = Attempts.AT_A_MODEL;
  }

  private ScoringGuard(ScoringModel model, double threshold, Settings settings) {
    this.model = model;
    this.threshold = threshold;
    this.settings = settings;
  }

  private ScoringGuard with(Consumer<Settings> change) {
    return new ScoringGuard(model, threshold, settings.with(change));
  }

  static ScoringGuard of(ScoringModel model, double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "scoringGuard(.., "
              + threshold
              + "): the threshold must be a number on the model's scale.");
    }
    return new ScoringGuard(model, threshold, new Settings());
  }

  /**
   * Sets the name under which rejections are counted; {@code scoring-model} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ScoringGuard named(String name) {
    NotNull.check(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("named('" + name + "') is blank; give the guard a name.");
    }
    return with(s -> s.name = name);
  }

  /**
   * Sets the batch size, the number of passages in one call; 32 by default.
   *
   * @throws IllegalArgumentException if {@code passages} is less than 1
   */
  public ScoringGuard batch(int passages) {
    if (passages < 1) {
      throw new IllegalArgumentException("batch(" + passages + ") must be at least 1.");
    }
    return with(s -> s.batch = passages);
  }

  /**
   * Sets the maximum number of attempts for a call, which is retried while its failure may be
   * transient. Default: 6.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ScoringGuard attempts(int attempts) {
    return with(s -> s.attempts = s.attempts.most(attempts));
  }

  /**
   * Sets the first pause between two attempts, and the longest, up to which it doubles (exponential
   * backoff); where a rate limit was hit pauses are four times as long. Default: 1 and 60 seconds.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public ScoringGuard pauses(Duration first, Duration longest) {
    NotNull.check(first, "first");
    NotNull.check(longest, "longest");
    return with(s -> s.attempts = s.attempts.pauses(first, longest));
  }

  @Override
  public String name() {
    return settings.name;
  }

  /** Returns the name and the threshold. */
  @Override
  public String describe() {
    return settings.name + ":" + threshold;
  }

  /**
   * {@inheritDoc}
   *
   * @throws GuardException if the model fails, or its answer does not fit the passages
   */
  @Override
  public BitSet rejects(List<Pair> pairs) {
    NotNull.check(pairs, "pairs");
    ask(pairs);
    return verdicts.of(pairs);
  }

  /** Returns the score on which the verdict rests; empty where a blank text was not asked about. */
  @Override
  public OptionalDouble score(Pair pair) {
    NotNull.check(pair, "pair");
    return verdicts.score(pair);
  }

  /**
   * {@inheritDoc} A blank question or passage has the threshold minus one, as it is not an answer.
   *
   * @throws GuardException if the model fails, or its answer does not fit the passages
   */
  @Override
  public List<Double> relevances(List<Pair> pairs) {
    NotNull.check(pairs, "pairs");
    ask(pairs);
    return pairs.stream().map(pair -> verdicts.score(pair).orElse(threshold - 1)).toList();
  }

  private void ask(List<Pair> pairs) {
    for (Map.Entry<String, List<Pair>> question : verdicts.open(pairs).entrySet()) {
      List<Pair> open = question.getValue();
      for (int from = 0; from < open.size(); from += settings.batch) {
        judge(question.getKey(), open.subList(from, Math.min(open.size(), from + settings.batch)));
      }
    }
  }

  private void judge(String question, List<Pair> pairs) {
    List<TextSegment> segments =
        pairs.stream().map(pair -> TextSegment.from(pair.passage().text())).toList();
    List<Double> relevances = relevances(question, segments);
    if (relevances.size() != pairs.size()) {
      throw new GuardException(
          where(question)
              + "passages sent: "
              + segments.size()
              + ", scores returned: "
              + relevances.size()
              + ". Look at the model, or try batch(1).");
    }
    for (int i = 0; i < pairs.size(); i++) {
      Double relevance = relevances.get(i);
      if (relevance == null || relevance.isNaN()) {
        throw new GuardException(
            where(question)
                + "the model's score of passage "
                + pairs.get(i).passage().id()
                + " is "
                + relevance
                + ", not a number. Look at the model.");
      }
      verdicts.put(pairs.get(i), relevance >= threshold, relevance);
    }
  }

  private List<Double> relevances(String question, List<TextSegment> segments) {
    try {
      return settings.attempts.call(
          "guard '" + settings.name + "'", () -> model.scoreAll(segments, question).content());
    } catch (Attempts.GaveUp e) {
      throw new GuardException(
          where(question)
              + "the model failed on "
              + segments.size()
              + (segments.size() == 1 ? " passage (" : " passages (")
              + e.attempts()
              + "): "
              + e.last()
              + ". Look at the model; verdicts so far are kept by this guard.",
          e.last());
    }
  }

  private String where(String question) {
    return "Guard '" + settings.name + "', question '" + question + "': ";
  }
}
