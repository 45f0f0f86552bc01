package io.github.easyneg;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.internal.concurrent.Interrupts;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.GroundFile;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.report.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ground files of a corpus, built before there are rows; {@link EasyNegatives#groundIn} says what
 * they are for.
 */
public final class Grounds {
  private Grounds() {}

  /** A ground file of a corpus. Immutable. */
  public static final class Ground {
    private final Path file;
    private final long passages;
    private final long bytes;
    private final boolean built;

    private Ground(Path file, long passages, long bytes, boolean built) {
      this.file = file;
      this.passages = passages;
      this.bytes = bytes;
      this.built = built;
    }

    /** Returns where it is. */
    public Path file() {
      return file;
    }

    /** Returns the number of distinct passages that it holds. */
    public long passages() {
      return passages;
    }

    /** Returns its size in bytes. */
    public long bytes() {
      return bytes;
    }

    /** Tells whether it was built now, and was not there before. */
    public boolean built() {
      return built;
    }

    @Override
    public String toString() {
      return file
          + (built ? ", built: " : ", read: ")
          + passages
          + " passages, "
          + bytes
          + " bytes";
    }
  }

  /**
   * Builds the ground file of a corpus, unless it is there already.
   *
   * @param corpus the passages
   * @param place a file, or a folder, where the file is {@code passages.ground}
   * @param threads how many build it, one or more; the file does not depend on it
   * @param progress is told how many passages were read, and why a file that is there is rebuilt
   * @throws io.github.easyneg.data.DatasetFormatException if the passages are not as expected
   * @throws IllegalArgumentException if there are none, {@code place} is a file of another kind, or
   *     {@code threads} is below 1
   * @throws IllegalStateException if another run builds it, and does not end within ten minutes
   * @throws UncheckedIOException if reading or writing fails
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  @CanIgnoreReturnValue
  public static Ground build(Corpus corpus, Path place, int threads, Progress progress) {
    NotNull.check(corpus, "corpus");
    NotNull.check(place, "place");
    NotNull.check(progress, "progress");
    if (threads < 1) {
      throw OptionException.is("threads", threads, "use 1 or more.");
    }
    return Interrupts.told(() -> built(corpus, place, threads, progress));
  }

  private static Ground built(Corpus corpus, Path place, int threads, Progress progress) {
    try (Workers workers = new Workers(threads)) {
      GroundFile.Opened opened = GroundFile.build(place, corpus, workers, progress, progress::note);
      return new Ground(
          opened.file(), opened.passages(), Files.size(opened.file()), opened.built());
    } catch (IOException e) {
      throw new UncheckedIOException(place + " was built, and cannot be read: " + e, e);
    }
  }
}
