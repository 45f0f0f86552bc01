package io.github.easyneg.internal.io;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes several things, each whatever becomes of the others. The first failure is thrown when all
 * have had their turn, the later ones suppressed in it.
 */
public final class CloseAll {
  private CloseAll() {}

  /** Closes in the order given; what is null was never opened. */
  public static void of(@Nullable AutoCloseable... parts) {
    of(Arrays.asList(parts));
  }

  /** Closes in the order given; what is null was never opened. */
  public static void of(List<? extends @Nullable AutoCloseable> parts) {
    RuntimeException failure = null;
    for (AutoCloseable part : parts) {
      RuntimeException here = close(part);
      if (failure == null) {
        failure = here;
      } else if (here != null) {
        failure.addSuppressed(here);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError("what is closed here throws unchecked exceptions only", e);
    }
  }
}
