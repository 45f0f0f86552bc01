package io.github.easyneg.internal.run;

import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.mine.BatchGuard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What batch guards did in one run; a guard may serve several, one after the other. */
final class GuardWork {
  private final List<BatchGuard> guards;
  private final Map<String, Map<String, Long>> before;

  /** Begins to count. */
  GuardWork(List<BatchGuard> guards) {
    this.guards = guards;
    this.before = now();
  }

  private Map<String, Map<String, Long>> now() {
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    for (BatchGuard guard : guards) {
      Map<String, Long> counts = guard.counts();
      if (!counts.isEmpty()) {
        all.put(guard.name(), new LinkedHashMap<>(counts));
      }
    }
    return all;
  }

  /** Returns what each guard counted since, by its name; nothing of guards that count nothing. */
  Map<String, Map<String, Long>> counts() {
    Map<String, Map<String, Long>> all = now();
    all.replaceAll((guard, counts) -> since(before.getOrDefault(guard, Map.of()), counts));
    return all;
  }

  /** Returns on how many candidates each guard had no verdict, by its name, 0 too. */
  Map<String, Long> withoutVerdict(Map<String, Long> undecided) {
    Map<String, Long> all = new LinkedHashMap<>();
    guards.forEach(guard -> all.put(guard.name(), undecided.getOrDefault(guard.name(), 0L)));
    return all;
  }

  /** Returns what the user is told of guards that had no verdict on some candidates. */
  static List<String> notes(Map<String, Long> undecided) {
    return undecided.entrySet().stream()
        .filter(guard -> guard.getValue() > 0)
        .map(
            guard ->
                String.format(
                    Locale.ROOT,
                    "%s gave no verdict on %s; others were drawn instead.",
                    guard.getKey(),
                    Counted.of(guard.getValue(), "candidate", "candidates")))
        .toList();
  }

  /** Returns what was added to counts. */
  static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
    Map<String, Long> added = new LinkedHashMap<>(now);
    added.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
    return added;
  }
}
