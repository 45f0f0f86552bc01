package io.github.easyneg.internal.ground;

/**
 * A draw came to passages whose vectors are yet to be made. It is drawn again, from its beginning,
 * when they are there; since a draw is a function of its key, it comes the same way.
 *
 * <p>Thrown many times and never shown, and so without a stack trace.
 */
public final class VectorsMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient int[] numbers;

  VectorsMissing(int[] numbers) {
    super("vectors are yet to be made", null, false, false);
    this.numbers = numbers;
  }

  /** Returns the passages' numbers. */
  public int[] numbers() {
    return numbers.clone();
  }
}
