package io.github.easyneg.internal.run;

import io.github.easyneg.report.ReuseCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often passages are negatives. For one thread. */
abstract class Uses {

  /** Returns counts of four bytes for each passage. */
  static Uses dense(int passages) {
    return new Dense(passages);
  }

  /** Returns counts whose size is that of the passages that are used; they are only written. */
  static Uses sparse() {
    return new Sparse();
  }

  abstract void add(int passage, int times);

  /** Writes the counts, for {@link #addAll} of others. */
  abstract void write(DataOutput out) throws IOException;

  abstract ReuseCounts counts(int candidates);

  /** Adds counts that were written. */
  final void addAll(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int passage = in.readInt();
      add(passage, in.readInt());
    }
  }

  private static final class Sparse extends Uses {
    private final Map<Integer, Integer> uses = new HashMap<>();

    @Override
    void add(int passage, int times) {
      uses.merge(passage, times, Integer::sum);
    }

    @Override
    void write(DataOutput out) throws IOException {
      out.writeInt(uses.size());
      for (Map.Entry<Integer, Integer> use : uses.entrySet()) {
        out.writeInt(use.getKey());
        out.writeInt(use.getValue());
      }
    }

    @Override
    ReuseCounts counts(int candidates) {
      throw new IllegalStateException("counts of a part are added up before they are read");
    }
  }

  private static final class Dense extends Uses {
    private final int[] uses;

    Dense(int passages) {
      this.uses = new int[passages];
    }

    @Override
    void add(int passage, int times) {
      uses[passage] += times;
    }

    @Override
    void write(DataOutput out) {
      throw new IllegalStateException("counts of all passages are read, and not written");
    }

    @Override
    ReuseCounts counts(int candidates) {
      int[] sorted = uses.clone();
      Arrays.sort(sorted);
      long distinct = 0;
      double total = 0;
      double weighted = 0;
      Map<Integer, Long> passagesByUses = new TreeMap<>();
      for (int i = 0; i < sorted.length; i++) {
        distinct += sorted[i] > 0 ? 1 : 0;
        total += sorted[i];
        passagesByUses.merge(sorted[i], 1L, Long::sum);
        weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
      }
      double gini = total == 0 ? 0 : weighted / (sorted.length * total);
      return ReuseCounts.builder()
          .distinct(distinct)
          .max(sorted[sorted.length - 1])
          .gini(gini)
          .coverage((double) distinct / candidates)
          .passagesByUses(passagesByUses)
          .build();
    }
  }
}
