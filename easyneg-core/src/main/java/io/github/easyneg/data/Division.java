package io.github.easyneg.data;

import io.github.easyneg.data.RowGroups.Group;
import java.util.BitSet;
import java.util.List;

/**
 * Which rows are held out.
 *
 * @param heldOut by number, from 0
 * @param rows how many rows there are
 * @param groups how many groups of rows that stay together
 * @param largest how many rows the largest group has
 */
record Division(BitSet heldOut, int rows, int groups, int largest) {

  /**
   * Takes groups in the order of their hashes as long as they fit, then the one that comes closest
   * to what is missing, if that helps; never all of them.
   *
   * @param target how many rows to hold out
   */
  static Division of(RowGroups forest, long seed, long[] keys, int target) {
    List<Group> groups = forest.inOrderOf(seed, keys);
    BitSet roots = new BitSet();
    int sum = 0;
    for (Group group : groups) {
      if (sum + group.rows() <= target) {
        roots.set(group.root());
        sum += group.rows();
      }
    }
    Group best = null;
    int bestMiss = sum == 0 ? Integer.MAX_VALUE : target - sum;
    int largest = 0;
    for (Group group : groups) {
      int miss = Math.abs(sum + group.rows() - target);
      if (!roots.get(group.root()) && sum + group.rows() < keys.length && miss < bestMiss) {
        best = group;
        bestMiss = miss;
      }
      largest = Math.max(largest, group.rows());
    }
    if (best != null) {
      roots.set(best.root());
    }
    BitSet heldOut = new BitSet(keys.length);
    for (int row = 0; row < keys.length; row++) {
      heldOut.set(row, roots.get(forest.root(row)));
    }
    return new Division(heldOut, keys.length, groups.size(), largest);
  }

  int heldOutRows() {
    return heldOut.cardinality();
  }

  BitSet kept() {
    BitSet kept = (BitSet) heldOut.clone();
    kept.flip(0, rows);
    return kept;
  }
}
