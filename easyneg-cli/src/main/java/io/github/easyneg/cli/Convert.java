package io.github.easyneg.cli;

import io.github.easyneg.Conversion;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.options.LabelOptions;
import io.github.easyneg.cli.output.Folders;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.text.Counted;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code easyneg convert}: from an audit to another format, without mining again. */
@Command(
    name = "convert",
    description = {
      "Turns what 'easyneg mine --audit' wrote into another format, without mining again.",
      "With the same labels and seed it gives what mining in that format gives."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg mine rows.jsonl --out train.jsonl --audit audit.jsonl.gz -k 3",
      "  easyneg convert audit.jsonl.gz --format triplet --out triplets.jsonl"
    })
final class Convert implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "AUDIT", description = "What --audit wrote.")
  private Path input = Path.of("");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The training data: .jsonl or .json, either with .gz too, or .parquet.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "What its records look like; see 'easyneg mine --help'.")
  private String format = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The random seed, for formats that shuffle, for the wording of refusals and for which of"
              + " them stay (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  @Mixin private LabelOptions words = new LabelOptions();

  Convert(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputFormat records = OutputFormats.byName(format);
    words.check(records);
    requireAudit();
    Conversion conversion = words.applyTo(Conversion.of(input)).seed(seed);
    OutputNames names = new OutputNames(List.of(input));
    names.add("--out", out);
    OutputFiles.beside(records, out).forEach(file -> names.add("--format", file));
    try (Folders folders = new Folders()) {
      folders.makeFor("--out", out);
      Conversion.Result result = conversion.write(records, out);
      folders.keep();
      result.note().ifPresent(console::say);
      console.out().println(summary(records, result));
    }
    return ExitCode.OK;
  }

  private static String summary(OutputFormat format, Conversion.Result result) {
    StringBuilder words = new StringBuilder(Counted.of(result.rows(), "row", "rows"));
    words.append(", ").append(Counted.of(result.lines().written(), "line", "lines"));
    if (result.lines().thinned() > 0) {
      words
          .append("; ")
          .append(Counted.of(result.lines().thinned(), "refusal", "refusals"))
          .append(" left out");
    }
    if (result.lines().silentRows() > 0) {
      words
          .append("; ")
          .append(Counted.of(result.lines().silentRows(), "row", "rows"))
          .append(" gave none, as the format needs ")
          .append(format.needs().orElse("more than they have"));
    }
    return words.toString();
  }

  private void requireAudit() {
    try {
      InputFile.require(input, "name the file that 'easyneg mine --audit' wrote");
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }
}
