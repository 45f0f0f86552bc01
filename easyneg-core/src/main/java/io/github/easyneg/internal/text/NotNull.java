package io.github.easyneg.internal.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

/** Refuses {@code null} at the border, with the argument's name. */
public final class NotNull {
  private NotNull() {}

  /**
   * Returns the argument.
   *
   * @throws NullPointerException if it is null
   */
  @CanIgnoreReturnValue
  public static <T> T check(@Nullable T argument, String name) {
    if (argument == null) {
      throw new NullPointerException(name + " is null; give a value.");
    }
    return argument;
  }

  /**
   * Returns the argument.
   *
   * @throws NullPointerException if it, or one of its elements, is null
   */
  @CanIgnoreReturnValue
  public static <T> T[] checkAll(T @Nullable [] arguments, String name) {
    if (arguments == null) {
      throw new NullPointerException(name + " is null; give a value.");
    }
    for (int i = 0; i < arguments.length; i++) {
      check(arguments[i], name + "[" + i + "]");
    }
    return arguments;
  }
}
