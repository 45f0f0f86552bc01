package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.output.Conversion;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.mine.MinedRow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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
      names = "--no-answer",
      paramLabel = "TEXT",
      description = "The refusal (default: ${DEFAULT-VALUE}).")
  private String noAnswer = Labels.DEFAULT_REFUSAL;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed, for formats that shuffle (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  Convert(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputFormat records = OutputFormats.byName(format);
    Labels labels = new Labels(noAnswer, seed);
    requireAudit();
    OutputNames names = new OutputNames(List.of(input));
    names.add("--out", out);
    OutputFiles.beside(records, out).forEach(file -> names.add("--format", file));
    try (Conversion conversion = new Conversion(records, labels, out)) {
      try (Stream<MinedRow> rows = Audit.read(input)) {
        rows.forEachOrdered(conversion::add);
      }
      conversion.commit();
      console.out().println(conversion.summary());
    }
    return ExitCode.OK;
  }

  private void requireAudit() {
    try {
      InputFile.require(input, "name the file that 'easyneg mine --audit' wrote");
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }
}
