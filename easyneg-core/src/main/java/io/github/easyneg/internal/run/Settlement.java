package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Claim;
import io.github.easyneg.internal.draw.Claims;
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
import java.util.function.Consumer;

/**
 * What {@code maxReuse} came to: which row must not draw which passage.
 *
 * @param limit that was settled
 * @param rounds in which rows drew for it; 0 without {@code maxReuse}
 */
record Settlement(ReuseLimit limit, int rounds) {
  static final Settlement NONE = new Settlement(ReuseLimit.none(), 0);

  /** Lets rows draw, in this process or in others. */
  interface Round {
    /**
     * Lets those draw that must.
     *
     * @param claims takes what each of them draws, in any order
     */
    void draw(ReuseLimit limit, Consumer<Claim> claims);
  }

  /**
   * Lets rows draw in this process.
   *
   * @throws IllegalArgumentException if all passages together cannot serve all rows
   */
  static Settlement of(Settings settings, Session session, Miner miner, Chunks chunks) {
    requireFeasible(settings, session.ground().corpus());
    if (settings.maxReuse().isEmpty()) {
      return NONE;
    }
    Round round = new Here(settings, miner, chunks);
    return session.clock().timed(Stage.SETTLE, () -> of(settings, round));
  }

  /**
   * Lets rows draw until no passage is drawn more often than it may, and, where short rows are
   * skipped, until none of them is in the way of another.
   */
  static Settlement of(Settings settings, Round round) {
    if (settings.maxReuse().isEmpty()) {
      return NONE;
    }
    Rounds rounds = new Rounds(round, new Claims(settings.maxReuse().getAsInt()));
    rounds.settle();
    while (settings.shortage() == Shortage.SKIP_ROW && rounds.claims.leaveOut()) {
      rounds.settle();
    }
    return new Settlement(rounds.claims.limit(), rounds.count);
  }

  /**
   * Checks that there are passages enough.
   *
   * @throws IllegalArgumentException if all of them together cannot serve all rows
   */
  static void requireFeasible(Settings settings, NumberedPassages corpus) {
    if (settings.maxReuse().isEmpty()) {
      return;
    }
    int max = settings.maxReuse().getAsInt();
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
    private final Round round;
    private final Claims claims;
    private int count;

    Rounds(Round round, Claims claims) {
      this.round = round;
      this.claims = claims;
    }

    void settle() {
      do {
        round.draw(claims.limit(), claims::add);
        count++;
      } while (claims.refuse());
    }
  }

  /** Draws in this process. */
  private static final class Here implements Round {
    private final Settings settings;
    private final Miner miner;
    private final Chunks chunks;
    private long drawnRows;

    Here(Settings settings, Miner miner, Chunks chunks) {
      this.settings = settings;
      this.miner = miner;
      this.chunks = chunks;
    }

    @Override
    public void draw(ReuseLimit limit, Consumer<Claim> claims) {
      chunks.forEach(
          limit::mustDraw,
          0,
          rows -> {
            List<Drawn> drawn = miner.draw(rows, limit);
            for (int i = 0; i < rows.size(); i++) {
              claims.accept(Claim.of(rows.get(i), drawn.get(i)));
            }
            drawnRows += rows.size();
            // How many rows must draw again is known when they have.
            settings.progress().on(Stage.SETTLE, drawnRows, OptionalLong.empty());
          });
    }
  }
}
