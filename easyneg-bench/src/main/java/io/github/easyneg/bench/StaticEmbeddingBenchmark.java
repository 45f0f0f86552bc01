package io.github.easyneg.bench;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.onnx.StaticEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@link StaticEmbedder} in texts a second: a matrix of random numbers in the shape of a small
 * Model2Vec model (30522 tokens, 256 dimensions) under the tokenizer of all-MiniLM-L6-v2.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class StaticEmbeddingBenchmark {
  private static final int TEXTS = 4096;
  private static final int TOKENS = 30522;
  private static final int DIMENSION = 256;

  /** The length of the texts. */
  @Param({"20", "150"})
  public int words;

  private List<String> texts = List.of();
  private final StaticEmbedder embedder = StaticEmbedder.load(folder());

  /** Makes the texts. */
  @Setup
  public void makeTexts() {
    texts = Sentences.of(TEXTS, words);
  }

  /** Embeds 4096 texts. */
  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public List<Embedding> texts() {
    return embedder.embed(texts, TextRole.PASSAGE);
  }

  /** Frees the matrix. */
  @TearDown
  public void close() {
    embedder.close();
  }

  private static Path folder() {
    try (InputStream tokenizer =
        StaticEmbeddingBenchmark.class
            .getClassLoader()
            .getResourceAsStream("all-minilm-l6-v2-tokenizer.json")) {
      if (tokenizer == null) {
        throw new IOException("all-minilm-l6-v2-tokenizer.json is not on the class path");
      }
      Path folder = Files.createTempDirectory("static-model");
      Files.copy(tokenizer, folder.resolve("tokenizer.json"));
      Files.write(folder.resolve("model.safetensors"), matrix());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] matrix() {
    int bytes = Float.BYTES * TOKENS * DIMENSION;
    byte[] header =
        String.format(
                Locale.ROOT,
                "{\"embeddings\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}",
                TOKENS,
                DIMENSION,
                bytes)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    Random random = new Random(1);
    while (file.hasRemaining()) {
      file.putFloat((float) random.nextGaussian());
    }
    return file.array();
  }
}
