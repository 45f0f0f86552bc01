package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.draw.RowView;
import io.github.easyneg.internal.draw.Seen;
import io.github.easyneg.internal.draw.Verdicts;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.RejectedCandidate;
import io.github.easyneg.report.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says why one row gets its negatives, by drawing for it as a run would. */
final class Explainer {
  private final Settings settings;
  private final NumberedPassages corpus;
  private final Miner miner;

  private Explainer(Settings settings, NumberedPassages corpus, Miner miner) {
    this.settings = settings;
    this.corpus = corpus;
    this.miner = miner;
  }

  /**
   * Explains a row.
   *
   * @param number its place in the data set, from 1
   * @throws IllegalArgumentException if there is no such row
   */
  static Explanation explain(Settings settings, Session session, long number) {
    NumberedPassages corpus = session.ground().corpus();
    long rows = corpus.census().rows();
    if (number < 1 || number > rows) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no row %d; %s has rows 1..%d.",
              number,
              settings.dataset().name(),
              rows));
    }
    // It says of each passage why it lies outside the pool.
    session.ground().vectors().makeAll();
    Miner miner = session.miner();
    Chunks chunks = new Chunks(settings, session);
    Settlement settlement = Settlement.of(settings, session, miner, chunks);
    Explainer explainer = new Explainer(settings, corpus, miner);
    List<Explanation> found = new ArrayList<>();
    chunks.forEach(
        n -> n == number,
        0,
        chunk -> {
          Row row = chunk.get(0);
          Drawn drawn = miner.drawListing(row, settlement.limit());
          if (row.isComparable()) {
            miner.look(row, view -> found.add(explainer.explanation(row, view, drawn)));
          } else {
            found.add(explainer.explanation(row, drawn));
          }
        });
    return found.get(0);
  }

  private Explanation explanation(Row row, RowView view, Drawn drawn) {
    Map<String, Integer> outside = outside(row, view);
    int inside = corpus.size() - outside.values().stream().mapToInt(Integer::intValue).sum();
    List<String> anchors = new ArrayList<>();
    for (int a = 0; a < settings.anchors().size(); a++) {
      anchors.add(words(settings.anchors().get(a), row, row.standIns().get(a)));
    }
    List<RejectedCandidate> rejections = new ArrayList<>();
    for (Drawn.Rejection rejection : drawn.rejections()) {
      rejections.add(
          rejection(
              view.look(rejection.passage()).keep(),
              miner.guards().names().get(rejection.guard())));
    }
    for (Verdicts.Rejected rejection : miner.rejectedFor(row)) {
      rejections.add(
          rejection(
              rejection.seen(),
              rejection.decided() ? rejection.guard() : rejection.guard() + ", without a verdict"));
    }
    return Explanation.of(miner.mined(row, drawn))
        .anchors(anchors)
        .corpus(corpus.size())
        .inPool(inside)
        .outside(outside)
        .rejections(rejections)
        .build();
  }

  /** Explains a row that has no vector to be compared by. */
  private Explanation explanation(Row row, Drawn drawn) {
    return Explanation.of(miner.mined(row, drawn))
        .corpus(corpus.size())
        .outside(Map.of("no vector of the row", corpus.size()))
        .build();
  }

  /** Counts the passages outside the pool, by the first condition that they fail. */
  private Map<String, Integer> outside(Row row, RowView view) {
    Pool pool = settings.mix().parts().get(0).pool();
    Map<String, Integer> outside = new LinkedHashMap<>();
    Optional<Set<Integer>> ofRank =
        pool.ranks().map(ranks -> miner.ranks().block(List.of(row)).of(view, ranks));
    for (int passage = 0; passage < corpus.size(); passage++) {
      Optional<String> why =
          ofRank.isPresent() && !ofRank.get().contains(passage)
              ? Optional.of("rank")
              : view.outside(pool, view.look(passage));
      why.ifPresent(condition -> outside.merge(condition, 1, Integer::sum));
    }
    return outside;
  }

  private static String words(Anchor anchor, Row row, boolean standIn) {
    String text = " (" + anchor.textOf(row.row()) + ")";
    if (standIn) {
      return String.format(
          Locale.ROOT,
          "question (%s), in place of %s%s, which has no vector",
          row.row().question(),
          anchor.name(),
          text);
    }
    return anchor.isIn(row.row())
        ? anchor.name() + text
        : String.format(
            Locale.ROOT,
            "question%s, in place of %s%s",
            text,
            anchor.name(),
            row.row().hasPositive() ? "" : ", as the row has no positive");
  }

  private static RejectedCandidate rejection(Seen seen, String guard) {
    return RejectedCandidate.of(seen.passage(), guard)
        .cosine(seen.cosine())
        .cosineQuantile(seen.cosineQuantile())
        .lexicalQuantile(seen.lexicalQuantile())
        .build();
  }
}
