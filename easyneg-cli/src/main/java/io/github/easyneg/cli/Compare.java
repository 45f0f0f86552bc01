package io.github.easyneg.cli;

import io.github.easyneg.cli.compare.Comparison;
import io.github.easyneg.cli.compare.ComparisonJson;
import io.github.easyneg.cli.compare.ComparisonTable;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code easyneg compare}: compares two runs. */
@Command(
    name = "compare",
    description = {
      "Compares two audits or reports: counts, quantiles, reuse of passages, guards,"
          + " settings that differ, the share of equal negatives, and the rows whose negatives"
          + " differ.",
      "Rows are matched by question and contexts. A report holds settings and a few example rows;"
          + " an audit holds all rows and no settings."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg compare before/audit.jsonl after/audit.jsonl",
      "  easyneg compare before/report.json after/report.json --json"
    })
final class Compare implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "What --audit wrote, a report.json, or the folder of --report.")
  private Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The other one.")
  private Path b = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Show so many of the rows that differ (default: ${DEFAULT-VALUE}).")
  private int rows = 5;

  Compare(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (rows < 0) {
      throw Failure.usage("--rows is " + rows + "; use 0 or more.", "--rows");
    }
    Comparison comparison = compare();
    console.out().print(json ? ComparisonJson.of(comparison) : ComparisonTable.of(comparison));
    console.out().flush();
    return ExitCode.OK;
  }

  private Comparison compare() {
    try {
      return Comparison.of(a, b, rows);
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }
}
