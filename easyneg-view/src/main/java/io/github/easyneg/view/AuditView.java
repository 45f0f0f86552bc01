package io.github.easyneg.view;

import io.github.easyneg.mine.Marks;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Shows an audit in the browser.
 *
 * <pre>{@code
 * try (ViewServer server = AuditView.of(audit).serve()) {
 *   System.out.println(server.address());
 *   ...
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class AuditView {
  private final Path audit;
  private final Path marks;
  private final int port;
  private final LongConsumer progress;

  private AuditView(Path audit, Path marks, int port, LongConsumer progress) {
    this.audit = audit;
    this.marks = marks;
    this.port = port;
    this.progress = progress;
  }

  /**
   * Returns a view of what {@code auditTo(..)} or {@code --audit} wrote: {@code .jsonl} or {@code
   * .json}, perhaps with {@code .gz}. Marks go to {@code AUDIT.marks.jsonl} next to it.
   */
  public static AuditView of(Path audit) {
    return new AuditView(audit, Path.of(audit + ".marks.jsonl"), 0, rows -> {});
  }

  /** Returns a view that keeps marks in another file. */
  public AuditView marksIn(Path file) {
    return new AuditView(audit, file, port, progress);
  }

  /**
   * Returns a view on a given port; by default the system chooses one.
   *
   * @param number 1 to 65535, or 0 for any that is free
   * @throws IllegalArgumentException if it is not a port
   */
  public AuditView port(int number) {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException(
          "port is " + number + "; use 1 to 65535, or 0 for any that is free.");
    }
    return new AuditView(audit, marks, number, progress);
  }

  /**
   * Returns a view that reports its progress in reading the audit; by default it does not.
   *
   * @param rows is handed how many rows were read, every hundred rows and at the end, on the thread
   *     that calls {@link #serve}
   */
  public AuditView onProgress(LongConsumer rows) {
    return new AuditView(audit, marks, port, Objects.requireNonNull(rows, "rows"));
  }

  /** Returns the file that marks go to. */
  public Path marks() {
    return marks;
  }

  /**
   * Reads the audit and starts the server.
   *
   * @throws IllegalArgumentException if there is no such audit, or it may not be read
   * @throws io.github.easyneg.data.DatasetFormatException if a line of the audit or of the marks is
   *     not as expected
   * @throws java.io.UncheckedIOException if a file cannot be read, the temporary folder is full, or
   *     the port is taken
   */
  public ViewServer serve() {
    // Invalid marks are reported before an audit is read, which may take minutes.
    Optional<Marks> known =
        marks.toFile().exists() ? Optional.of(Marks.read(marks)) : Optional.empty();
    AuditIndex index = AuditIndex.read(audit, progress);
    try {
      MarkBook book = new MarkBook(marks, known.orElse(Marks.none()));
      return ViewServer.start(new Api(audit, index, book), index, port);
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
  }
}
