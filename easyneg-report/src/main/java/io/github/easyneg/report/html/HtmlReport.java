package io.github.easyneg.report.html;

import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;

/**
 * A report as one HTML page: key figures, how close negatives are to their rows, what each guard
 * rejected, reuse, lengths in tokens, examples, settings.
 *
 * <p>The page is self-contained and makes no network requests: style, program, charts (drawn by
 * uPlot, whose licence it carries) and data are in the one file, some 100 KB. Texts of the data set
 * are shown as text whatever they hold, and a content security policy forbids any program but the
 * page's own. It fits a phone, follows the browser's light or dark scheme, and needs JavaScript.
 *
 * <p>Equal reports give equal pages, verbatim. Thread-safe.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** Returns the page. */
  public static String of(MiningReport report) {
    return Page.of(PageData.of(report));
  }

  /**
   * Writes the page, in UTF-8.
   *
   * @param file written atomically; an existing file is replaced
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void write(MiningReport report, Path file) {
    AtomicFile.write(file, of(report));
  }
}
