package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.text.CutWords;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which passages have so many of a question's words, whatever their endings, that they may well
 * answer it. Asked of rows without a positive alone: of others it is known what answers them.
 * Thread-safe.
 */
final class QuestionWords {
  private final Ground ground;
  private final double quantile;
  private @Nullable CutWords words;

  /**
   * Makes a guard.
   *
   * @param quantile of the background that a passage must not exceed
   */
  QuestionWords(Ground ground, double quantile) {
    this.ground = ground;
    this.quantile = quantile;
  }

  boolean isClose(RowView view, Seen candidate) {
    return !view.row().hasPositive()
        && view.cutQuantile(this::words, candidate.passage().text()) > quantile;
  }

  /** Cuts the background's words when a row asks for the first time: many data sets have none. */
  private synchronized CutWords words() {
    if (words == null) {
      words =
          CutWords.of(
              Arrays.stream(ground.background().numbers())
                  .mapToObj(number -> ground.corpus().passage(number).text())
                  .toList());
    }
    return words;
  }
}
