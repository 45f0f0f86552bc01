package io.github.easyneg.onnx;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import io.github.easyneg.testkit.TokenCounterContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of EmbeddingProvider over every embedder of this module. */
class EmbeddersContractTest {
  /** Texts of the tiny models' words: of one to seven of them, no two alike. */
  private static final List<String> WORDS =
      List.of(
          "a",
          "b c",
          "a b c",
          "c",
          "b",
          "a a a a b",
          "c b",
          "query: a",
          "passage: b b",
          "b b b",
          "a c a c a c a",
          "a b");

  @Nested
  class AllMiniLm extends TokenCounterContract {
    @Override
    protected EmbeddingProvider provider() {
      return OnnxEmbedder.allMiniLmL6V2();
    }
  }

  @Nested
  class AllMiniLmAsAStaticModel extends TokenCounterContract {
    @Override
    protected EmbeddingProvider provider() {
      return StaticEmbedder.allMiniLmL6V2();
    }
  }

  /** Supplies the words of the tiny models. */
  abstract static class TinyContract extends TokenCounterContract {
    @Override
    protected List<String> texts() {
      return WORDS;
    }
  }

  @Nested
  class Folder extends TinyContract {
    private final Path dir;

    Folder(@TempDir Path dir) throws IOException {
      this.dir = dir;
      TinyModel.in(dir)
          .dense("torch.nn.modules.activation.Tanh", new float[][] {{0.1f, 0}, {0.1f, 0.1f}}, 0, 1);
    }

    @Override
    protected EmbeddingProvider provider() {
      return OnnxEmbedder.load(dir);
    }
  }

  @Nested
  class QuantizedFolder extends TinyContract {
    private final Path dir;

    QuantizedFolder(@TempDir Path dir) throws IOException {
      this.dir = dir;
      TinyModel.in(dir)
          .network(TinyOnnx.gathering(TinyModel.rows()).quantizing().tokens("last_hidden_state"));
    }

    @Override
    protected EmbeddingProvider provider() {
      return OnnxEmbedder.load(dir);
    }
  }

  @Nested
  class PooledFolder extends TinyContract {
    private final Path dir;

    PooledFolder(@TempDir Path dir) throws IOException {
      this.dir = dir;
      TinyModel.in(dir).network(TinyOnnx.gathering(TinyModel.rows()).pooled("pooled"));
    }

    @Override
    protected EmbeddingProvider provider() {
      return OnnxEmbedder.load(dir);
    }
  }

  /** A prompt for each role, lower case, and a limit that some of the words' texts exceed. */
  @Nested
  class PromptedFolder extends TinyContract {
    private final Path dir;

    PromptedFolder(@TempDir Path dir) throws IOException {
      this.dir = dir;
      TinyModel.in(dir)
          .file("sentence_bert_config.json", "{\"max_seq_length\":6,\"do_lower_case\":true}");
    }

    @Override
    protected EmbeddingProvider provider() {
      return OnnxEmbedder.load(dir, OnnxOptions.defaults().prompts("QUERY: ", "PASSAGE: a "));
    }
  }

  @Nested
  class StaticFolder extends TinyContract {
    private final Path dir;

    StaticFolder(@TempDir Path dir) throws IOException {
      this.dir = dir;
      TinyModel.in(dir)
          .without("modules.json")
          .tokenizer(TinyTokenizer.untruncated(TinyModel.WORDS))
          .file(
              "config_sentence_transformers.json",
              "{\"prompts\":{\"query\":\"query: \",\"document\":\"passage: a \"}}");
      new TinySafetensors()
          .matrix("embeddings", TinyModel.rows())
          .write(dir.resolve("model.safetensors"));
    }

    @Override
    protected EmbeddingProvider provider() {
      return StaticEmbedder.load(dir);
    }
  }
}
