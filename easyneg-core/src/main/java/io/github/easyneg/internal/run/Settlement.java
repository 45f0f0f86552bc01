package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.report.Stage;
import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code maxReuse} came to: which row must not draw which passage.
 *
 * @param limit that was settled
 * @param rounds in which rows drew for it; 0 without {@code maxReuse}
 */
record Settlement(ReuseLimit limit, int rounds) {

  /**
   * Lets rows draw until no passage is drawn more often than it may, and, where short rows are
   * skipped, until none of them is in the way of another.
   *
   * @throws IllegalArgumentException if all passages together cannot serve all rows
   */
  static Settlement of(Settings settings, Session session, Miner miner, Chunks chunks) {
    if (settings.maxReuse().isEmpty()) {
      return new Settlement(ReuseLimit.none(), 0);
    }
    int max = settings.maxReuse().getAsInt();
    requireFeasible(settings, session.ground().corpus(), max);
    Rounds rounds = new Rounds(settings, miner, chunks, new ReuseLimit(max));
    session.clock().time(Stage.SETTLE, rounds::all);
    return new Settlement(rounds.limit, rounds.count);
  }

  private static void requireFeasible(Settings settings, NumberedPassages corpus, int max) {
    long wanted = corpus.census().rows() * settings.mix().total();
    long most = (long) corpus.candidates() * max;
    if (wanted > most) {
      throw OptionException.of(
          "{} allows {} negatives from {} passages, but {} rows ask for {}; raise {} to {} or more,"
              + " or lower {}.",
          Option.of("maxReuse", max),
          most,
          corpus.candidates(),
          corpus.census().rows(),
          wanted,
          Option.named("maxReuse"),
          (wanted + corpus.candidates() - 1) / corpus.candidates(),
          Option.named("sampleK"));
    }
  }

  /** The rounds of one settlement. */
  private static final class Rounds {
    private final Settings settings;
    private final Miner miner;
    private final Chunks chunks;
    private final ReuseLimit limit;
    private long drawnRows;
    private int count;

    Rounds(Settings settings, Miner miner, Chunks chunks, ReuseLimit limit) {
      this.settings = settings;
      this.miner = miner;
      this.chunks = chunks;
      this.limit = limit;
    }

    void all() {
      settle();
      while (settings.shortage() == Shortage.SKIP_ROW && limit.leaveOut()) {
        settle();
      }
    }

    private void settle() {
      int round = 0;
      do {
        draw(round);
        round++;
      } while (limit.refuse());
      count += round;
    }

    private void draw(int round) {
      chunks.forEach(
          number -> limit.mustDraw(number, round),
          0,
          rows -> {
            List<Drawn> drawn = miner.draw(rows, limit);
            for (int i = 0; i < rows.size(); i++) {
              limit.claim(rows.get(i), drawn.get(i));
            }
            drawnRows += rows.size();
            // How many rows must draw again is known when they have.
            settings.progress().on(Stage.SETTLE, drawnRows, OptionalLong.empty());
          });
    }
  }
}
