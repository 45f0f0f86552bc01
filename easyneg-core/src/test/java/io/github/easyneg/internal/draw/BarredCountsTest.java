package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.internal.ground.IntSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BarredCountsTest {
  private static final int GUARDS = 4;
  private static final int CANDIDATES = 60;

  @Test
  void countsAreThoseOfALookAtEach() {
    Random random = new Random(7);
    BarredCounts counts = new BarredCounts(GUARDS, CANDIDATES);
    for (int round = 0; round < 2000; round++) {
      Barred barred = new Barred();
      List<Set<Integer>> sets = new ArrayList<>();
      List<Integer> guards = new ArrayList<>();
      int number = random.nextInt(4);
      for (int i = 0; i < number; i++) {
        guards.add(random.nextInt(GUARDS));
      }
      guards.sort(null);
      for (int i = 0; i < number; i++) {
        IntSet set = new IntSet();
        Set<Integer> same = new HashSet<>();
        int size = random.nextInt(4) == 0 ? CANDIDATES : random.nextInt(CANDIDATES);
        for (int j = 0; j < size; j++) {
          int passage = size == CANDIDATES ? j : random.nextInt(CANDIDATES);
          set.add(passage);
          same.add(passage);
        }
        barred.add(guards.get(i), set);
        sets.add(same);
      }
      int[] expected = new int[GUARDS];
      int left = 0;
      for (int passage = 0; passage < CANDIDATES; passage++) {
        int first = firstWith(sets, passage);
        if (first < 0) {
          left++;
        } else {
          expected[guards.get(first)]++;
        }
      }
      for (int again = 0; again < 2; again++) {
        assertThat(counts.byGuard(barred)).isEqualTo(expected);
        int found = counts.left(barred);
        assertThat(found == 0).isEqualTo(left == 0);
        assertThat(found).isLessThanOrEqualTo(left);
      }
    }
  }

  private static int firstWith(List<Set<Integer>> sets, int passage) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).contains(passage)) {
        return i;
      }
    }
    return -1;
  }
}
