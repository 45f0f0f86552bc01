package io.github.easyneg.examples;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.langchain4j.ChromaIndex;
import io.github.easyneg.onnx.OnnxEmbedder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of {@link FullExample}.
 *
 * <pre>
 * [FILE]               rows in germanrag's shape; by default the sample data
 * --out FILE           the training data; by default easyneg-examples/target/train.jsonl
 * --embedder NAME      onnx (default: all-MiniLM-L6-v2) or hashing (needs no model)
 * --index NAME         memory (default) or chroma
 * --chroma-url URL     a Chroma server; by default http://localhost:8000
 * --collection NAME    its collection; by default full-example
 * </pre>
 */
final class ExampleOptions {
  private static final String SAMPLE = "easyneg-examples/data/sample.jsonl";
  private static final Set<String> NAMES =
      Set.of("--out", "--embedder", "--index", "--chroma-url", "--collection");

  private final Map<String, String> given;

  private ExampleOptions(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one is unknown, has no value, or is a second file
   */
  static ExampleOptions of(String... args) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (!arg.startsWith("--")) {
        put(given, "FILE", arg);
      } else if (!NAMES.contains(arg)) {
        throw new IllegalArgumentException(
            "unknown option "
                + arg
                + "; use one of "
                + String.join(", ", NAMES.stream().sorted().toList())
                + ".");
      } else if (!rest.hasNext()) {
        throw new IllegalArgumentException(arg + " has no value; write " + arg + " VALUE.");
      } else {
        put(given, arg, rest.next());
      }
    }
    return new ExampleOptions(given);
  }

  private static void put(Map<String, String> given, String name, String value) {
    if (given.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          name + " is given twice, as " + given.get(name) + " and as " + value + "; give it once.");
    }
  }

  Path input() {
    return Path.of(given.getOrDefault("FILE", SAMPLE));
  }

  Path output() {
    return Path.of(given.getOrDefault("--out", "easyneg-examples/target/train.jsonl"));
  }

  EmbeddingProvider embedder() {
    String name = given.getOrDefault("--embedder", "onnx");
    return switch (name) {
      case "onnx" -> OnnxEmbedder.allMiniLmL6V2();
      case "hashing" -> HashingEmbedder.defaults();
      default ->
          throw new IllegalArgumentException("--embedder is " + name + "; use onnx or hashing.");
    };
  }

  VectorIndex store() {
    String name = given.getOrDefault("--index", "memory");
    return switch (name) {
      case "memory" -> inMemory();
      case "chroma" ->
          ChromaIndex.at(
              given.getOrDefault("--chroma-url", "http://localhost:8000"),
              given.getOrDefault("--collection", "full-example"));
      default ->
          throw new IllegalArgumentException("--index is " + name + "; use memory or chroma.");
    };
  }

  private VectorIndex inMemory() {
    for (String option : List.of("--chroma-url", "--collection")) {
      if (given.containsKey(option)) {
        throw new IllegalArgumentException(
            option + " has no use for --index memory; leave it out, or add --index chroma.");
      }
    }
    return new ExactIndex();
  }
}
