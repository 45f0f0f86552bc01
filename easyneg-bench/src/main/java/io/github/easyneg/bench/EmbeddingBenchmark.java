package io.github.easyneg.bench;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.onnx.OnnxEmbedder;
import io.github.easyneg.onnx.OnnxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@link OnnxEmbedder} against LangChain4j's own {@code embedAll}: the same network, the same
 * texts, and the same longest text of 128 tokens, at which LangChain4j's tokenizer cuts. That the
 * vectors are the same is tested by {@code EmbeddingAgreementTest}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(2)
public class EmbeddingBenchmark {
  private static final int TEXTS = 256;

  /** The length of the texts. */
  @Param({"20", "150"})
  public int words;

  private List<String> texts = List.of();
  private List<TextSegment> segments = List.of();
  private final OnnxEmbedder ours =
      OnnxEmbedder.allMiniLmL6V2(OnnxOptions.defaults().maxTokens(128));
  private final OnnxEmbedder int8 = int8();
  private final EmbeddingModel langChain4j = new AllMiniLmL6V2EmbeddingModel();

  /** Makes the texts. */
  @Setup
  public void makeTexts() {
    texts = Sentences.of(TEXTS, words);
    segments = texts.stream().map(TextSegment::from).toList();
  }

  /** Embeds 256 texts with EasyNegatives. */
  @Benchmark
  public List<Embedding> easyNegatives() {
    return ours.embed(texts, TextRole.PASSAGE);
  }

  /** Embeds 256 texts with EasyNegatives and the model's int8 twin, whose vectors differ. */
  @Benchmark
  public List<Embedding> easyNegativesInt8() {
    return int8.embed(texts, TextRole.PASSAGE);
  }

  /** Embeds 256 texts with LangChain4j. */
  @Benchmark
  public List<dev.langchain4j.data.embedding.Embedding> langChain4jEmbedAll() {
    return langChain4j.embedAll(segments).content();
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    ours.close();
    int8.close();
  }

  private static OnnxEmbedder int8() {
    try {
      return OnnxEmbedder.load(Int8Model.folder(), OnnxOptions.defaults().maxTokens(128));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
