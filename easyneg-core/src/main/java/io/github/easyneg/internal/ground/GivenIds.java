package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.text.Fold;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The ids that a corpus in a ground file and the rows give to passages, but for those that several
 * texts have. Immutable; thread-safe.
 *
 * @param known whether there are any, and how many name several texts
 * @param byRows ids that differ from those in the file
 * @param ambiguous ids that name several texts
 */
record GivenIds(Passages.SourceIds known, Map<Integer, String> byRows, Set<String> ambiguous) {
  static final GivenIds NONE = new GivenIds(new Passages.SourceIds(false, 0), Map.of(), Set.of());

  /**
   * Joins the ids that the corpus gives and those that the rows give.
   *
   * @param byRows ids by the passages' numbers
   */
  static GivenIds of(MappedPassages passages, Map<Integer, String> byRows) {
    Map<Integer, String> differing = new HashMap<>();
    byRows.forEach(
        (number, id) -> {
          Optional<String> ofCorpus = passages.corpusId(number);
          String first = ofCorpus.map(other -> RowFacts.Builder.first(id, other)).orElse(id);
          if (!ofCorpus.equals(Optional.of(first))) {
            differing.put(number, first);
          }
        });
    GivenIds all = new GivenIds(new Passages.SourceIds(true, 0), differing, Set.of());
    // Hashes first, because all ids of a large corpus would not fit into the heap.
    long[] hashes =
        IntStream.range(0, passages.size())
            .mapToObj(number -> all.of(passages, number))
            .flatMap(Optional::stream)
            .mapToLong(Fold::exactHash)
            .sorted()
            .toArray();
    if (hashes.length == 0) {
      return NONE;
    }
    Set<Long> twice = new HashSet<>();
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] == hashes[i - 1]) {
        twice.add(hashes[i]);
      }
    }
    Set<String> ambiguous = twice.isEmpty() ? Set.of() : ambiguous(passages, all, twice);
    return new GivenIds(
        new Passages.SourceIds(true, ambiguous.size()), Map.copyOf(differing), ambiguous);
  }

  private static Set<String> ambiguous(MappedPassages passages, GivenIds all, Set<Long> twice) {
    Set<String> once = new HashSet<>();
    Set<String> ambiguous = new HashSet<>();
    for (int number = 0; number < passages.size(); number++) {
      all.of(passages, number)
          .filter(id -> twice.contains(Fold.exactHash(id)) && !once.add(id))
          .ifPresent(ambiguous::add);
    }
    return Set.copyOf(ambiguous);
  }

  /** Returns the id of a passage. */
  Optional<String> of(MappedPassages passages, int number) {
    if (!known.any()) {
      return Optional.empty();
    }
    String byRow = byRows.get(number);
    Optional<String> id = byRow != null ? Optional.of(byRow) : passages.corpusId(number);
    return id.filter(name -> !ambiguous.contains(name));
  }
}
