package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.Tile;
import io.github.easyneg.internal.math.VectorMatrix;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/** All vectors, made before the first draw: passage i in row i. */
final class AllVectors implements Vectors {
  private final VectorMatrix matrix;
  private final BitSet without;
  private final Optional<VectorSource> source;

  /**
   * Makes a value.
   *
   * @param matrix a row for each passage, zeros where it has no vector
   * @param without the numbers of those that have none
   * @param source that they came from, if it was in this process
   */
  AllVectors(VectorMatrix matrix, BitSet without, Optional<VectorSource> source) {
    this.matrix = matrix;
    this.without = without;
    this.source = source;
  }

  @Override
  public void make(int[] numbers) {}

  @Override
  public void makeAll() {}

  @Override
  public void require(int[] numbers, int count) {}

  @Override
  public int dimension() {
    return matrix.dimension();
  }

  @Override
  public boolean complete() {
    return true;
  }

  @Override
  public void handToStore() {
    source.ifPresent(from -> from.fill(IntStream.range(0, matrix.rows()).toArray(), this));
  }

  @Override
  public boolean has(int number) {
    return !without.get(number);
  }

  @Override
  public float[] get(int number) {
    return matrix.get(number);
  }

  @Override
  public float cosine(float[] query, int number) {
    return matrix.cosine(query, number);
  }

  @Override
  public void cosines(float[] query, int[] numbers, int count, float[] cosines) {
    matrix.cosines(query, numbers, count, cosines);
  }

  @Override
  public Tile[] tiles(int[] numbers) {
    return Tile.of(matrix, numbers);
  }

  @Override
  public VectorMatrix all() {
    return matrix;
  }

  @Override
  public int needed() {
    return matrix.rows();
  }

  @Override
  public int without() {
    return without.cardinality();
  }

  @Override
  public long fromStore() {
    return source.map(VectorSource::fromStore).orElse(0L);
  }
}
