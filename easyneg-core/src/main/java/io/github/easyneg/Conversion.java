package io.github.easyneg;

import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.PromptTemplate;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.run.AuditLines;
import io.github.easyneg.internal.settings.Wording;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.report.LineCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Turns what {@link EasyNegatives#auditTo} wrote into training data, without mining again: another
 * format, another wording, another share of refusals. With the same words and seed it gives what
 * mining in that format gives.
 *
 * <p>Immutable: each call returns another conversion. Thread-safe.
 */
public final class Conversion {
  private static final long DEFAULT_SEED = 42;

  private final Path audit;
  private final Wording wording;
  private final long seed;

  private Conversion(Path audit, Wording wording, long seed) {
    this.audit = audit;
    this.wording = wording;
    this.seed = seed;
  }

  /**
   * Begins with an audit.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public static Conversion of(Path audit) {
    NotNull.check(audit, "audit");
    InputFile.require(audit, "name the file that 'easyneg mine --audit' wrote");
    return new Conversion(audit, Wording.DEFAULT, DEFAULT_SEED);
  }

  /** Sets the refusal, as {@link EasyNegatives#refusal} does. */
  public Conversion refusal(String refusal, String... more) {
    NotNull.checkAll(more, "more");
    NotNull.check(refusal, "refusal");
    return with(words -> words.withRefusals(refusal, more));
  }

  /**
   * Sets the share of refusals among the lines, as {@link EasyNegatives#refusalRatio} does. The
   * lines that there are are counted, so short rows do not matter.
   */
  public Conversion refusalRatio(double share) {
    return with(words -> words.withRefusalRatio(share));
  }

  /** Sets the prompt, as {@link EasyNegatives#prompt} does. */
  public Conversion prompt(String pattern) {
    return with(words -> words.withPrompt(new PromptTemplate(pattern)));
  }

  /** Sets the system message, as {@link EasyNegatives#system} does. */
  public Conversion system(String message) {
    NotNull.check(message, "message");
    return with(words -> words.withSystem(message));
  }

  /**
   * Sets the random seed, for formats that shuffle, for wordings and for refusals; 42 by default.
   */
  public Conversion seed(long seed) {
    return new Conversion(audit, wording, seed);
  }

  private Conversion with(UnaryOperator<Wording> change) {
    return new Conversion(audit, change.apply(wording), seed);
  }

  /**
   * Writes training data.
   *
   * @param file {@code .jsonl}, {@code .json}, either with {@code .gz}, or {@code .parquet} with
   *     easyneg-parquet; all files of the format appear together
   * @return what was done
   * @throws IllegalArgumentException if a file that is written is the audit, or settings exclude
   *     each other
   * @throws io.github.easyneg.data.DatasetFormatException if the audit is not as expected
   * @throws java.io.UncheckedIOException if reading or writing fails
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Result write(OutputFormat format, Path file) {
    NotNull.check(format, "format");
    List<Path> written = new ArrayList<>(OutputFiles.beside(format, file));
    written.add(file);
    for (Path output : written) {
      if (OutputPaths.same(output, audit)) {
        throw new IllegalArgumentException(
            output + " is the audit; write to another file, so that it stays as it is.");
      }
    }
    return new Result(AuditLines.write(audit, format, wording, seed, file));
  }

  /** What a conversion did. Immutable. */
  public static final class Result {
    private final AuditLines.Done done;

    private Result(AuditLines.Done done) {
      this.done = done;
    }

    /** Returns how many rows the audit has. */
    public long rows() {
      return done.rows();
    }

    /** Returns how many lines were written, of which kind, and how many rows gave none. */
    public LineCounts lines() {
      return done.lines();
    }

    /** Returns what should be known of the words that were chosen, if they may surprise. */
    public Optional<String> note() {
      return done.note();
    }
  }
}
