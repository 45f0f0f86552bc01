package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.internal.text.LexicalIndex;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** Passages in Java's heap. */
final class HeapPassages implements Passages {
  private final Passage[] passages;
  private final SourceIds sourceIds;
  private final long[] folded;
  private final TextTable byText;

  /**
   * Makes a value.
   *
   * @param passages in the order of their ids; not to be changed
   */
  HeapPassages(Passage[] passages, SourceIds sourceIds) {
    this.passages = passages;
    this.sourceIds = sourceIds;
    this.folded = new long[passages.length];
    Arrays.parallelSetAll(folded, i -> Fold.hash(passages[i].text()));
    this.byText = new TextTable(passages);
  }

  @Override
  public int size() {
    return passages.length;
  }

  @Override
  public Passage passage(int number) {
    return passages[number];
  }

  @Override
  public long idStart(int number) {
    return Long.parseUnsignedLong(passages[number].id(), 0, 16, 16);
  }

  @Override
  public long folded(int number) {
    return folded[number];
  }

  @Override
  public int numberOfText(String text) {
    return byText.number(text);
  }

  @Override
  public int numberOfId(String id) {
    int lo = 0;
    int hi = passages.length - 1;
    while (lo <= hi) {
      int middle = (lo + hi) >>> 1;
      int compared = passages[middle].id().compareTo(id);
      if (compared == 0) {
        return middle;
      }
      if (compared < 0) {
        lo = middle + 1;
      } else {
        hi = middle - 1;
      }
    }
    return -1;
  }

  @Override
  public LexicalIndex lexical(Workers workers) {
    return LexicalIndex.of(texts(), workers);
  }

  /** Returns all texts, in the order of their numbers, without copying them. */
  private List<String> texts() {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return passages[index].text();
      }

      @Override
      public int size() {
        return passages.length;
      }
    };
  }

  @Override
  public SourceIds sourceIds() {
    return sourceIds;
  }
}
