package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.console.Warnings;
import io.github.easyneg.cli.options.DistillModel;
import io.github.easyneg.cli.options.Hub;
import io.github.easyneg.cli.options.RunOptions;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.onnx.DistillOptions;
import io.github.easyneg.onnx.StaticEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code easyneg distill}: from a network to a static model. */
@Command(
    name = "distill",
    description = {
      "Makes a static model of a sentence-transformers model: a pass through the network for each"
          + " token, principal components, weights by frequency (Model2Vec's method). Vectors then"
          + " cost about a hundredth.",
      "The folder is read by --embedder static, and by Model2Vec."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg distill --out minilm-static",
      "  easyneg distill --out multilingual-static --model \\",
      "      sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
      "  easyneg mine rows.jsonl --out train.jsonl --embedder static --model minilm-static"
    })
final class Distill implements Callable<Integer> {
  private final Console console;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "The new folder, which must not be there, or be empty.")
  private Path out = Path.of("");

  @Mixin private DistillModel model = new DistillModel();

  @Mixin private RunOptions run = new RunOptions();

  Distill(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DistillOptions options = model.options().threads(run.threads());
    try (ProgressDisplay display = run.display(console)) {
      Warnings.print(console, display);
      Hub hub = new Hub(display);
      DistillOptions shown =
          options.onProgress(
              tokens -> display.on("distilling, tokens", tokens, OptionalLong.empty()));
      try (StaticEmbedder distilled = model.distill(out, shown, hub)) {
        display.finish();
        if (!run.quiet()) {
          console
              .out()
              .printf(
                  Locale.ROOT,
                  "%s: %d dimensions, %.1f MB%n",
                  out,
                  distilled.dimension(),
                  bytes() / 1e6);
          model.kept(distilled.dimension()).ifPresent(console.out()::println);
          console
              .out()
              .println(
                  "next: easyneg mine rows.jsonl --out train.jsonl --embedder static --model "
                      + out);
        }
      }
    }
    return ExitCode.OK;
  }

  private long bytes() {
    Path matrix = out.resolve("model.safetensors");
    try {
      return Files.size(matrix);
    } catch (IOException e) {
      throw new UncheckedIOException(matrix + " cannot be read: " + Reason.of(e), e);
    }
  }
}
