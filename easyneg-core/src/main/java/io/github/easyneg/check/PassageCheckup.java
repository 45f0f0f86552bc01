package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.internal.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds passages that share most of their words with another.
 *
 * <p>Which passages to compare is found by MinHash and banding: Broder, "On the Resemblance and
 * Containment of Documents", 1997 (https://doi.org/10.1109/SEQUEN.1997.666900); Leskovec, Rajaraman
 * and Ullman, "Mining of Massive Datasets", 3.4 (http://www.mmds.org). With 16 bands of 4 hashes, a
 * pair that shares 80 % of its words meets in a band with probability 1 - (1 - 0.8^4)^16 = 0.9998.
 * Those that meet are compared word by word, so that what is reported is exact. A bucket that holds
 * {@value #BUCKET} passages takes no more, or boilerplate would be compared with all boilerplate.
 *
 * <p>Remembers the words of each distinct passage, some 600 bytes, up to {@value #MOST} passages;
 * says so where it stops there.
 */
final class PassageCheckup {
  /** As {@link io.github.easyneg.mine.Guards#nearDuplicates()} has it. */
  private static final double NEAR = 0.8;

  private static final int BANDS = 16;
  private static final int HASHES_PER_BAND = 4;
  private static final int BUCKET = 8;
  private static final int MOST = 1_000_000;

  private final Findings findings;
  private final int most;
  private final Set<Long> seen = new HashSet<>();
  private final List<Known> passages = new ArrayList<>();
  private final Map<Long, int[]> buckets = new HashMap<>();
  private boolean full;

  /** A passage: where it was met first, and its distinct words in order. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(Place place, int context, int[] words) {}

  PassageCheckup(Findings findings) {
    this(findings, MOST);
  }

  PassageCheckup(Findings findings, int most) {
    this.findings = findings;
    this.most = most;
  }

  void look(Place place, List<String> contexts) {
    for (int i = 0; i < contexts.size(); i++) {
      look(place, i, contexts.get(i));
    }
  }

  private void look(Place place, int context, String text) {
    if (text.isBlank() || full || !seen.add(Fold.hash(text))) {
      return;
    }
    if (passages.size() == most) {
      full = true;
      findings.add(
          FindingKind.NOT_CHECKED,
          place,
          String.format(
              Locale.ROOT,
              "from here on passages are not checked for near-duplicates: no more than %,d are"
                  + " remembered.",
              most));
      return;
    }
    Known known =
        new Known(place, context, Arrays.stream(Words.of(text)).sorted().distinct().toArray());
    long[] bands = bands(known.words());
    compare(known, bands);
    passages.add(known);
    for (long band : bands) {
      buckets.merge(band, new int[] {passages.size() - 1}, PassageCheckup::joined);
    }
  }

  private void compare(Known known, long[] bands) {
    Set<Integer> compared = new HashSet<>();
    for (long band : bands) {
      for (int other : buckets.getOrDefault(band, new int[0])) {
        if (compared.add(other)) {
          Known before = passages.get(other);
          double share = jaccard(known.words(), before.words());
          if (share >= NEAR) {
            findings.add(
                FindingKind.NEAR_DUPLICATE,
                known.place(),
                String.format(
                    Locale.ROOT,
                    "contexts[%d] is a near-duplicate of contexts[%d] of %s: %.0f %% of their words"
                        + " are the same.",
                    known.context(),
                    before.context(),
                    Findings.named(before.place(), known.place()),
                    Math.floor(100 * share)));
            return;
          }
        }
      }
    }
  }

  private static int[] joined(int[] bucket, int[] one) {
    if (bucket.length == BUCKET) {
      return bucket;
    }
    int[] more = Arrays.copyOf(bucket, bucket.length + 1);
    more[bucket.length] = one[0];
    return more;
  }

  /** Returns a hash of each band of the passage's MinHash signature. */
  private static long[] bands(int[] words) {
    long[] bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long hash = band;
      for (int i = 0; i < HASHES_PER_BAND; i++) {
        long salt = mix(band * HASHES_PER_BAND + i + 1);
        long least = Long.MAX_VALUE;
        for (int word : words) {
          least = Math.min(least, mix(word ^ salt));
        }
        hash = mix(hash * 31 + least);
      }
      bands[band] = hash;
    }
    return bands;
  }

  /** The finaliser of MurmurHash3 (Austin Appleby, public domain). */
  private static long mix(long bits) {
    long h = bits * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }

  private static double jaccard(int[] a, int[] b) {
    int both = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        both++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    int either = a.length + b.length - both;
    return either == 0 ? 0 : (double) both / either;
  }
}
