package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Passages of a corpus that records name by their ids; the others are not in memory. */
public final class NamedPassages {
  /** Of a reading that has no corpus. */
  public static final NamedPassages NONE = new NamedPassages(Optional.empty(), Map.of());

  private final Optional<String> corpus;
  private final Map<String, Passage> byId;

  private NamedPassages(Optional<String> corpus, Map<String, Passage> byId) {
    this.corpus = corpus;
    this.byId = byId;
  }

  /** Reads what the records of some inputs name of a format's corpus. */
  public static NamedPassages of(List<Input> inputs, InputFormat format) {
    if (format.corpus().isEmpty()) {
      return NONE;
    }
    Set<String> ids = new HashSet<>();
    inputs.forEach(input -> ids.addAll(input.ids(format)));
    return of(format.corpus().get(), ids);
  }

  /** Reads a corpus and keeps the passages that have one of these ids, of equal ids the first. */
  static NamedPassages of(Corpus corpus, Set<String> wanted) {
    Map<String, Passage> byId = new HashMap<>();
    if (!wanted.isEmpty()) {
      try (Stream<Passage> all = corpus.passages()) {
        all.filter(passage -> wanted.contains(passage.name()))
            .forEachOrdered(passage -> byId.putIfAbsent(passage.name(), passage));
      }
    }
    return new NamedPassages(Optional.of(corpus.name()), byId);
  }

  /** Returns a passage; empty if the corpus has none of that id. */
  Optional<Passage> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Returns a passage.
   *
   * @param path the field that names it
   * @throws IllegalArgumentException if it is not there
   */
  Passage get(String path, String id) {
    if (corpus.isEmpty()) {
      throw new IllegalArgumentException(
          path
              + " is the id \""
              + id
              + "\", but there is no corpus whose passages have ids; name one (--corpus FILE, or"
              + " InputFormat.withCorpus).");
    }
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    path
                        + " is the id \""
                        + id
                        + "\", which is not in "
                        + corpus.get()
                        + "; add the passage there, or remove the id here."));
  }
}
