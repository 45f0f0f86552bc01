package io.github.easyneg.onnx.internal.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network that reads two texts together, as its files describe it; it is not loaded.
 *
 * @param maxTokens the maximum number of tokens of both texts that are read, special tokens
 *     included
 * @param changes what other files change in the tokenizer
 * @param outputs the names of the outputs that are read
 * @param task what it was exported for
 */
public record PairModel(
    ModelSource source,
    int maxTokens,
    TokenizerChanges changes,
    List<String> outputs,
    NetworkTask task) {

  public PairModel {
    outputs = List.copyOf(outputs);
  }

  public PairModel withMaxTokens(int maxTokens) {
    return new PairModel(source, maxTokens, changes, outputs, task);
  }

  /** Returns where the network is, for messages. */
  public String name() {
    return source.networkName();
  }

  /**
   * Returns a fingerprint of what the model outputs: a hash of the network, the tokenizer and what
   * is read. Reads the files; the folder's name and place do not count.
   *
   * @throws UncheckedIOException if a file cannot be read
   */
  public String fingerprint() {
    Fingerprint fingerprint =
        new Fingerprint()
            .add("scheme", "1")
            .add("maxTokens", Integer.toString(maxTokens))
            .add("lowercase", Boolean.toString(changes.lowercase()));
    changes.addTo(fingerprint);
    outputs.forEach(output -> fingerprint.add("output", output));
    try {
      fingerprint.add("tokenizer", source.tokenizerJson());
      fingerprint.add("network", source.openNetwork());
      for (Path weights : source.weights()) {
        fingerprint.add("weights", Files.newInputStream(weights));
      }
    } catch (IOException e) {
      throw ModelFolder.unreadable(source.networkName(), e);
    }
    return fingerprint.hex();
  }
}
