package io.github.easyneg.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * What tasks counted, by the part of the rows: a part that is drawn for twice, because a machine
 * was lost or slow, counts once. Thread-safe, as Spark looks at it while a task adds.
 */
final class PartCounts extends AccumulatorV2<Map<Integer, byte[]>, Map<Integer, byte[]>> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, byte[]> byPart = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return byPart.isEmpty();
  }

  @Override
  public synchronized PartCounts copy() {
    PartCounts copy = new PartCounts();
    copy.byPart.putAll(byPart);
    return copy;
  }

  @Override
  public synchronized void reset() {
    byPart.clear();
  }

  @Override
  public synchronized void add(Map<Integer, byte[]> counts) {
    byPart.putAll(counts);
  }

  @Override
  public synchronized void merge(AccumulatorV2<Map<Integer, byte[]>, Map<Integer, byte[]>> other) {
    byPart.putAll(other.value());
  }

  @Override
  public synchronized Map<Integer, byte[]> value() {
    return new TreeMap<>(byPart);
  }
}
