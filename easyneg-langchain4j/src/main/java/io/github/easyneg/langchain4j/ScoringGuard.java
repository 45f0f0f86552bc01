package io.github.easyneg.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import io.github.easyneg.langchain4j.internal.Retries;
import io.github.easyneg.langchain4j.internal.Verdicts;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rejects passages that a cross-encoder finds relevant to the row's question: they may answer it.
 * Made by {@link LangChain4j#scoringGuard}.
 *
 * <p>One question's passages go to the model together, {@link #batch} at a time. Verdicts are kept
 * in memory, by question and passage. Blank questions and passages pass unasked.
 *
 * <p>Immutable but for the verdicts: each option returns a new guard, without any. Asked by one
 * thread at a time.
 */
public final class ScoringGuard implements BatchGuard {
  private final ScoringModel model;
  private final double threshold;
  private final String name;
  private final int batch;
  private final Retries retries;
  private final Verdicts verdicts = new Verdicts();

  private ScoringGuard(
      ScoringModel model, double threshold, String name, int batch, Retries retries) {
    this.model = model;
    this.threshold = threshold;
    this.name = name;
    this.batch = batch;
    this.retries = retries;
  }

  static ScoringGuard of(ScoringModel model, double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "scoringGuard(.., "
              + threshold
              + "): the threshold must be a number on the model's scale.");
    }
    return new ScoringGuard(
        Objects.requireNonNull(model, "model"), threshold, "scoring-model", 32, Retries.DEFAULT);
  }

  /**
   * Sets the name under which rejections are counted; {@code scoring-model} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ScoringGuard named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("named('" + name + "') is blank; give the guard a name.");
    }
    return new ScoringGuard(model, threshold, name, batch, retries);
  }

  /**
   * Sets how many passages go to the model in one call; 32 by default.
   *
   * @throws IllegalArgumentException if {@code passages} is less than 1
   */
  public ScoringGuard batch(int passages) {
    if (passages < 1) {
      throw new IllegalArgumentException("batch(" + passages + ") must be at least 1.");
    }
    return new ScoringGuard(model, threshold, name, passages, retries);
  }

  /**
   * Sets how often a call that failed for a passing reason is tried again; 3 times by default,
   * after 0.5, 1 and 2 seconds.
   *
   * @param retries at least 0
   * @param firstPause before the first retry; twice as long before each further one, at most 30
   *     seconds
   * @throws IllegalArgumentException if either is negative
   */
  public ScoringGuard retries(int retries, Duration firstPause) {
    return new ScoringGuard(model, threshold, name, batch, new Retries(retries, firstPause));
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * {@inheritDoc}
   *
   * @throws GuardException if the model fails, or its answer does not fit the passages
   */
  @Override
  public BitSet rejects(List<Pair> pairs) {
    for (Map.Entry<String, List<Pair>> question : verdicts.open(pairs).entrySet()) {
      List<Pair> open = question.getValue();
      for (int from = 0; from < open.size(); from += batch) {
        judge(question.getKey(), open.subList(from, Math.min(open.size(), from + batch)));
      }
    }
    return verdicts.of(pairs);
  }

  private void judge(String question, List<Pair> pairs) {
    List<TextSegment> segments =
        pairs.stream().map(pair -> TextSegment.from(pair.passage().text())).toList();
    List<Double> relevances = relevances(question, segments);
    if (relevances.size() != pairs.size()) {
      throw new GuardException(
          where(question)
              + "the model was given "
              + segments.size()
              + " passages and returned "
              + relevances.size()
              + " scores. Look at the model, or try batch(1).");
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
      verdicts.put(pairs.get(i), relevance >= threshold);
    }
  }

  private List<Double> relevances(String question, List<TextSegment> segments) {
    try {
      return retries.call(() -> model.scoreAll(segments, question).content());
    } catch (Retries.GaveUp e) {
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
    return "Guard '" + name + "', question '" + question + "': ";
  }
}
