package io.github.easyneg.internal.engine;

import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a run that is over, written under temporary names. */
public final class Unpublished implements AutoCloseable {
  private final MiningReport report;
  private final Outputs outputs;
  private final Optional<WorkDirectory> work;
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

  /** Returns the files, in the order in which they appear. */
  public List<Path> files() {
    return outputs.files();
  }

  /** Makes the files appear; then what was kept for an interruption goes. */
  public void publish() {
    outputs.commit();
    work.ifPresent(WorkDirectory::clear);
  }

  /** Deletes what was not published. May be called twice. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      outputs.close();
      work.ifPresent(WorkDirectory::close);
    }
  }
}
