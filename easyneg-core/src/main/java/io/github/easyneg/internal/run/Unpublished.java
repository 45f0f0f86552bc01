package io.github.easyneg.internal.run;

import io.github.easyneg.internal.concurrent.Interrupts;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The files of a run that is over, written under temporary names. */
public final class Unpublished implements AutoCloseable {
  private final MiningReport report;
  private final Outputs outputs;
  private final Optional<WorkDirectory> work;
  private boolean published;
  private boolean closed;

  Unpublished(MiningReport report, Outputs outputs, Optional<WorkDirectory> work) {
    this.report = report;
    this.outputs = outputs;
    this.work = work;
  }

  /** Returns what was done. */
  public MiningReport report() {
    return report;
  }

  /** Returns the files and how many records each holds, in the order in which they appear. */
  public Map<Path, Long> files() {
    return outputs.files();
  }

  /** Makes the files appear: all of them, whatever interrupts this thread meanwhile. */
  public void publish() {
    Interrupts.heldOff(outputs::commit);
    published = true;
  }

  /**
   * Deletes what was not published; where it was, what was kept for an interruption. That comes
   * last, so that where it cannot be deleted, all that is published together is there already. May
   * be called twice.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      CloseAll.of(
          outputs,
          () -> work.filter(directory -> published).ifPresent(WorkDirectory::clear),
          work.orElse(null));
    }
  }
}
