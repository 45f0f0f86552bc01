package io.github.easyneg.onnx;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import java.nio.file.Path;

/** A process that mines with the static model: the rows' file, the output. */
final class MinedStatically {
  private MinedStatically() {}

  public static void main(String[] args) {
    try (StaticEmbedder embedder = StaticEmbedder.allMiniLmL6V2()) {
      System.out.println(
          EasyNegatives.from(Datasets.jsonl(Path.of(args[0])))
              .embedWith(embedder)
              .sampleK(1)
              .toAxolotl(Path.of(args[1])));
    }
  }
}
