package io.github.easyneg.cli;

import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that {@code --report} names: {@code report.json} and {@code report.html}, and two for
 * a held-out part.
 */
final class ReportFolder {
  private ReportFolder() {}

  /** Makes the folder, so that one that cannot be made is known before any work is done. */
  static void prepare(Optional<Path> folder) {
    if (folder.isPresent()) {
      try {
        Files.createDirectories(folder.get());
      } catch (IOException e) {
        throw Failure.environment(
            "--report: %s could not be made a folder: %s; name another."
                .formatted(
                    folder.get(),
                    Files.exists(folder.get()) ? "there is a file of that name" : e.getMessage()),
            e);
      }
    }
  }

  /**
   * Writes the reports of a run.
   *
   * @param reports by the part of the data, the training data as {@code train}
   */
  static void write(Path folder, Map<String, MiningReport> reports) {
    reports.forEach(
        (part, report) -> {
          String name = part.equals("train") ? "report" : "report." + part;
          AtomicFile.write(folder.resolve(name + ".json"), ReportJson.of(report));
          HtmlReport.write(report, folder.resolve(name + ".html"));
        });
  }
}
