package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.output.HeldOut;
import io.github.easyneg.cli.output.OutputPlan;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.publish.DatasetCard;
import io.github.easyneg.publish.HubFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files are written. */
public final class OutputOptions {
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
            + " ntuple[:N], ntuple-scores[:N], labelled-pair, labelled-list, flag-embedding,"
            + " reranker-eval, cohere-rerank, tevatron, nemo[:CORPUS], dpr, germanrag, argilla,"
            + " label-studio."
      })
  private String format = "axolotl";

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "Also write all about each row and its negatives, for 'easyneg convert'.")
  private @Nullable Path audit;

  @Option(
      names = "--relabelled",
      paramLabel = "FILE",
      description =
          "Also write the rows again with more positives: passages of which a judge or a"
              + " cross-encoder says, or --marks say, that they answer the question.")
  private @Nullable Path relabelled;

  @Option(
      names = "--split",
      paramLabel = "NAME=SHARE",
      description =
          "Hold a share of the rows out, as in val=0.1, and write them next to the output, to"
              + " train.val.jsonl. No passage and no question is on both sides.")
  private @Nullable String split;

  @Option(
      names = "--hub-folder",
      paramLabel = "DIR",
      description =
          "Write a data set folder instead of --out: train.jsonl, the held-out file, and a"
              + " README.md, as datasets.load_dataset and the Hub read it.")
  private @Nullable Path hubFolder;

  @Option(
      names = "--hub-license",
      paramLabel = "ID",
      description =
          "With --hub-folder: the licence of the texts for the README.md, by the Hub's name, as in"
              + " cc-by-4.0 (default: none is named).")
  private @Nullable String hubLicense;

  @Option(
      names = "--hub-language",
      paramLabel = "CODE",
      split = ",",
      description =
          "With --hub-folder: the language of the texts for the README.md, as in de, or de,en for"
              + " two (default: none is named).")
  private List<String> hubLanguage = List.of();

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
  public OutputPlan plan() {
    OutputFormat records = OutputFormats.byName(format);
    if ((out == null) == (hubFolder == null)) {
      throw Failure.usage(
          out == null
              ? "there is no --out; name the file to write, as in --out train.jsonl."
              : "--out and --hub-folder both say where the output goes; leave one of them out.",
          "--out",
          "--hub-folder");
    }
    if (hubFolder != null && records instanceof ObjectFormat) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--hub-folder writes a record a line, but a file of the format %s is one object;"
                  + " write it by --out FILE.json.",
              records.name()),
          "--hub-folder",
          "--format");
    }
    requireHubFolder("--hub-license", hubLicense != null);
    requireHubFolder("--hub-language", !hubLanguage.isEmpty());
    Optional<HubFolder> hub = Optional.ofNullable(hubFolder).map(HubFolder::of);
    Path train = hub.map(folder -> folder.file("train.jsonl")).orElseGet(() -> require(out));
    return new OutputPlan(
        records,
        train,
        Optional.ofNullable(audit),
        Optional.ofNullable(relabelled),
        Optional.ofNullable(split).map(HeldOut::parse),
        hub,
        hub.map(folder -> card(folder.folder(), records)),
        Optional.ofNullable(ftConfig),
        Optional.ofNullable(report));
  }

  private void requireHubFolder(String option, boolean given) {
    if (given && hubFolder == null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "%s needs --hub-folder DIR; add that, or leave it out.", option),
          option,
          "--hub-folder");
    }
  }

  /** Returns a card that has no files yet. */
  private DatasetCard card(Path folder, OutputFormat records) {
    DatasetCard card =
        DatasetCard.of(String.valueOf(folder.toAbsolutePath().normalize().getFileName()), records)
            .languages(hubLanguage.toArray(String[]::new));
    return hubLicense == null ? card : card.license(hubLicense);
  }

  /** Returns what a card lacks that the Hub asks for, where there is one. */
  public Optional<String> advice() {
    if (hubFolder == null || (hubLicense != null && !hubLanguage.isEmpty())) {
      return Optional.empty();
    }
    if (hubLicense != null) {
      return Optional.of("README.md names no language; --hub-language does, as the Hub asks for.");
    }
    return Optional.of(
        hubLanguage.isEmpty()
            ? "README.md names no licence and no language; --hub-license and --hub-language do, as"
                + " the Hub asks for."
            : "README.md names no licence; --hub-license does, as the Hub asks for.");
  }

  private static Path require(@Nullable Path path) {
    if (path == null) {
      throw new AssertionError("checked before");
    }
    return path;
  }
}
