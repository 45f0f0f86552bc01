package io.github.easyneg.internal.draw;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.settings.RowName;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.ReadingGuard;
import io.github.easyneg.mine.VerdictMemory;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * What the batch guards said of each row's candidates, so that each pair is asked about once,
 * however often a row draws again. For one thread.
 */
public final class Verdicts {
  private final Dataset dataset;
  private final List<BatchGuard> guards;
  private final Function<BatchGuard, VerdictMemory> memory;
  private final Optional<ReadingGuard> reader;
  private final Map<Long, IntSet> passed = new HashMap<>();
  private final Map<Long, List<Rejected>> rejected = new HashMap<>();

  /** Distracting effects of what passed, by row and passage. */
  private final Map<Long, Map<Integer, Double>> distracting = new HashMap<>();

  private final Map<String, Long> rejections = new TreeMap<>();
  private final Map<String, Long> undecided = new TreeMap<>();

  /**
   * A candidate of a row that was rejected.
   *
   * @param seen the candidate as the row saw it
   * @param guard by name
   * @param decided false if the guard had no verdict
   */
  public record Rejected(Seen seen, String guard, boolean decided) {}

  /** A candidate of a row that no guard has judged yet. */
  private record Open(Row row, Seen seen) {
    BatchGuard.Pair pair() {
      return new BatchGuard.Pair(row.row(), seen.passage());
    }
  }

  /**
   * Knows nothing yet.
   *
   * @param memory where a guard's verdicts outlast the run
   */
  Verdicts(Settings settings, Function<BatchGuard, VerdictMemory> memory) {
    this.dataset = settings.dataset();
    this.guards = settings.batchGuards();
    this.memory = memory;
    this.reader =
        guards.stream()
            .filter(ReadingGuard.class::isInstance)
            .map(ReadingGuard.class::cast)
            .findFirst();
  }

  /** Returns how many candidates each guard rejected, by its name. */
  Map<String, Long> rejections() {
    return rejections;
  }

  /** Returns on how many candidates each guard had no verdict, by its name. */
  Map<String, Long> undecided() {
    return undecided;
  }

  /** Returns what was rejected for a row. */
  List<Rejected> rejectedFor(long row) {
    return rejected.getOrDefault(row, List.of());
  }

  /** Adds what was rejected for a row. */
  void forbid(long row, IntSet passages) {
    if (!rejected.isEmpty()) {
      rejectedFor(row).forEach(one -> passages.add(one.seen().number()));
    }
  }

  /** Forgets the rows, but not the counts. */
  void forget() {
    passed.clear();
    distracting.clear();
    rejected.clear();
  }

  /** Asks about what was drawn for some of the rows; returns those that must draw again. */
  List<Integer> ask(List<Row> all, Drawn[] drawn, List<Integer> rows) {
    if (guards.isEmpty()) {
      return List.of();
    }
    List<Open> open = new ArrayList<>();
    for (int i : rows) {
      IntSet known = passed.computeIfAbsent(all.get(i).number(), r -> new IntSet());
      for (Drawn.Pick pick : drawn[i].picks()) {
        if (!known.contains(pick.seen().number())) {
          open.add(new Open(all.get(i), pick.seen()));
        }
      }
    }
    Map<Long, List<Rejected>> now = new HashMap<>();
    for (BatchGuard guard : guards) {
      open = ask(guard, open, now);
    }
    for (Open left : open) {
      passed.computeIfAbsent(left.row().number(), r -> new IntSet()).add(left.seen().number());
      reader.ifPresent(guard -> measure(guard, left));
    }
    now.forEach(
        (row, ofRow) -> rejected.computeIfAbsent(row, r -> new ArrayList<>()).addAll(ofRow));
    return rows.stream().filter(i -> now.containsKey(all.get(i).number())).toList();
  }

  private void measure(ReadingGuard guard, Open left) {
    OptionalDouble effect = guard.distracting(left.pair());
    if (effect.isEmpty()) {
      return;
    }
    if (!(effect.getAsDouble() >= 0 && effect.getAsDouble() <= 1)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the guard '%s' must give a distracting effect from 0 to 1, but for the passage"
                  + " \"%s\" it gave %s; fix the guard, or remove it.",
              guard.name(),
              left.seen().passage().text(),
              effect.getAsDouble()));
    }
    distracting
        .computeIfAbsent(left.row().number(), r -> new HashMap<>())
        .put(left.seen().number(), effect.getAsDouble());
  }

  /** Returns a draw with what is known of its negatives' distracting effects. */
  Drawn measured(long row, Drawn drawn) {
    Map<Integer, Double> ofRow = distracting.get(row);
    return ofRow == null
        ? drawn
        : drawn.withPicks(
            drawn.picks().stream()
                .map(pick -> pick.measured(ofRow.getOrDefault(pick.seen().number(), Double.NaN)))
                .toList());
  }

  /** Asks one guard; what it throws is told with where it happened. */
  private BitSet verdict(BatchGuard guard, List<Open> open) {
    try {
      return guard.rejects(open.stream().map(Open::pair).toList(), memory.apply(guard));
    } catch (CancellationException | GuardException | UncheckedIOException e) {
      // The last one is the disk's, on which verdicts are kept; it names the file.
      throw e;
    } catch (RuntimeException e) {
      Row first = open.get(0).row();
      throw new GuardException(
          String.format(
              Locale.ROOT,
              "%s: the guard '%s' must return a verdict on every candidate, but for %d of them, of"
                  + " this row and others after it, it threw %s; fix the guard, or remove it.",
              RowName.of(dataset, first.number(), first.row()),
              guard.name(),
              open.size(),
              e),
          e);
    }
  }

  /** Asks one guard and returns what it lets pass. */
  private List<Open> ask(BatchGuard guard, List<Open> open, Map<Long, List<Rejected>> rejectedNow) {
    if (open.isEmpty()) {
      return open;
    }
    Workers.requireNotInterrupted();
    BitSet verdict = verdict(guard, open);
    if (verdict.length() > open.size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the guard '%s' was asked about %d pairs, but rejects number %d; bit i is for"
                  + " pairs.get(i).",
              guard.name(),
              open.size(),
              verdict.length() - 1));
    }
    List<Open> left = new ArrayList<>(open.size());
    for (int i = 0; i < open.size(); i++) {
      Open one = open.get(i);
      if (verdict.get(i)) {
        boolean decided = !guard.undecided(one.pair());
        (decided ? rejections : undecided).merge(guard.name(), 1L, Long::sum);
        rejectedNow
            .computeIfAbsent(one.row().number(), r -> new ArrayList<>())
            .add(new Rejected(one.seen(), guard.name(), decided));
      } else {
        left.add(one);
      }
    }
    return left;
  }
}
