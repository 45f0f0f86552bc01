package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.MinedRow.Reason;
import io.github.easyneg.mine.MinedRow.Shortfall;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Draws one row's negatives.
 *
 * <p><b>The race.</b> For a sampler with weights, passages are proposed at random, each with a
 * probability in proportion to a density d, and accepted with probability weight / (bound · d); a
 * passage outside the pool has weight 0. {@link Proposals} chooses d so that it is nowhere below
 * weight / bound, and that few proposals fail. Seen in continuous time, each passage's acceptances
 * are a Poisson process whose rate is proportional to its weight, independent of the others'
 * (thinning; Kingman, "Poisson Processes", 1993, section 5.1), so the order of first acceptances
 * has the distribution of successive multinomial draws without replacement. What a guard rejects is
 * passed over, which is the same as weight 0. The cost does not depend on the size of the corpus.
 * The densities cancel out: a passage is proposed at a rate of d, times a constant, and accepted at
 * a rate of weight / bound.
 *
 * <p><b>The scan.</b> If the race has not found enough after {@link #proposals} proposals, all
 * passages are looked at and the sampler orders those of the pool. The race forgets: given what was
 * accepted so far, what comes next is again a multinomial draw among the rest. So completing it by
 * a scan with fresh randomness leaves the distribution exactly as it was, whatever the limit. The
 * limit depends on the corpus and the row's question, never on K, so that K = 3 begins with what K
 * = 2 gives. Where few passages hold a word of the question, {@link Completion} takes the place of
 * the scan.
 *
 * <p>Samplers without weights, and pools by rank, go without the race. Where all candidates are
 * {@link Barred}, there is neither.
 *
 * <p><b>Vectors on demand.</b> A draw that comes to passages whose vectors are yet to be made ends
 * there and says which; {@link Miner} has them made and draws again. All chance is a function of
 * the row's key, so the draw comes the same way, and guards are not asked a second time.
 */
final class RowDraw {
  private static final int WIDENINGS = 4;

  /** Proposals after which it is worth asking what other rows know of the pool. */
  private static final int FIRST = 256;

  /** Passages whose vectors a scan looks at together. */
  private static final int TOGETHER = 256;

  /** Rows whose whole background is told; a million values make a histogram. */
  private static final int BACKGROUNDS = 1024;

  private static final float[] NONE = new float[0];

  private final Ground ground;
  private final GuardChain guards;
  private final Ranks.Block ranks;
  private final RowView view;
  private final Settings settings;
  private final IntSet excluded;
  private final IntPredicate closed;
  private final List<Drawn.Pick> picks;
  private final Barred barred;

  /** How many candidates are not barred. */
  private final int left;

  private final Barred byAnswer = new Barred();
  private final int[] counts;
  private final boolean listing;
  private final List<Drawn.Rejection> rejections = new ArrayList<>();
  private final ShownRejections shown = new ShownRejections();
  private final GuardMemory memory;
  private final long stride;
  private long proposals;
  private double logPoolWeight = Double.NaN;
  private boolean scanned;
  private boolean answersBarred;
  private boolean together;
  private Optional<Rest> rest = Optional.empty();
  private boolean narrowed;

  /** All that is left of the pool that is drawn from, ascending; empty while that is not known. */
  private Optional<int[]> pooled = Optional.empty();

  private boolean turnedAway;
  private boolean reusedTooOften;
  private int widened;

  /**
   * Prepares a draw.
   *
   * @param excluded passages that must not be drawn, for reasons found after earlier draws; the
   *     draw's from here on
   * @param closed what other rows hold, as often as {@code maxReuse} allows
   * @param memory of the row's earlier attempts, if there were any
   * @param listing whether the candidates that guards reject are listed, and not only counted
   */
  RowDraw(
      Ground ground,
      GuardChain guards,
      Ranks.Block ranks,
      RowView view,
      IntSet excluded,
      IntPredicate closed,
      boolean listing,
      GuardMemory memory) {
    this.memory = memory;
    this.ground = ground;
    this.guards = guards;
    this.ranks = ranks;
    this.view = view;
    this.settings = ground.settings();
    this.excluded = excluded;
    this.closed = closed;
    this.barred = guards.barred(view);
    this.left = guards.counts().left(barred);
    this.counts = new int[guards.names().size()];
    this.listing = listing;
    this.picks = new ArrayList<>(Math.min(settings.mix().total(), 16));
    this.stride = Math.max(1, ground.corpus().census().rows() / BACKGROUNDS);
  }

  /**
   * Returns how many proposals a race may take: a quarter of the corpus, at least 256 and at most
   * 65,536. Without the upper limit, a row of 100 million passages that few suit would take 25
   * million proposals before its scan.
   */
  static long proposals(int corpusSize) {
    return Math.min(1 << 16, Math.max(256, corpusSize / 4));
  }

  /**
   * Draws.
   *
   * @param reasonIfShort of the forbidden passages, if there are any
   * @throws io.github.easyneg.internal.ground.VectorsMissing if it comes to passages whose vectors
   *     are yet to be made
   */
  Drawn draw(Optional<Reason> reasonIfShort) {
    int missing = 0;
    for (int part = 0; part < settings.mix().parts().size(); part++) {
      missing += drawPart(settings.mix().parts().get(part), part * (WIDENINGS + 1));
    }
    if (missing > 0 || scanned) {
      tellPassedOver();
    }
    Optional<Shortfall> shortfall =
        missing == 0
            ? Optional.empty()
            : Optional.of(
                new Shortfall(
                    missing,
                    reusedTooOften
                        ? Reason.REUSED_TOO_OFTEN
                        : reasonIfShort.orElseGet(
                            () ->
                                turnedAway || left == 0 || isOnePassedOverInPool()
                                    ? Reason.REJECTED_BY_GUARDS
                                    : Reason.POOL_TOO_SMALL)));
    return new Drawn(
        Collections.unmodifiableList(picks),
        shortfall,
        counts,
        List.copyOf(rejections),
        shown.all(),
        proposals,
        scanned,
        widened,
        view.standIns(),
        view.ownCosines(),
        view.number() % stride == 0 ? view.backgroundCosines() : NONE);
  }

  /**
   * Counts and shows what was passed over. Where a race alone drew all that were wanted it is not
   * counted: it would not have been drawn.
   */
  private void tellPassedOver() {
    PassedOver over = passedOver();
    if (listing) {
      rejections.addAll(over.list());
    }
    over.count(counts, guards.counts());
    over.show(shown);
  }

  /**
   * Tells whether one of those that were passed over lies in a pool that was drawn from. What rows
   * that have something in common found out spares looks, and never changes what is told.
   */
  private boolean isOnePassedOverInPool() {
    Barred all = barred.and(byAnswer);
    if (!shown.isEmpty() || all.isEmpty()) {
      return !shown.isEmpty();
    }
    List<int[]> few = new ArrayList<>();
    for (Pool pool : pools()) {
      Optional<FewLeft> ofPool = guards.few(view, pool, new Barred());
      if (ofPool.isEmpty()) {
        return passedOver().isOneInPool(passage -> true);
      }
      few.add(ofPool.get().passages());
    }
    return passedOver()
        .isOneInPool(passage -> few.stream().anyMatch(of -> Arrays.binarySearch(of, passage) >= 0));
  }

  /** Returns the pools that were drawn from. */
  private List<Pool> pools() {
    List<Pool> pools = new ArrayList<>();
    for (Mix.Part part : settings.mix().parts()) {
      for (int step = 0; step <= widened; step++) {
        pools.add(step == 0 ? part.pool() : Widening.of(part.pool(), step));
      }
    }
    return pools;
  }

  private PassedOver passedOver() {
    return new PassedOver(view, barred.and(byAnswer), excluded, this::isInPool);
  }

  /** Tells whether a passage lies in a pool that was drawn from. */
  private boolean isInPool(int passage) {
    Look look = view.look(passage);
    return pools().stream().anyMatch(pool -> view.outside(pool, look).isEmpty());
  }

  /**
   * Finds out which passages hold an answer that many rows give, and what is left of the pool, if
   * rows that have something in common with this one have looked for it.
   */
  private void narrow(Pool pool) {
    if (!answersBarred) {
      answersBarred = true;
      guards.barAnswers(view, byAnswer);
    }
    if (!narrowed) {
      narrowed = true;
      pooled = guards.few(view, pool, barred.and(byAnswer)).map(left -> inPool(left, pool));
    }
  }

  private int[] inPool(FewLeft left, Pool pool) {
    int[] passages = left.passages();
    float[] cosines = new float[passages.length];
    left.cosines(view, cosines);
    int[] inPool = new int[passages.length];
    int size = 0;
    for (int i = 0; i < passages.length; i++) {
      double quantile = view.lexicalQuantile(passages[i]);
      if (!excluded.contains(passages[i])
          && pool.lexicalQuantile().holds(quantile)
          && view.outside(pool, view.look(passages[i], cosines[i], quantile)).isEmpty()) {
        inPool[size++] = passages[i];
      }
    }
    return Arrays.copyOf(inPool, size);
  }

  private boolean isNothingLeft() {
    return pooled.isPresent() && pooled.get().length == 0;
  }

  /** What many rows have in common is worth looking at all at once. */
  private void lookTogether() {
    if (!together) {
      together = true;
      rest = guards.rest(barred.and(byAnswer));
      rest.ifPresent(view::lookAt);
    }
  }

  /** Tells whether it is known of a passage before the draw that it is not to be drawn. */
  private boolean isSkipped(int passage) {
    return barred.contains(passage)
        || byAnswer.contains(passage)
        || (pooled.isPresent() && Arrays.binarySearch(pooled.get(), passage) < 0);
  }

  private boolean isExcluded(int passage) {
    return excluded.contains(passage)
        || isSkipped(passage)
        || (reusedTooOften && closed.test(passage));
  }

  /** Tells whether a passage of the pool is closed to the row. */
  private boolean isClosed(int passage) {
    boolean isClosed = closed.test(passage);
    reusedTooOften |= isClosed;
    return isClosed;
  }

  private int drawPart(Mix.Part part, int keyNumber) {
    int missing = drawFrom(part.pool(), part.k(), view.key().derive(keyNumber));
    if (settings.shortage() == Shortage.WIDEN) {
      for (int step = 1; missing > 0 && step <= WIDENINGS; step++) {
        missing =
            drawFrom(Widening.of(part.pool(), step), missing, view.key().derive(keyNumber + step));
        widened = Math.max(widened, step);
      }
    }
    return missing;
  }

  /** Draws from one pool and returns how many are missing. */
  private int drawFrom(Pool pool, int k, DrawKey key) {
    if (left == 0 && pool.ranks().isEmpty()) {
      return k;
    }
    int wanted = picks.size() + k;
    narrowed = false;
    pooled = Optional.empty();
    NegativeSampler sampler = TracedSampler.of(view, settings.sampler());
    if (!ground.signals().isEmpty() && sampler instanceof WeightedSampler weighted) {
      sampler = new SignalledSampler(weighted, settings.signals());
    }
    boolean ended =
        sampler instanceof WeightedSampler weighted
            && pool.ranks().isEmpty()
            && race(pool, weighted, wanted, key);
    if (!ended) {
      scan(pool, sampler, wanted, key);
    }
    return wanted - picks.size();
  }

  /**
   * Races, and tells whether the draw ended: all that were wanted, or all there are, were drawn.
   */
  private boolean race(Pool pool, WeightedSampler sampler, int wanted, DrawKey key) {
    double maxCosine = view.maxCosine(pool);
    double maxWords = view.maxLexicalQuantile(pool);
    double bound = sampler.logWeightBound(maxCosine, maxWords, ground.corpus().maxFrequency());
    if (!Double.isFinite(bound)) {
      return false;
    }
    logPoolWeight = Double.NaN;
    boolean byFrequency = bound != sampler.logWeightBound(maxCosine, maxWords, 1);
    Proposals.Race race =
        new Proposals.Race(pool, sampler, key, maxCosine, maxWords, bound, byFrequency);
    Proposals proposed = view.proposals();
    proposed.begin(view, race);
    long limit = proposals(ground.corpus().size());
    boolean few = Completion.suits(view, proposed.mixture());
    // Then completing the race costs about as many looks as passages hold words of the question. A
    // race of a sixteenth as many is little beside it, and finds all that is wanted where the pool
    // has a hundred of them; a longer one hardly finds more.
    long end =
        few ? Math.min(limit, Math.max(FIRST, (long) proposed.mixture().holders() / 16)) : limit;
    race(race, wanted, 0, FIRST);
    if (picks.size() < wanted) {
      narrow(pool);
      race(race, wanted, FIRST, end);
    }
    if (few && picks.size() < wanted) {
      if (pooled.isEmpty()) {
        lookTogether();
      }
      Completion completion = new Completion(view, pool, sampler, this::isExcluded, pooled);
      boolean ended =
          completion.draw(
              proposed.mixture(),
              key,
              maxCosine,
              limit,
              (seen, weight) -> {
                if (!isClosed(seen.number())) {
                  consider(seen, race, weight);
                }
                return picks.size() < wanted;
              });
      proposals += completion.looks();
      return ended;
    }
    return picks.size() == wanted;
  }

  /** Makes the proposals of a race from {@code from} on, before {@code limit}. */
  private void race(Proposals.Race race, int wanted, long from, long limit) {
    if (isNothingLeft()) {
      // They would all fail. Which row was the first to find out must not show in their number.
      proposals += limit - from;
      return;
    }
    Proposals proposed = view.proposals();
    for (long first = from; first < limit && picks.size() < wanted; ) {
      int made = proposed.propose(view, race, first, limit, this::isSkipped);
      for (int i = 0; i < proposed.size() && picks.size() < wanted; i++) {
        if (excluded.contains(proposed.passage(i)) || !view.hasVector(proposed.passage(i))) {
          continue;
        }
        Look look = proposed.look(view, i);
        double weight = race.sampler().logWeight(look);
        if (weight >= proposed.threshold(i)
            && view.outside(race.pool(), look).isEmpty()
            && !isClosed(look.number())) {
          consider(look.keep(), race, weight);
          made = picks.size() < wanted ? made : proposed.place(i) + 1;
        }
      }
      first += made;
      proposals += made;
    }
  }

  private void consider(Seen seen, Proposals.Race race, double weight) {
    if (Double.isNaN(logPoolWeight)) {
      logPoolWeight = PoolWeight.log(view, race.pool(), race.sampler());
    }
    consider(seen, race.pool(), PoolWeight.share(weight, logPoolWeight));
  }

  private void scan(Pool pool, NegativeSampler sampler, int wanted, DrawKey key) {
    Offered offered = new Offered(view);
    if (pool.ranks().isPresent()) {
      for (int passage : ranks.of(view, pool.ranks().get())) {
        addIfInside(pool, passage, offered);
      }
    } else {
      narrow(pool);
      scanned = true;
      scan(pool, offered);
    }
    List<Candidate> candidates = offered.candidates();
    double logWeight =
        sampler instanceof WeightedSampler weighted && !candidates.isEmpty()
            ? pool.ranks().isPresent()
                ? PoolWeight.log(candidates, weighted)
                : PoolWeight.log(view, pool, weighted)
            : Double.NaN;
    Iterator<Seen> order = offered.order(sampler, key);
    while (picks.size() < wanted && order.hasNext()) {
      Seen seen = order.next();
      double probability =
          sampler instanceof WeightedSampler weighted
              ? PoolWeight.share(weighted.logWeight(seen), logWeight)
              : Double.NaN;
      consider(seen, pool, probability);
    }
  }

  private void scan(Pool pool, Offered offered) {
    if (pooled.isPresent()) {
      scanPooled(pooled.get(), offered);
      return;
    }
    lookTogether();
    if (rest.isPresent()) {
      scanRest(rest.get(), pool, offered);
    } else {
      scanAll(pool, offered);
    }
  }

  private void scanPooled(int[] passages, Offered offered) {
    for (int passage : passages) {
      if (!isExcluded(passage) && !isClosed(passage)) {
        offered.add(view.look(passage));
      }
    }
  }

  /**
   * Looks at all passages: at their words first, then, some at a time, at the vectors of those that
   * the words leave.
   */
  private void scanAll(Pool pool, Offered offered) {
    view.require(
        () ->
            IntStream.range(0, ground.corpus().size())
                .filter(
                    passage ->
                        !isExcluded(passage)
                            && pool.lexicalQuantile().holds(view.lexicalQuantile(passage)))
                .toArray());
    int[] numbers = new int[TOGETHER];
    double[] words = new double[TOGETHER];
    float[] cosines = new float[TOGETHER];
    int waiting = 0;
    int n = ground.corpus().size();
    for (int passage = 0; passage < n; passage++) {
      if (!isExcluded(passage)) {
        double quantile = view.lexicalQuantile(passage);
        if (pool.lexicalQuantile().holds(quantile)) {
          numbers[waiting] = passage;
          words[waiting++] = quantile;
        }
      }
      if (waiting == TOGETHER || passage == n - 1) {
        view.cosines(numbers, waiting, cosines);
        for (int i = 0; i < waiting; i++) {
          Look look = view.look(numbers[i], cosines[i], words[i]);
          // A passage without a vector is outside.
          if (view.outside(pool, look).isEmpty() && !isClosed(look.number())) {
            offered.add(look);
          }
        }
        waiting = 0;
      }
    }
  }

  /** The same where what is left was looked at together. */
  private void scanRest(Rest left, Pool pool, Offered offered) {
    float[] cosines = view.restCosines();
    for (int i = 0; i < left.size(); i++) {
      int passage = left.number(i);
      if (!excluded.contains(passage) && !(reusedTooOften && closed.test(passage))) {
        double quantile = view.lexicalQuantile(passage);
        if (pool.lexicalQuantile().holds(quantile)) {
          Look look = view.look(passage, cosines[i], quantile);
          if (view.outside(pool, look).isEmpty() && !isClosed(passage)) {
            offered.add(look);
          }
        }
      }
    }
  }

  private void addIfInside(Pool pool, int passage, Offered offered) {
    if (!excluded.contains(passage)) {
      Look look = view.look(passage);
      if (view.outside(pool, look).isEmpty() && !isClosed(passage)) {
        offered.add(look);
      }
    }
  }

  /** Asks the guards about a candidate that was drawn. */
  private void consider(Seen seen, Pool pool, double probability) {
    excluded.add(seen.number());
    int guard = memory.rejecting(guards, view, seen, picks);
    if (guard >= 0) {
      turnedAway = true;
      counts[guard]++;
      if (listing) {
        rejections.add(new Drawn.Rejection(seen.number(), guard));
      }
      shown.add(seen, guard);
    } else {
      picks.add(new Drawn.Pick(seen, pool.name(), probability));
    }
  }
}
