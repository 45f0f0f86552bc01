package io.github.easyneg.cli.output;

import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.html.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder that {@code --report} names: {@code report.json} and {@code report.html}, and two for
 * a held-out part.
 */
public final class ReportFolder {
  private ReportFolder() {}

  /** Returns the two files of a part of the data, the training data being {@code train}. */
  public static List<Path> files(Path folder, String part) {
    String name = part.equals("train") ? "report" : "report." + part;
    return List.of(folder.resolve(name + ".json"), folder.resolve(name + ".html"));
  }

  /**
   * Writes the reports of a run.
   *
   * @param reports by the part of the data, the training data as {@code train}
   */
  public static void write(
      Path folder, Map<String, MiningReport> reports, Publication publication) {
    reports.forEach(
        (part, report) -> {
          List<Path> files = files(folder, part);
          publication.write(files.get(0), ReportJson.of(report));
          publication.write(files.get(1), HtmlReport.of(report));
        });
  }
}
