package io.github.easyneg.spark;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A program for {@code spark-submit}: mines easy negatives for the rows of a file or folder, and
 * writes lines for Axolotl. For anything beyond that, {@link SparkNegatives} is as short.
 *
 * <pre>{@code
 * spark-submit --class io.github.easyneg.spark.SparkMine easyneg-spark.jar ROWS OUT K SEED EMBEDDER
 * }</pre>
 *
 * <p>{@code ROWS} is JSON Lines or Parquet; {@code OUT} a folder that is not there yet; {@code
 * EMBEDDER} is {@code hashing}, which needs no model, or {@code default}, the one on the class
 * path. Where no master is set, as without {@code spark-submit}, it runs in this process on all
 * cores.
 */
public final class SparkMine {
  private static final int ARGUMENTS = 5;

  private SparkMine() {}

  /**
   * Mines.
   *
   * @param args the rows, the folder, how many negatives each row gets, the random seed, the
   *     embedder
   * @throws IllegalArgumentException if there are more or fewer, or one is not as expected
   */
  public static void main(String[] args) {
    if (args.length != ARGUMENTS) {
      throw new IllegalArgumentException(
          "expected ROWS OUT K SEED EMBEDDER, found "
              + args.length
              + " arguments; for example: rows.jsonl out 3 42 hashing");
    }
    // Before Spark starts, which takes seconds
    long k = number("K", args[2], 1, Integer.MAX_VALUE);
    long seed = number("SEED", args[3], Long.MIN_VALUE, Long.MAX_VALUE);
    boolean hashing = isHashing(args[4]);
    if (System.getProperty("spark.master") == null) {
      System.setProperty("spark.master", "local[*]");
      System.setProperty("spark.driver.host", "127.0.0.1");
      System.setProperty("spark.ui.enabled", "false");
      System.setProperty("spark.log.level", "ERROR");
    }
    SparkSession spark = SparkSession.builder().appName("easyneg").getOrCreate();
    try {
      System.out.println(mine(spark, args[0], args[1], recipe((int) k, seed, hashing)));
    } finally {
      spark.stop();
    }
  }

  private static SparkRecipe recipe(int k, long seed, boolean hashing) {
    return data -> {
      EasyNegatives negatives = EasyNegatives.from(data).sampleK(k).seed(seed);
      return hashing ? negatives.embedWith(HashingEmbedder.defaults()) : negatives;
    };
  }

  private static MiningReport mine(
      SparkSession spark, String file, String out, SparkRecipe recipe) {
    // An address without a connector is told in our words, not in Spark's.
    HadoopFolder rowsOf = HadoopFolder.of(file, spark.sparkContext().hadoopConfiguration());
    Dataset<Row> rows =
        file.endsWith(".parquet") ? spark.read().parquet(file) : spark.read().json(file);
    return SparkNegatives.of(recipe).named(rowsOf.name()).write(rows, OutputFormats::axolotl, out);
  }

  private static long number(String argument, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told as one that is too low.
    }
    throw new IllegalArgumentException(
        argument
            + " is '"
            + value
            + "'; expected ROWS OUT K SEED EMBEDDER, where "
            + argument
            + " is a whole number"
            + (least == 1 ? " of at least 1" : "")
            + "; for example: rows.jsonl out 3 42 hashing");
  }

  private static boolean isHashing(String embedder) {
    return switch (embedder) {
      case "hashing" -> true;
      case "default" -> false;
      default ->
          throw new IllegalArgumentException(
              "EMBEDDER is '"
                  + embedder
                  + "'; expected ROWS OUT K SEED EMBEDDER, where EMBEDDER is hashing or default;"
                  + " for example: rows.jsonl out 3 42 hashing");
    };
  }
}
