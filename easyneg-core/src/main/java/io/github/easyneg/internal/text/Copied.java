package io.github.easyneg.internal.text;

import java.util.function.Consumer;

/**
 * What was set on an immutable value, field by field. A change is made to a copy that nobody else
 * has yet, so that nowhere all fields are listed again. The fields refer to what is immutable
 * itself, or the user's.
 *
 * @param <S> the class itself
 */
public abstract class Copied<S extends Copied<S>> implements Cloneable {

  /** Returns a copy with a change. */
  public final S with(Consumer<? super S> change) {
    S copy = copy();
    change.accept(copy);
    return copy;
  }

  @SuppressWarnings("unchecked") // a clone has the class of what was cloned
  private S copy() {
    try {
      return (S) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(getClass() + " can be cloned", e);
    }
  }
}
