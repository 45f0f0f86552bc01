package io.github.easyneg.onnx;

import io.github.easyneg.embed.TextRole;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Embeds without end on several threads, in a process of its own. */
final class Signalled {
  private Signalled() {}

  public static void main(String[] args) {
    List<String> texts =
        IntStream.range(0, 300)
            .mapToObj(i -> ("the quick brown fox " + i + " ").repeat(20))
            .toList();
    try (OnnxEmbedder embedder = OnnxEmbedder.allMiniLmL6V2(OnnxOptions.defaults().threads(3))) {
      System.out.println("loading");
      int last = embedder.embed(List.of("a"), TextRole.PASSAGE).size();
      while (last > 0) {
        System.out.println("embedding");
        last = embedder.embed(texts, TextRole.PASSAGE).size();
      }
    } catch (CancellationException e) {
      // As the Javadoc promises for a process that ends.
    }
  }
}
