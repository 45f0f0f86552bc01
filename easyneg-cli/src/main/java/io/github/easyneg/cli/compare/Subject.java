package io.github.easyneg.cli.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** One of the two that are compared: an audit or a report. */
interface Subject {

  /** Returns the file's name and what it is. */
  String name();

  /** Returns the settings of the run; empty for an audit, which does not hold them. */
  Map<String, String> settings();

  /** Returns counts and quantiles by what they are of, in the order in which they are shown. */
  Map<String, Number> figures();

  /** Returns how many candidates each guard rejected, as far as the file says. */
  Map<String, Long> guards();

  /** Reads the rows, in the order of the file: all of an audit, the examples of a report. */
  void forEachRow(Consumer<ComparedRow> user);

  /**
   * Opens an audit, a report as JSON, or the folder of {@code --report}.
   *
   * @throws IllegalArgumentException if there is no such file, or it is neither
   */
  static Subject open(Path given) {
    Path report = given.resolve("report.json");
    Path file = Files.isDirectory(given) && Files.exists(report) ? report : given;
    return ReportSubject.read(file)
        .<Subject>map(found -> found)
        .orElseGet(() -> AuditSubject.read(file));
  }
}
