package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.Interruption;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command in this process and keeps what it prints. */
final class Cli {
  /** 120 rows, 80 with a positive, 80 distinct passages. */
  static final Path SAMPLE = Path.of("../easyneg-examples/data/sample.jsonl");

  private Cli() {}

  /** What a run left. */
  record Outcome(int code, String out, String err) {}

  @CanIgnoreReturnValue
  static Outcome run(String... args) {
    return runWithInput("", args);
  }

  static Outcome runWithInput(String input, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            () -> 0);
    int code = Easyneg.run(console, Interruption.none(), args);
    console.out().flush();
    console.err().flush();
    assertThat(err.toString())
        .as("the command speaks of its options, not of calls in Java")
        .doesNotContainPattern(
            "\\(\\.\\.\\)|\\b(sampleK|maxReuse|refusalRatio|auditTo|resumeIn)\\b");
    return new Outcome(code, out.toString(), err.toString());
  }

  /** Mines the sample without a model; more options may follow. */
  @CanIgnoreReturnValue
  static Outcome mine(Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("mine", "" + SAMPLE, "--out", "" + out));
    if (!List.of(more).contains("--embedder")) {
      args.addAll(List.of("--embedder", "hashing"));
    }
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }
}
