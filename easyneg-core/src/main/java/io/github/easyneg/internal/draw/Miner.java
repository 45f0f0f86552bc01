package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.ground.VectorsMissing;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.MinedRow.Reason;
import io.github.easyneg.mine.RejectedCandidate;
import io.github.easyneg.mine.VerdictMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws for chunks of rows, and draws again where an expensive guard objects. */
public final class Miner {
  private final Ground ground;
  private final GuardChain guards;
  private final Ranks ranks;
  private final Workers workers;
  private final Scratch.PoolState scratches;
  private final Verdicts verdicts;

  /** Makes a miner whose batch guards' verdicts end with it. */
  public Miner(Ground ground, Workers workers, Consumer<String> notes) {
    this(ground, workers, notes, guard -> VerdictMemory.NONE);
  }

  /**
   * Makes a miner.
   *
   * @param memory where a batch guard's verdicts outlast the run
   */
  public Miner(
      Ground ground,
      Workers workers,
      Consumer<String> notes,
      Function<BatchGuard, VerdictMemory> memory) {
    this.ground = ground;
    this.guards = new GuardChain(ground);
    this.ranks = new Ranks(ground, notes);
    this.workers = workers;
    this.scratches = new Scratch.PoolState(ground);
    this.verdicts = new Verdicts(ground.settings(), memory);
  }

  private Miner(Miner other) {
    this.ground = other.ground;
    this.guards = other.guards;
    this.ranks = other.ranks;
    this.workers = other.workers;
    this.scratches = other.scratches;
    this.verdicts = new Verdicts(ground.settings(), guard -> VerdictMemory.NONE);
  }

  /**
   * Returns a miner of the same ground that another thread uses at the same time: what both
   * prepared once is shared, and each remembers what batch guards said to it.
   */
  public Miner another() {
    return new Miner(this);
  }

  public GuardChain guards() {
    return guards;
  }

  public Ranks ranks() {
    return ranks;
  }

  /** Returns how many candidates each batch guard rejected, by its name. */
  public Map<String, Long> batchRejections() {
    return verdicts.rejections();
  }

  /** Returns on how many candidates each batch guard had no verdict, by its name. */
  public Map<String, Long> batchUndecided() {
    return verdicts.undecided();
  }

  /** Returns what batch guards rejected for a row that was drawn for last. */
  public List<Verdicts.Rejected> rejectedFor(Row row) {
    return verdicts.rejectedFor(row.number());
  }

  /** Looks at one row, which must be comparable. */
  public void look(Row row, Consumer<RowView> user) {
    Scratch scratch = scratches.borrow();
    RowView.forEach(ground, List.of(row), scratch, user);
    scratches.giveBack(scratch);
  }

  /**
   * Draws for each row.
   *
   * @param reuse what {@code maxReuse} closes to whom
   */
  public List<Drawn> draw(List<Row> rows, ReuseLimit reuse) {
    return draw(rows, reuse, false);
  }

  /** The same for one row, and lists the candidates that guards reject. */
  public Drawn drawListing(Row row, ReuseLimit reuse) {
    return draw(List.of(row), reuse, true).get(0);
  }

  private List<Drawn> draw(List<Row> rows, ReuseLimit reuse, boolean listing) {
    if (ground.settings().maxReuse().isEmpty()) {
      // No row draws again in a later round.
      verdicts.forget();
    }
    Drawn[] drawn = new Drawn[rows.size()];
    List<Integer> open = IntStream.range(0, drawn.length).boxed().toList();
    makeOwn(rows);
    while (!open.isEmpty()) {
      new Round(rows, reuse, drawn, listing).draw(open);
      open = verdicts.ask(rows, drawn, open);
    }
    for (int i = 0; i < drawn.length; i++) {
      long row = rows.get(i).number();
      drawn[i] = verdicts.measured(row, withVerdicts(drawn[i], verdicts.rejectedFor(row)));
    }
    return List.of(drawn);
  }

  /** Adds what batch guards rejected to the candidates that are shown. */
  private Drawn withVerdicts(Drawn drawn, List<Verdicts.Rejected> verdicts) {
    if (verdicts.isEmpty()) {
      return drawn;
    }
    ShownRejections ofBatches = new ShownRejections();
    verdicts.stream()
        .filter(Verdicts.Rejected::decided)
        .forEach(one -> ofBatches.add(one.seen(), guards.passed().indexOf(one.guard())));
    List<Drawn.Rejected> shown = new ArrayList<>(drawn.rejected());
    shown.addAll(ofBatches.all());
    return drawn.withRejected(shown);
  }

  /** Has the vectors of the rows' own contexts made, which each row looks at. */
  private void makeOwn(List<Row> rows) {
    if (!ground.vectors().complete()) {
      ground
          .vectors()
          .make(
              rows.stream()
                  .flatMapToInt(
                      row -> Arrays.stream(ground.corpus().numbers(row.row(), row.number())))
                  .toArray());
    }
  }

  /**
   * One draw for some rows. Those that come to passages whose vectors are yet to be made wait until
   * all others have come as far; then the vectors are made together, and those rows are drawn for
   * again.
   */
  private final class Round {
    private final List<Row> rows;
    private final ReuseLimit reuse;
    private final Drawn[] drawn;
    private final boolean listing;
    private final GuardMemory[] memories;
    private final int[] @Nullable [] missing;

    Round(List<Row> rows, ReuseLimit reuse, Drawn[] drawn, boolean listing) {
      this.rows = rows;
      this.reuse = reuse;
      this.drawn = drawn;
      this.listing = listing;
      this.memories = new GuardMemory[rows.size()];
      this.missing = new int[rows.size()][];
      boolean complete = ground.vectors().complete();
      Arrays.setAll(memories, i -> complete ? GuardMemory.NONE : GuardMemory.empty());
    }

    void draw(List<Integer> open) {
      List<Integer> now = open;
      while (!now.isEmpty()) {
        drawOnce(now);
        now = now.stream().filter(i -> missing[i] != null).toList();
        IntStream.Builder wanted = IntStream.builder();
        for (int i : now) {
          Arrays.stream(Objects.requireNonNull(missing[i])).forEach(wanted);
          missing[i] = null;
        }
        ground.vectors().make(wanted.build().toArray());
      }
    }

    private void drawOnce(List<Integer> now) {
      int share = (now.size() + workers.threads() - 1) / workers.threads();
      int size = Math.max(Scratch.ROWS, Math.min(ranks.blockRows(), share));
      workers.forEach(
          (now.size() + size - 1) / size,
          block -> {
            int from = block * size;
            drawBlock(now.subList(from, Math.min(from + size, now.size())));
          });
    }

    private void drawBlock(List<Integer> places) {
      for (int place : places) {
        if (!rows.get(place).isComparable()) {
          drawn[place] = Drawn.withoutVector(ground.settings().mix().total());
        } else if (reuse.isLeftOut(rows.get(place))) {
          drawn[place] = Drawn.leftOut(ground.settings().mix().total());
        }
      }
      List<Integer> comparable =
          places.stream()
              .filter(i -> rows.get(i).isComparable() && !reuse.isLeftOut(rows.get(i)))
              .toList();
      List<Row> ofBlock = comparable.stream().map(rows::get).toList();
      Scratch scratch = scratches.borrow();
      Ranks.Block near = ranks.block(ofBlock);
      int[] next = {0};
      RowView.forEach(
          ground, ofBlock, scratch, view -> drawRow(view, comparable.get(next[0]++), near));
      scratches.giveBack(scratch);
    }

    private void drawRow(RowView view, int place, Ranks.Block near) {
      try {
        drawn[place] = drawn(view, near, reuse.closedTo(rows.get(place)), listing, memories[place]);
      } catch (VectorsMissing e) {
        missing[place] = e.numbers();
      }
    }
  }

  private Drawn drawn(
      RowView view, Ranks.Block near, IntPredicate closed, boolean listing, GuardMemory memory) {
    IntSet forbidden = new IntSet();
    verdicts.forbid(view.number(), forbidden);
    Optional<Reason> reason =
        forbidden.size() > 0 ? Optional.of(Reason.REJECTED_BY_GUARDS) : Optional.empty();
    memory.begin();
    return new RowDraw(ground, guards, near, view, forbidden, closed, listing, memory).draw(reason);
  }

  /** Returns a row and its draw in the words of the interface. */
  public MinedRow mined(Row row, Drawn drawn) {
    MinedNegative[] negatives = new MinedNegative[drawn.picks().size()];
    for (int i = 0; i < negatives.length; i++) {
      Drawn.Pick pick = drawn.picks().get(i);
      Seen seen = pick.seen();
      negatives[i] =
          MinedNegative.of(seen.passage(), pick.pool())
              .cosine(seen.cosine())
              .cosineQuantile(seen.cosineQuantile())
              .lexicalQuantile(seen.lexicalQuantile())
              .frequency(seen.frequency())
              .probability(known(pick.probability()))
              .guards(guards.passed())
              .distracting(known(pick.distracting()))
              .build();
    }
    return new MinedRow(
            ground.corpus().identified(row.row(), row.number()),
            row.number(),
            List.of(negatives),
            drawn.shortfall(),
            drawn.rejected().stream().map(this::rejected).toList())
        .withContextCosines(contextCosines(drawn.ownCosines()));
  }

  /** Returns the cosines of a row's contexts; none if one of them has no vector. */
  private static List<Double> contextCosines(float[] own) {
    List<Double> cosines = new ArrayList<>(own.length);
    for (float cosine : own) {
      if (Float.isNaN(cosine)) {
        return List.of();
      }
      cosines.add((double) cosine);
    }
    return cosines;
  }

  private RejectedCandidate rejected(Drawn.Rejected rejected) {
    Seen seen = rejected.seen();
    return RejectedCandidate.of(seen.passage(), guards.passed().get(rejected.guard()))
        .cosine(seen.cosine())
        .cosineQuantile(seen.cosineQuantile())
        .lexicalQuantile(seen.lexicalQuantile())
        .build();
  }

  private static OptionalDouble known(double number) {
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
