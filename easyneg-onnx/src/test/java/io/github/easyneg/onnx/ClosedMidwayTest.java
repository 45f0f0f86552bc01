package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An embedder that is closed while another thread embeds. What its models hold lies outside Java's
 * heap: were it freed in use, the JVM itself would go, and these tests with it.
 */
@Timeout(120)
class ClosedMidwayTest {
  private static final String LATER = "This embedder is closed; make another one.";
  private static final String MEANWHILE = "The embedder was closed while it embedded.";

  /** Far more than is done when the first thread of a call is seen. */
  private static final List<String> MANY = Collections.nCopies(400_000, "a b c a b c");

  private final Path dir;

  ClosedMidwayTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("easyneg-embed"));
  }

  private OnnxEmbedder onnx() {
    return OnnxEmbedder.load(dir, OnnxOptions.defaults().threads(2));
  }

  private void writeOnnx() throws IOException {
    var unused = TinyModel.in(dir);
  }

  private void writeStatic() throws IOException {
    var unused = TinyModel.in(dir).without("modules.json");
    new TinySafetensors()
        .matrix("embeddings", TinyModel.rows())
        .write(dir.resolve("model.safetensors"));
  }

  private static FutureTask<List<Embedding>> embedding(
      EmbeddingProvider embedder, List<String> texts) {
    FutureTask<List<Embedding>> call =
        new FutureTask<>(() -> embedder.embed(texts, TextRole.PASSAGE));
    new Thread(call, "the user's").start();
    return call;
  }

  private static void awaitThreadOf(FutureTask<?> call) {
    while (!call.isDone()
        && Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("easyneg-embed"))) {
      Thread.onSpinWait();
    }
  }

  private static void requireEnds(EmbeddingProvider embedder) {
    FutureTask<List<Embedding>> call = embedding(embedder, MANY);
    awaitThreadOf(call);

    embedder.close();
    embedder.close();

    assertThatThrownBy(call::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(MEANWHILE);
    assertThatThrownBy(() -> embedder.embed(List.of("a"), TextRole.PASSAGE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(LATER);
  }

  @Test
  void aNetworkIsFreedAfterTheBatchesUnderWay() throws IOException {
    writeOnnx();
    requireEnds(onnx());
  }

  @Test
  void atWhateverMomentANetworkIsClosedTheCallEndsWellOrSaysSo() throws Exception {
    writeOnnx();
    requireAtAnyMoment(this::onnx);
  }

  @Test
  void atWhateverMomentAStaticModelIsClosedTheCallEndsWellOrSaysSo() throws Exception {
    writeStatic();
    requireAtAnyMoment(() -> StaticEmbedder.load(dir));
  }

  /** Closes a little later each time: while the model is loaded, at work, and done. */
  private void requireAtAnyMoment(Supplier<EmbeddingProvider> made) throws Exception {
    List<String> texts = Collections.nCopies(500, "a b c");
    for (int round = 0; round < 60; round++) {
      EmbeddingProvider embedder = made.get();
      FutureTask<List<Embedding>> call = embedding(embedder, texts);
      for (int spin = 0; spin < round * round * 500; spin++) {
        Thread.onSpinWait();
      }
      embedder.close();
      try {
        assertThat(call.get()).hasSize(texts.size());
      } catch (ExecutionException e) {
        assertThat(e)
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .extracting(Throwable::getMessage)
            .isIn(MEANWHILE, LATER);
      }
    }
  }

  @Test
  void aRunEndsWithoutOutputAndItsCacheServesTheNext() throws IOException {
    writeOnnx();
    Path out = dir.resolve("train.jsonl");
    Path cache = dir.resolve("cache");
    List<QaRow> rows =
        IntStream.range(0, 3000)
            .mapToObj(i -> QaRow.of(List.of(i + " a", i + " b"), "q " + i, "c", 0))
            .toList();
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.of(rows)).refusal("Keine Antwort.").cacheIn(cache);
    OnnxEmbedder embedder = onnx();
    EasyNegatives closing =
        recipe
            .embedWith(embedder)
            .onProgress(
                (stage, done, total) -> {
                  if (stage == Stage.EMBED && done > 0) {
                    embedder.close();
                  }
                });

    assertThatThrownBy(() -> closing.toAxolotl(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(LATER);

    assertThat(Files.exists(out)).isFalse();
    assertThat(dir).isDirectoryNotContaining("glob:**.tmp");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().matches("easyneg-(\\d+-|prefetch).*"));
    try (OnnxEmbedder another = onnx()) {
      MiningReport report = recipe.embedWith(another).toAxolotl(out);
      assertThat(report.embeddings().fromCache()).isGreaterThanOrEqualTo(1024);
      assertThat(report.notes()).isEmpty();
    }
  }
}
