package io.github.easyneg.cli;

import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files are written. */
final class OutputOptions {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "The training data: .jsonl or .json, either with .gz too, or .parquet. Required, but for"
              + " --hub-folder.")
  private @Nullable Path out;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = {
        "What its records look like (default: ${DEFAULT-VALUE}): axolotl, context_qa, alpaca, chat,"
            + " input_output, dpo, kto, raft[:SHARE], trl-sft, trl-dpo, trl-kto, triplet,"
            + " ntuple[:N], labelled-pair, flag-embedding, tevatron, dpr, germanrag, audit."
      })
  private String format = "axolotl";

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "Also write all about each row and its negatives, for 'easyneg convert'.")
  private @Nullable Path audit;

  @Option(
      names = "--split",
      paramLabel = "NAME=SHARE",
      description =
          "Hold a share of the rows out, as in val=0.1, and write them beside the output, to"
              + " train.val.jsonl. No passage and no question is on both sides.")
  private @Nullable String split;

  @Option(
      names = "--hub-folder",
      paramLabel = "DIR",
      description =
          "Write a data set folder in place of --out: train.jsonl, the held-out file, and a"
              + " README.md, as datasets.load_dataset and the Hub read it.")
  private @Nullable Path hubFolder;

  @Option(
      names = "--ft-config",
      paramLabel = "FILE",
      description = "Also write a configuration with which Axolotl trains on the output.")
  private @Nullable Path ftConfig;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Also write the report to this folder: report.html, a page for the browser, and"
              + " report.json.")
  private @Nullable Path report;

  /** Returns what was asked for, with names resolved and nothing done. */
  OutputPlan plan() {
    OutputFormat records = OutputFormats.byName(format);
    if ((out == null) == (hubFolder == null)) {
      throw Failure.usage(
          out == null
              ? "there is no --out; name the file to write, as in --out train.jsonl."
              : "--out and --hub-folder both say where the output goes; leave one of them out.");
    }
    Path train = out != null ? out : require(hubFolder).resolve("train.jsonl");
    return new OutputPlan(
        records,
        train,
        Optional.ofNullable(audit),
        Optional.ofNullable(split).map(HeldOut::parse),
        Optional.ofNullable(hubFolder),
        Optional.ofNullable(ftConfig),
        Optional.ofNullable(report));
  }

  private static Path require(@Nullable Path path) {
    if (path == null) {
      throw new AssertionError("checked before");
    }
    return path;
  }
}
