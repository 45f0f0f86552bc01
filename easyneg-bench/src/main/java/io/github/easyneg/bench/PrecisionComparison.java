package io.github.easyneg.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.onnx.OnnxEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The default model in single precision against its int8 twin: how fast each embeds a data set, and
 * how far the candidates that a recipe would see are the same. Prints a table.
 *
 * <p>Usage: {@code PrecisionComparison rows.jsonl out}, rows in germanrag's shape, and a folder for
 * what each model mines. See docs/decisions/010-default-embedder.md for what came of it.
 */
public final class PrecisionComparison {
  private static final int NEAREST = 10;
  private static final double BAND_FROM = 0.05;
  private static final double BAND_TO = 0.5;

  private PrecisionComparison() {}

  /** Vectors of one model, and how long it took to make them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Vectors(float[][] queries, float[][] passages, double seconds) {}

  /** Runs the comparison. */
  public static void main(String[] args) throws IOException {
    Set<String> passages = new LinkedHashSet<>();
    Set<String> queries = new LinkedHashSet<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      JsonNode row = json.readTree(line);
      row.path("contexts").forEach(context -> passages.add(context.asText()));
      queries.add(row.path("question").asText());
    }
    List<String> passageList = List.copyOf(passages);
    List<String> queryList = List.copyOf(queries);
    try (OnnxEmbedder fp32 = OnnxEmbedder.allMiniLmL6V2();
        OnnxEmbedder int8 = OnnxEmbedder.load(Int8Model.folder())) {
      Vectors exact = embed(fp32, queryList, passageList);
      Vectors quantized = embed(int8, queryList, passageList);
      System.out.printf(
          Locale.ROOT,
          "%d passages, %d questions%nfp32 %.1f s, int8 %.1f s%n",
          passageList.size(),
          queryList.size(),
          exact.seconds(),
          quantized.seconds());
      compare(exact, quantized);
      Dataset rows = Datasets.jsonl(Path.of(args[0]));
      Path out = Files.createDirectories(Path.of(args[1]));
      System.out.printf(
          Locale.ROOT,
          "of the negatives drawn with one seed, %.1f %% are the same%n",
          100
              * same(
                  mine(rows, fp32, out.resolve("fp32.jsonl")),
                  mine(rows, int8, out.resolve("int8.jsonl"))));
    }
  }

  /** Returns each row's negative as the default recipe draws it, and writes them. */
  private static List<String> mine(Dataset rows, OnnxEmbedder embedder, Path file) {
    EasyNegatives recipe = EasyNegatives.from(rows).embedWith(embedder).sampleK(1).seed(42);
    System.out.println(recipe.toAxolotl(file));
    List<String> negatives = new ArrayList<>();
    var unused =
        recipe.forEach(
            row -> row.negatives().forEach(n -> negatives.add(row.number() + n.passage().id())));
    return negatives;
  }

  private static double same(List<String> a, List<String> b) {
    Set<String> left = Set.copyOf(a);
    return (double) b.stream().filter(left::contains).count() / a.size();
  }

  private static void compare(Vectors exact, Vectors quantized) {
    double differences = 0;
    double largest = 0;
    double nearest = 0;
    double first = 0;
    double band = 0;
    for (int q = 0; q < exact.queries().length; q++) {
      double[] a = cosines(exact.queries()[q], exact.passages());
      double[] b = cosines(quantized.queries()[q], quantized.passages());
      for (int p = 0; p < a.length; p++) {
        differences += Math.abs(a[p] - b[p]) / a.length;
        largest = Math.max(largest, Math.abs(a[p] - b[p]));
      }
      int[] x = order(a);
      int[] y = order(b);
      nearest += common(x, y, 0, NEAREST);
      first += x[0] == y[0] ? 1 : 0;
      // Bands count from the least similar passage.
      band += common(x, y, (int) (a.length * (1 - BAND_TO)), (int) (a.length * (1 - BAND_FROM)));
    }
    int n = exact.queries().length;
    System.out.printf(
        Locale.ROOT,
        "cosine differs by %.4f on average, by %.4f at most%n"
            + "the nearest passage is the same for %.1f %% of the questions%n"
            + "of the nearest %d, %.1f %% are the same%n"
            + "of the band between the quantiles %.2f and %.2f, %.1f %% are the same%n",
        differences / n,
        largest,
        100 * first / n,
        NEAREST,
        100 * nearest / n,
        BAND_FROM,
        BAND_TO,
        100 * band / n);
  }

  private static Vectors embed(OnnxEmbedder embedder, List<String> queries, List<String> passages) {
    // Loads the network, which does not count.
    var unused = embedder.embed(queries.subList(0, 20), TextRole.QUERY);
    long begin = System.nanoTime();
    float[][] q = unit(embedder.embed(queries, TextRole.QUERY));
    float[][] p = unit(embedder.embed(passages, TextRole.PASSAGE));
    return new Vectors(q, p, (System.nanoTime() - begin) / 1e9);
  }

  private static float[][] unit(List<Embedding> embeddings) {
    // Both models normalise.
    return embeddings.stream().map(Embedding::vector).toArray(float[][]::new);
  }

  private static double[] cosines(float[] query, float[][] passages) {
    return Arrays.stream(passages)
        .mapToDouble(
            p -> IntStream.range(0, p.length).mapToDouble(i -> (double) p[i] * query[i]).sum())
        .toArray();
  }

  /** Returns passages, the most similar first. */
  private static int[] order(double[] cosines) {
    return IntStream.range(0, cosines.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -cosines[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns which part of the ranks {@code from} to {@code to} holds the same passages. */
  private static double common(int[] a, int[] b, int from, int to) {
    Set<Integer> left = new LinkedHashSet<>();
    IntStream.range(from, to).forEach(i -> left.add(a[i]));
    long same = IntStream.range(from, to).filter(i -> left.contains(b[i])).count();
    return (double) same / (to - from);
  }
}
