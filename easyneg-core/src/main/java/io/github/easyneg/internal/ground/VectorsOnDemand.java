package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.Tile;
import io.github.easyneg.internal.math.VectorMatrix;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Vectors that are made when they are asked for, and stay: four bytes for each passage, and its
 * numbers for each that was asked for.
 */
final class VectorsOnDemand implements Vectors {
  private static final int UNKNOWN = 0;
  private static final int NONE = -1;

  private final VectorSource source;
  private final Room room;
  private final VectorSegments made;
  // UNKNOWN, NONE, or one more than the vector's place. Who reads a place sees what was written
  // there before.
  private final AtomicIntegerArray places;
  private int needed;
  private int without;

  /**
   * Makes a value without any vector.
   *
   * @param passages how many there are
   * @param room where vectors lie
   */
  VectorsOnDemand(VectorSource source, int passages, Room room) {
    this.source = source;
    this.room = room;
    this.made = new VectorSegments(room);
    this.places = new AtomicIntegerArray(passages);
  }

  @Override
  public synchronized void make(int[] numbers) {
    int[] unknown =
        Arrays.stream(numbers)
            .filter(number -> places.get(number) == UNKNOWN)
            .sorted()
            .distinct()
            .toArray();
    if (unknown.length > 0) {
      source.get(unknown, this::set);
      source.fill(unknown, this);
    }
  }

  private void set(int number, Optional<float[]> unit) {
    needed++;
    if (unit.isPresent()) {
      places.set(number, 1 + made.add(unit.get()));
    } else {
      without++;
      places.set(number, NONE);
    }
  }

  @Override
  public int dimension() {
    return room.dimension();
  }

  @Override
  public synchronized boolean complete() {
    return needed == places.length();
  }

  /** Nothing is left to hand over: each went there when it was made. */
  @Override
  public void handToStore() {}

  @Override
  public void makeAll() {
    make(IntStream.range(0, places.length()).toArray());
  }

  @Override
  public void require(int[] numbers, int count) {
    int missing = 0;
    for (int i = 0; i < count; i++) {
      missing += places.get(numbers[i]) == UNKNOWN ? 1 : 0;
    }
    if (missing > 0) {
      throw new VectorsMissing(
          Arrays.stream(numbers, 0, count)
              .filter(number -> places.get(number) == UNKNOWN)
              .toArray());
    }
  }

  @Override
  public boolean has(int number) {
    return places.get(number) > 0;
  }

  @Override
  public float[] get(int number) {
    return made.get(places.get(number) - 1);
  }

  @Override
  public float cosine(float[] query, int number) {
    int place = places.get(number);
    if (place == UNKNOWN) {
      throw new VectorsMissing(new int[] {number});
    }
    return place > 0 ? made.cosine(query, place - 1) : 0;
  }

  @Override
  public void cosines(float[] query, int[] numbers, int count, float[] cosines) {
    require(numbers, count);
    for (int i = 0; i < count; i++) {
      cosines[i] = cosine(query, numbers[i]);
    }
  }

  @Override
  public Tile[] tiles(int[] numbers) {
    VectorMatrix matrix = new VectorMatrix(numbers.length, room.dimension());
    for (int i = 0; i < numbers.length; i++) {
      if (has(numbers[i])) {
        matrix.set(i, get(numbers[i]));
      }
    }
    return Tile.of(matrix, IntStream.range(0, numbers.length).toArray());
  }

  @Override
  public VectorMatrix all() {
    makeAll();
    VectorMatrix matrix = room.matrix(places.length());
    for (int i = 0; i < places.length(); i++) {
      if (has(i)) {
        matrix.set(i, get(i));
      }
    }
    return matrix;
  }

  @Override
  public synchronized int needed() {
    return needed;
  }

  @Override
  public synchronized int without() {
    return without;
  }

  @Override
  public long fromStore() {
    return source.fromStore();
  }
}
