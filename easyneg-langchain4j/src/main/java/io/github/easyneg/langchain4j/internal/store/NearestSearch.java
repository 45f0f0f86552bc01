package io.github.easyneg.langchain4j.internal.store;

import io.github.easyneg.index.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Makes a list that keeps {@link io.github.easyneg.index.VectorIndex#nearest}'s rules from what an
 * approximate search returns: in order, ties by id even at the end of the list, and of the
 * requested length.
 *
 * <p>It asks for more than {@code k}: graph search is weakest at the end of its list, and passages
 * that tie with the last one may be behind it. While the tie reaches the end of what came, it asks
 * for four times as many.
 */
public final class NearestSearch {
  private static final Comparator<Hit> ORDER =
      Comparator.comparingDouble(Hit::cosine).reversed().thenComparing(Hit::id);
  private static final int LEAST_MARGIN = 16;
  private static final int MOST_MARGIN = 256;
  private static final int MOST_ASKED = 1 << 14;

  private final IntFunction<Found> search;
  private final LongSupplier size;
  private final Function<List<Hit>, List<Hit>> completion;

  /**
   * What a search returned.
   *
   * @param hits in any order, an id perhaps more than once
   * @param asked how many were asked for
   * @param returned how many came, whether or not they are in {@code hits}
   */
  public record Found(List<Hit> hits, int asked, int returned) {}

  /**
   * Makes a search.
   *
   * @param search asks the store for a number of passages
   * @param size how many passages there are
   * @param completion makes a complete list, or fails, when the store returned {@code hits} and
   *     will not return more
   */
  public NearestSearch(
      IntFunction<Found> search, LongSupplier size, Function<List<Hit>, List<Hit>> completion) {
    this.search = search;
    this.size = size;
    this.completion = completion;
  }

  /** Returns the {@code k} nearest, fewer only if there are fewer. */
  public List<Hit> nearest(int k) {
    int margin = Math.max(LEAST_MARGIN, Math.min(MOST_MARGIN, k));
    int asked = (int) Math.min(Integer.MAX_VALUE, (long) k + margin);
    for (; ; asked = (int) Math.min(Integer.MAX_VALUE, 4L * asked)) {
      Found found = search.apply(asked);
      List<Hit> hits = inOrder(found.hits());
      boolean exhausted = found.returned() < found.asked();
      if (exhausted && hits.size() >= size.getAsLong()) {
        return cut(hits, k);
      }
      if (!exhausted && hits.size() > k && !tied(hits, k)) {
        return cut(hits, k);
      }
      if (exhausted || asked >= MOST_ASKED) {
        return cut(inOrder(completion.apply(hits)), k);
      }
    }
  }

  /** Tells whether the passage behind the last one returned might belong before the k-th. */
  private static boolean tied(List<Hit> hits, int k) {
    return hits.get(k - 1).cosine() == hits.get(hits.size() - 1).cosine();
  }

  private static List<Hit> cut(List<Hit> hits, int k) {
    return List.copyOf(hits.subList(0, Math.min(k, hits.size())));
  }

  private static List<Hit> inOrder(List<Hit> hits) {
    List<Hit> sorted = new ArrayList<>(hits);
    sorted.sort(ORDER);
    Set<String> seen = new HashSet<>();
    sorted.removeIf(hit -> !seen.add(hit.id()));
    return sorted;
  }
}
