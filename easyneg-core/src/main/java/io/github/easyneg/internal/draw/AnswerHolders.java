package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Background;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.text.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which passages hold an answer, and whether so many do that it says nothing. Of answers that many
 * rows give both are remembered. Thread-safe.
 */
final class AnswerHolders {
  private final Ground ground;
  private final int most;
  private final Map<String, Boolean> common = new ConcurrentHashMap<>();
  private final Map<String, Optional<IntSet>> holders = new ConcurrentHashMap<>();

  /**
   * Remembers nothing yet.
   *
   * @param commonAt an answer in more than this share of the background says nothing
   */
  AnswerHolders(Ground ground, double commonAt) {
    this.ground = ground;
    this.most = (int) Math.floor(commonAt * ground.background().size());
  }

  /** Tells whether a passage holds one of a row's answers that says something. */
  boolean isBearing(RowView view, int passage) {
    if (!view.row().hasPositive()) {
      return false;
    }
    List<Phrase> answers = view.answers();
    for (int i = 0; i < answers.size(); i++) {
      if (holds(answers.get(i), passage) && !isCommon(view, i)) {
        return true;
      }
    }
    return false;
  }

  /** Bars the passages that hold an answer of the row that many rows give. */
  void bar(RowView view, int guard, Barred barred) {
    if (!view.row().hasPositive()) {
      return;
    }
    List<String> answers = view.row().answers();
    for (int i = 0; i < answers.size(); i++) {
      if (ground.corpus().isFrequentAnswer(answers.get(i)) && !isCommon(view, i)) {
        Phrase phrase = view.answers().get(i);
        holders
            .computeIfAbsent(answers.get(i), answer -> holding(phrase))
            .ifPresent(passages -> barred.add(guard, passages));
      }
    }
  }

  private Optional<IntSet> holding(Phrase answer) {
    NumberedPassages corpus = ground.corpus();
    IntSet passages = new IntSet();
    for (int passage = 0; passage < corpus.size(); passage++) {
      if (corpus.isCandidate(passage) && holds(answer, passage)) {
        passages.add(passage);
      }
    }
    return passages.size() == 0 ? Optional.empty() : Optional.of(passages);
  }

  private boolean isCommon(RowView view, int answer) {
    Boolean known = view.commonAnswers().get(answer);
    if (known == null) {
      String text = view.row().answers().get(answer);
      Phrase phrase = view.answers().get(answer);
      known =
          ground.corpus().isFrequentAnswer(text)
              ? common.computeIfAbsent(text, t -> isCommon(phrase))
              : isCommon(phrase);
      view.commonAnswers().put(answer, known);
    }
    return known;
  }

  private boolean isCommon(Phrase answer) {
    Background background = ground.background();
    int holding = 0;
    for (int i = 0; i < background.size(); i++) {
      if (holds(answer, background.number(i)) && ++holding > most) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Phrase answer, int number) {
    return answer.mayBeIn(ground.lexical(), number)
        && answer.isIn(ground.corpus().passage(number).text());
  }
}
