package io.github.easyneg.langchain4j.internal.guard;

import io.github.easyneg.mine.BatchGuard.Pair;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The verdicts that a model has given, by question and passage: rows with the same question share
 * them, and none is asked for twice. About 150 bytes each.
 */
public final class VerdictCache {
  private final Map<Key, Boolean> rejected = new ConcurrentHashMap<>();
  private final Map<Key, Double> scores = new ConcurrentHashMap<>();
  private final Set<Key> unreadable = ConcurrentHashMap.newKeySet();

  private record Key(String question, String passage) {
    static Key of(Pair pair) {
      return new Key(pair.row().question(), pair.passage().id());
    }
  }

  /** Returns the verdict on a pair, if there is one. */
  Optional<Boolean> of(Pair pair) {
    return Optional.ofNullable(rejected.get(Key.of(pair)));
  }

  /** Keeps a verdict and the score that it rests on. */
  public void put(Pair pair, boolean rejects, double score) {
    scores.put(Key.of(pair), score);
    put(pair, rejects);
  }

  /** Returns the score of a pair, if it has one. */
  public OptionalDouble score(Pair pair) {
    Double score = scores.get(Key.of(pair));
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** Remembers that a pair got no verdict that can be read. */
  public void unreadable(Pair pair) {
    unreadable.add(Key.of(pair));
  }

  /** Tells whether a pair got no verdict that can be read. */
  public boolean isUnreadable(Pair pair) {
    return unreadable.contains(Key.of(pair));
  }

  /** Tells whether the model itself rejected a pair. */
  public boolean answers(Pair pair) {
    return of(pair).orElse(false) && !unreadable.contains(Key.of(pair));
  }

  /** Keeps a verdict. */
  public void put(Pair pair, boolean rejects) {
    rejected.put(Key.of(pair), rejects);
  }

  /**
   * Returns the pairs that have no verdict yet, by question, each question and passage once.
   *
   * <p>A blank question asks nothing and a blank passage answers nothing: such pairs pass without a
   * model, which would refuse the call.
   */
  public Map<String, List<Pair>> open(List<Pair> pairs) {
    Map<String, List<Pair>> open = new LinkedHashMap<>();
    Set<Key> seen = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      Key key = Key.of(pair);
      if (rejected.containsKey(key) || !seen.add(key)) {
        continue;
      }
      if (key.question().isBlank() || pair.passage().text().isBlank()) {
        rejected.put(key, false);
      } else {
        open.computeIfAbsent(key.question(), question -> new ArrayList<>()).add(pair);
      }
    }
    return open;
  }

  /** Returns the verdicts on pairs that all have one. */
  public BitSet of(List<Pair> pairs) {
    BitSet rejects = new BitSet(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      rejects.set(i, of(pairs.get(i)).orElseThrow());
    }
    return rejects;
  }
}
