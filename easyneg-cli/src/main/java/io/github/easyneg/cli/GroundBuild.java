package io.github.easyneg.cli;

import io.github.easyneg.Grounds;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.console.Warnings;
import io.github.easyneg.cli.options.RunOptions;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.InputFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code easyneg ground build}: a file of a corpus' passages. */
@Command(
    name = "build",
    description = {
      "Builds a file of all that mining needs of a corpus, unless it is there already: texts, ids,"
          + " words. A run with the same --corpus and --ground maps it into memory and begins in"
          + " seconds.",
      "A run builds the file itself where it is not there; this is for corpora without rows."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg ground build wiki.jsonl --ground wiki.ground",
      "  easyneg mine rows.jsonl --corpus wiki.jsonl --ground wiki.ground --out train.jsonl"
    })
final class GroundBuild implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "CORPUS",
      description =
          "Files of passages, as --corpus of 'easyneg mine' takes them: .jsonl, .json, .parquet,"
              + " .csv, .tsv or .txt, or a .gz of one.")
  private List<Path> files = List.of();

  @Option(
      names = "--ground",
      required = true,
      paramLabel = "FILE",
      description = "The file, or a folder, where it is passages.ground.")
  private Path ground = Path.of("");

  @Option(
      names = "--titles",
      paramLabel = "PATTERN",
      description =
          "How the title of a passage and its text become one text, as 'easyneg mine' is given it.")
  private @Nullable String titles;

  @Mixin private RunOptions run = new RunOptions();

  GroundBuild(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Corpus corpus = corpus();
    for (Path file : files) {
      if (file.toAbsolutePath().normalize().equals(ground.toAbsolutePath().normalize())) {
        throw Failure.usage(
            String.format(
                Locale.ROOT, "--ground %s is the corpus itself; name another file.", ground),
            "--ground");
      }
    }
    try (ProgressDisplay display = run.display(console)) {
      Warnings.print(console, display);
      Grounds.Ground made = Grounds.build(corpus, ground, run.threads(), display.progress());
      display.finish();
      if (!run.quiet()) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%s: %,d passages, %.1f MB%s%n",
                made.file(),
                made.passages(),
                made.bytes() / 1e6,
                made.built() ? "" : "; it was there already");
      }
    }
    return ExitCode.OK;
  }

  private Corpus corpus() {
    InputFormat format =
        titles == null
            ? InputFormat.auto()
            : InputFormat.auto().withTitles(titles.replace("\\n", "\n"));
    try {
      return Corpora.files(
          format.titles(), files.get(0), files.subList(1, files.size()).toArray(Path[]::new));
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }
}
