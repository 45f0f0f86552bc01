package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.draw.Verdicts;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.mine.AnswerGuard;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RelevanceGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks models what a run is to write of them, besides which candidates they reject. */
final class Opinions {
  private final Miner miner;
  private final Map<String, AnswerGuard> answering = new LinkedHashMap<>();
  private final Optional<RelevanceGuard> scoring;

  /**
   * Prepares.
   *
   * @param scores whether the format writes scores
   */
  Opinions(Ground ground, Miner miner, boolean scores) {
    this.miner = miner;
    List<BatchGuard> guards = ground.settings().batchGuards();
    for (BatchGuard guard : guards) {
      if (guard instanceof AnswerGuard answers) {
        answering.put(guard.name(), answers);
      }
    }
    this.scoring =
        guards.stream()
            .filter(guard -> scores && guard instanceof RelevanceGuard)
            .map(RelevanceGuard.class::cast)
            .findFirst();
  }

  /** Returns the guard whose scores are written, if there is one. */
  Optional<String> scoredBy() {
    return scoring.map(RelevanceGuard::name);
  }

  /** Returns what is said of rows that were drawn for last. */
  List<Said> of(List<Row> rows, List<Drawn> drawn) {
    List<Said> said = new ArrayList<>(rows.size());
    for (Row row : rows) {
      said.add(new Said(answers(row), Optional.empty()));
    }
    return scored(rows, drawn, said);
  }

  private List<Said.Answer> answers(Row row) {
    List<Said.Answer> answers = new ArrayList<>();
    for (Verdicts.Rejected rejected : miner.rejectedFor(row)) {
      AnswerGuard guard = answering.get(rejected.guard());
      BatchGuard.Pair pair = new BatchGuard.Pair(row.row(), rejected.seen().passage());
      if (guard != null && guard.answers(pair)) {
        double score = guard.score(pair).orElse(Double.NaN);
        answers.add(new Said.Answer(rejected.seen().number(), rejected.guard(), score));
      }
    }
    return List.copyOf(answers);
  }

  /** Adds scores where they are wanted and not there yet. */
  List<Said> scored(List<Row> rows, List<Drawn> drawn, List<Said> said) {
    if (scoring.isEmpty()) {
      return said;
    }
    List<BatchGuard.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (said.get(i).relevance().isEmpty()) {
        pairs.addAll(pairs(rows.get(i), drawn.get(i)));
      }
    }
    double[] scores = scores(scoring.get(), pairs);
    List<Said> all = new ArrayList<>(rows.size());
    int from = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (said.get(i).relevance().isPresent()) {
        all.add(said.get(i));
        continue;
      }
      int to = from + pairs(rows.get(i), drawn.get(i)).size();
      all.add(
          new Said(
              said.get(i).answers(),
              Optional.of(
                  new Said.Scores(scoring.get().name(), Arrays.copyOfRange(scores, from, to)))));
      from = to;
    }
    return all;
  }

  private static List<BatchGuard.Pair> pairs(Row row, Drawn drawn) {
    List<BatchGuard.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < row.row().contexts().size(); i++) {
      pairs.add(new BatchGuard.Pair(row.row(), row.row().passage(i)));
    }
    drawn.picks().forEach(pick -> pairs.add(new BatchGuard.Pair(row.row(), pick.seen().passage())));
    return pairs;
  }

  private static double[] scores(RelevanceGuard guard, List<BatchGuard.Pair> pairs) {
    List<Double> scores = pairs.isEmpty() ? List.of() : guard.relevances(pairs);
    if (scores.size() != pairs.size() || !scores.stream().allMatch(Double::isFinite)) {
      throw new GuardException(
          String.format(
              Locale.ROOT,
              "the guard '%s' must give a number for each of %d pairs, but gave %d scores%s; fix"
                  + " the guard, or choose a format without scores.",
              guard.name(),
              pairs.size(),
              scores.size(),
              scores.stream().allMatch(Double::isFinite) ? "" : ", some of which are not numbers"));
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns a row and its draw in the words of the interface, with what was said of it. */
  MinedRow mined(Row row, Drawn drawn, Said said) {
    MinedRow mined = miner.mined(row, drawn);
    int contexts = row.row().contexts().size();
    return said.relevance()
        .map(
            scores ->
                mined.withRelevance(
                    new MinedRow.Relevance(
                        scores.guard(), scores.first(contexts), scores.after(contexts))))
        .orElse(mined);
  }
}
