package io.github.easyneg.spark;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;
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
    if (System.getProperty("spark.master") == null) {
      System.setProperty("spark.master", "local[*]");
      System.setProperty("spark.driver.host", "127.0.0.1");
      System.setProperty("spark.ui.enabled", "false");
      System.setProperty("spark.log.level", "ERROR");
    }
    SparkSession spark = SparkSession.builder().appName("easyneg").getOrCreate();
    try {
      System.out.println(mine(spark, args));
    } finally {
      spark.stop();
    }
  }

  private static MiningReport mine(SparkSession spark, String... args) {
    Dataset<Row> rows =
        args[0].endsWith(".parquet") ? spark.read().parquet(args[0]) : spark.read().json(args[0]);
    int k = Integer.parseInt(args[2]);
    long seed = Long.parseLong(args[3]);
    boolean hashing = isHashing(args[4]);
    SparkRecipe recipe =
        data -> {
          EasyNegatives negatives = EasyNegatives.from(data).sampleK(k).seed(seed);
          return hashing ? negatives.embedWith(HashingEmbedder.defaults()) : negatives;
        };
    return SparkNegatives.of(recipe)
        .named(String.valueOf(Path.of(args[0]).getFileName()))
        .write(rows, OutputFormats::axolotl, args[1]);
  }

  private static boolean isHashing(String embedder) {
    return switch (embedder) {
      case "hashing" -> true;
      case "default" -> false;
      default ->
          throw new IllegalArgumentException(
              "unknown embedder '" + embedder + "'; use hashing or default.");
    };
  }
}
