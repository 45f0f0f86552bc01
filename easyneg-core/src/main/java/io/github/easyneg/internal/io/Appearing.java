package io.github.easyneg.internal.io;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that appear one after the other, as no file system moves several in one step. Where one
 * cannot appear, the user is told which ones had.
 */
public final class Appearing {
  private final List<Path> appeared = new ArrayList<>();

  /**
   * Makes the next files appear, perhaps by an {@code Appearing} of their own.
   *
   * @throws UncheckedIOException if the disk fails
   */
  public void next(List<Path> files, Runnable commit) {
    try {
      commit.run();
    } catch (UncheckedIOException e) {
      throw e instanceof Stopped stopped
          ? Stopped.after(appeared, stopped.first, stopped.appeared)
          : Stopped.after(appeared, e, List.of());
    } catch (CancellationException e) {
      throw appeared.isEmpty() ? e : cancelled(e);
    }
    appeared.addAll(files);
  }

  private CancellationException cancelled(CancellationException e) {
    CancellationException cancelled =
        new CancellationException("interrupted; written before it, and whole: " + names(appeared));
    Throwable unused = cancelled.initCause(e);
    return cancelled;
  }

  private static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** The failure of one file, after others had appeared. */
  private static final class Stopped extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final UncheckedIOException first;
    private final transient List<Path> appeared;

    private Stopped(UncheckedIOException first, List<Path> appeared) {
      super(
          first.getMessage() + " Written before it, and whole: " + names(appeared) + ".",
          first.getCause());
      this.first = first;
      this.appeared = appeared;
    }

    /** Returns what to throw; the failure itself if nothing had appeared. */
    static UncheckedIOException after(
        List<Path> earlier, UncheckedIOException first, List<Path> later) {
      List<Path> all = Stream.concat(earlier.stream(), later.stream()).toList();
      return all.isEmpty() ? first : new Stopped(first, all);
    }
  }
}
