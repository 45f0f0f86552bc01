package io.github.easyneg.internal.run;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.KnownAnswers;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data set again, with what turned out to answer questions among the positives: each row in
 * germanrag's shape, with a field {@code relabelled} that says of each new positive whose verdict
 * it is. A row that had no positive loses its answer, which was a refusal.
 */
final class Relabelling {
  private static final String RELABELLED = "relabelled";
  private static final String ANSWER_BEFORE = "answer_before";

  private final Settings settings;
  private final NumberedPassages corpus;

  Relabelling(Settings settings, NumberedPassages corpus) {
    this.settings = settings;
    this.corpus = corpus;
  }

  /**
   * A row's record.
   *
   * @param found how many positives are new
   */
  record Relabelled(OutputRecord record, int found) {}

  /** A new positive and who says so. */
  private record Found(Passage passage, String guard, double score) {}

  /** Makes a row's record; thread-safe. */
  Relabelled of(MinedRow mined, Said said) {
    QaRow row = mined.row();
    List<String> contexts = new ArrayList<>(row.contexts());
    List<Integer> positives = new ArrayList<>(row.positives());
    Map<Integer, String> ids = new LinkedHashMap<>(row.contextIds());
    List<Object> entries = new ArrayList<>();
    for (Found found : found(row, said)) {
      int at = contexts.indexOf(found.passage().text());
      if (at >= 0 && positives.stream().map(contexts::get).anyMatch(contexts.get(at)::equals)) {
        continue;
      }
      int index = at >= 0 ? at : contexts.size();
      if (at < 0) {
        contexts.add(found.passage().text());
        found.passage().sourceId().ifPresent(id -> ids.put(index, id));
      }
      positives.add(index);
      entries.add(entry(index, found));
    }
    int found = entries.size();
    Map<String, Object> extra = new LinkedHashMap<>(row.extra());
    List<Object> all = new ArrayList<>();
    if (extra.remove(RELABELLED) instanceof List<?> before) {
      all.addAll(before);
    }
    all.addAll(entries);
    boolean firstPositive = found > 0 && !row.hasPositive();
    if (firstPositive) {
      row.answer().ifPresent(answer -> extra.put(ANSWER_BEFORE, answer));
    }
    extra.put(RELABELLED, all);
    QaRow more =
        new QaRow(
            contexts,
            row.question(),
            firstPositive ? List.of() : row.answers(),
            positives,
            ids,
            extra);
    MinedRow alone = new MinedRow(more, mined.number(), List.of(), Optional.empty());
    return new Relabelled(
        OutputFormats.germanrag()
            .records(alone, new Labels(Labels.DEFAULT_REFUSAL, settings.seed()))
            .get(0),
        found);
  }

  private List<Found> found(QaRow row, Said said) {
    Map<String, Found> byText = new LinkedHashMap<>();
    for (Said.Answer answer : said.answers()) {
      Passage passage = corpus.passage(answer.passage());
      byText.putIfAbsent(passage.text(), new Found(passage, answer.guard(), answer.score()));
    }
    for (AnyGuard guard : settings.guards()) {
      if (guard instanceof KnownAnswers known) {
        for (Passage passage : known.answersTo(row.question())) {
          byText.putIfAbsent(passage.text(), new Found(passage, guard.name(), Double.NaN));
        }
      }
    }
    return List.copyOf(byText.values());
  }

  private static Map<String, @Nullable Object> entry(int index, Found found) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("context", index);
    entry.put("id", found.passage().name());
    entry.put("by", found.guard());
    entry.put("verdict", "answers");
    entry.put("score", Double.isNaN(found.score()) ? null : (Double) found.score());
    return entry;
  }
}
