package io.github.easyneg;

import io.github.easyneg.internal.run.Unpublished;
import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Training data that are mined and written, and lie under temporary names: the files appear when
 * they are published. So several outputs can appear together, or none of them.
 *
 * <p>A draft is to be closed; one that was not published leaves nothing behind but what {@link
 * EasyNegatives#resumeIn} keeps. For one thread.
 */
public final class Draft implements AutoCloseable {
  private final Unpublished files;

  Draft(Unpublished files) {
    this.files = files;
  }

  /** Returns what was done. */
  public MiningReport report() {
    return files.report();
  }

  /** Returns the files, in the order in which they appear. */
  public List<Path> files() {
    return List.copyOf(files.files().keySet());
  }

  /** Returns how many records each file holds, in the order in which they appear. */
  public Map<Path, Long> records() {
    return files.files();
  }

  /**
   * Makes the files appear under their names, one after the other, the training data last. An
   * interrupt that comes meanwhile does not stop this; the thread's interrupt status stays.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted before; no
   *     file has appeared then
   * @throws java.io.UncheckedIOException if the disk fails; the message names the files that had
   *     appeared
   * @throws IllegalStateException if the draft was published or closed before
   */
  public void publish() {
    files.publish();
  }

  /**
   * Deletes what was not published; of one that was published, what {@link EasyNegatives#resumeIn}
   * kept. May be called twice.
   *
   * @throws java.io.UncheckedIOException if that cannot be deleted; what was published stays
   */
  @Override
  public void close() {
    files.close();
  }
}
