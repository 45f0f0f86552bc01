package io.github.easyneg.spark;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.report.MiningReport;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Mines the rows of a Spark data set.
 *
 * <pre>{@code
 * Dataset<Row> mined =
 *     SparkNegatives.of(data -> EasyNegatives.from(data).sampleK(3).embedWith(OnnxEmbedder.load(dir)))
 *         .groundIn("s3a://bucket/ground")
 *         .mine(rows);
 * }</pre>
 *
 * <p>Rows have the columns {@code contexts} (an array of strings), {@code question}, {@code answer}
 * and {@code positive_ctx_idx} (a whole number, -1 for "no positive"), or those of another shape
 * that {@link InputFormat#NAMES} lists and that makes one row of each record; other columns are
 * kept. They are read twice, once to collect what mining must know of all of them, and once to
 * draw, and with {@code maxReuse} in part once for each of its rounds: persist what is costly to
 * read. With {@code maxReuse} the rows of a partition must come in the same order each time; after
 * a shuffle they may not, so persist them, or write them to files first.
 *
 * <p>The negatives are those of the same recipe on one machine, byte for byte, for the same rows,
 * vectors and seed: on any number of partitions and executors, with the rows in any order, and
 * where tasks are run again.
 *
 * <p>Immutable: each call returns another value. Thread-safe.
 */
public final class SparkNegatives {
  private final Options options;

  private SparkNegatives(Options options) {
    this.options = options;
  }

  /** How files get to executors; not for users, who set the ground's folder. */
  enum Sending {
    BY_PLACE,
    BROADCAST
  }

  /** The settings. */
  static final class Options extends Copied<Options> {
    private final SparkRecipe recipe;
    private String name = "rows";
    private String readAs = "auto";
    private Optional<String> ground = Optional.empty();
    private BadRowPolicy badRows = BadRowPolicy.STOP;
    private Sending sending = Sending.BY_PLACE;

    private Options(SparkRecipe recipe) {
      this.recipe = recipe;
    }

    SparkRecipe recipe() {
      return recipe;
    }

    String name() {
      return name;
    }

    String readAs() {
      return readAs;
    }

    Optional<String> ground() {
      return ground;
    }

    BadRowPolicy badRows() {
      return badRows;
    }

    Sending sending() {
      return sending;
    }
  }

  /**
   * Begins with a recipe.
   *
   * @param recipe is called here and once in each executor
   */
  public static SparkNegatives of(SparkRecipe recipe) {
    NotNull.check(recipe, "recipe");
    return new SparkNegatives(new Options(recipe));
  }

  private SparkNegatives with(Consumer<Options> change) {
    return new SparkNegatives(options.with(change));
  }

  /**
   * Sets what messages and the report call the data set; {@code rows} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public SparkNegatives named(String name) {
    NotNull.check(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "name is blank; give one by which messages and reports call the data set.");
    }
    return with(o -> o.name = name);
  }

  /**
   * Sets the shape of the rows, by one of the names in {@link InputFormat#NAMES}; by default it is
   * recognised by the names of the columns.
   *
   * @throws IllegalArgumentException if there is no shape of that name
   */
  public SparkNegatives readAs(String shape) {
    String readAs = InputFormat.of(NotNull.check(shape, "shape")).name();
    return with(o -> o.readAs = readAs);
  }

  /**
   * Sets a folder for the passages, their words and their vectors, made once and used again by runs
   * over the same passages, and from which executors copy them. By default they are made anew, and
   * handed from machine to machine by Spark, up to 4 GiB a file.
   *
   * @param uri of a file system that Hadoop knows and all machines see, such as {@code
   *     hdfs:///ground} or {@code s3a://bucket/ground}; made if it is not there
   */
  public SparkNegatives groundIn(String uri) {
    NotNull.check(uri, "uri");
    return with(o -> o.ground = Optional.of(uri));
  }

  /**
   * Keeps rows that are not as expected, without negatives, and with the reason in a column {@code
   * rejected}; {@link #write} leaves them out, and the report counts them. By default the first one
   * stops mining.
   *
   * @param limit with more of them mining stops all the same, because the data are probably not of
   *     the expected shape
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public SparkNegatives keepBadRows(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the limit of bad rows is %d; use 0 or more.", limit));
    }
    return with(o -> o.badRows = new BadRowPolicy(true, limit));
  }

  Options options() {
    return options;
  }

  /** For tests, in which all machines are one. */
  SparkNegatives sending(Sending sending) {
    return with(o -> o.sending = sending);
  }

  /**
   * Mines. The passages are collected and embedded, and {@code maxReuse} is settled, in this call;
   * negatives are drawn when an action asks for the result, in the order of the rows, and nothing
   * is shuffled for that. Files that the draws need stay in {@code spark.local.dir} until the
   * driver ends.
   *
   * @return the rows with {@code negatives}, an array of structs with {@code id}, {@code text},
   *     {@code pool}, {@code cosine}, {@code cosine_quantile}, {@code lexical_quantile}, {@code
   *     frequency}, {@code probability}, {@code source_id} and {@code distracting}, as {@link
   *     io.github.easyneg.mine.MinedNegative} explains them, the last three null where they are not
   *     known; with {@code missing}, how many were not found, and {@code reason}, null or the name
   *     of a {@link io.github.easyneg.mine.MinedRow.Reason}; and with {@code rejected} after {@link
   *     #keepBadRows}
   * @throws IllegalArgumentException if columns are missing or of other types, if the recipe holds
   *     what cannot be sent to other machines, if a setting does not run on Spark, settings exclude
   *     each other, or there are too few passages for {@code maxReuse}
   * @throws io.github.easyneg.data.DatasetFormatException if a row is not as expected
   * @throws IllegalStateException if there is no embedder, the recipe gives other settings on
   *     another machine, or rows change during the call or, with {@code maxReuse}, their order
   * @throws io.github.easyneg.embed.EmbeddingException if a text cannot be embedded
   * @throws java.io.UncheckedIOException if reading or writing fails
   */
  public Dataset<Row> mine(Dataset<Row> rows) {
    NotNull.check(rows, "rows");
    return SparkFailure.unwrapped(() -> new SparkRun(options, rows).mine());
  }

  /**
   * Mines, and writes lines of training data: a folder of part files that, put one after the other
   * in the order of their names, are the file that {@code easyneg mine} writes of the rows in this
   * order. Formats that are more than a file of lines are rejected; {@code Audit::new} as the
   * format gives what {@code easyneg convert} makes them of.
   *
   * @param format what the lines look like, as a function; see {@link SparkFormat}
   * @param path a folder that is not there yet, on a file system that Hadoop knows
   * @return what was done, counted by all tasks
   * @throws IllegalArgumentException as {@link #mine} does; also if the folder is there, the format
   *     has more files than one, or no row has what it needs
   * @throws IllegalStateException as {@link #mine} does; also if a row is short that must not be,
   *     or rows change during the run or, with {@code maxReuse}, their order
   */
  @CanIgnoreReturnValue
  public MiningReport write(Dataset<Row> rows, SparkFormat format, String path) {
    NotNull.check(rows, "rows");
    NotNull.check(format, "format");
    NotNull.check(path, "path");
    return SparkFailure.unwrapped(() -> new SparkRun(options, rows).write(format, path));
  }
}
