package io.github.easyneg.onnx.internal.distill;

import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.text.OptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the folder of a static model as Model2Vec's {@code StaticModel.from_pretrained} reads it.
 * It is made under a hidden name next to its own, and renamed when it is whole.
 */
public final class StaticFolder {
  private StaticFolder() {}

  /**
   * What a model's files say about it.
   *
   * @param name of the model that it was made of
   * @param smoothing of weights by frequency, where there are any
   */
  public record Origin(String name, OptionalDouble smoothing) {}

  /**
   * Rejects a place where the folder cannot be created.
   *
   * @throws IllegalArgumentException if there is a file or a folder that is not empty
   */
  public static void requireFree(Path folder) {
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw OptionException.of(
          "{} is there already; a distilled model needs a folder that is not there yet, or is"
              + " empty. Name another one, or remove it.",
          folder);
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> content =
        Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
      return content.findAny().isEmpty();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /**
   * Writes a folder.
   *
   * @param tokenizer its {@code tokenizer.json}
   * @throws UncheckedIOException if it cannot be written; then nothing is left behind
   */
  public static void write(
      Path folder, Distillation matrix, Precision precision, String tokenizer, Origin origin) {
    requireFree(folder);
    Path absolute = folder.toAbsolutePath();
    Path parent = absolute.getParent();
    Path hidden = null;
    try {
      if (parent == null) {
        throw new IOException("it has no folder above it");
      }
      Files.createDirectories(parent);
      // A temporary folder made by Java would stay inaccessible to other users.
      hidden =
          Files.createDirectory(
              parent.resolve(
                  "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".part"));
      MatrixFile.write(matrix, precision, hidden.resolve("model.safetensors"));
      Files.writeString(hidden.resolve("tokenizer.json"), tokenizer);
      Files.writeString(hidden.resolve("config.json"), config(matrix, precision, origin));
      Files.writeString(hidden.resolve("README.md"), readme(matrix, origin));
      // An empty folder is replaced by the complete one.
      boolean ignored = Files.deleteIfExists(absolute);
      move(hidden, absolute);
    } catch (IOException e) {
      if (hidden != null) {
        delete(hidden);
      }
      throw failed(folder, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Path unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path unused = Files.move(from, to);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // A leftover is hidden, and the first failure is the one that is reported.
    }
  }

  private static UncheckedIOException failed(Path folder, IOException e) {
    return new UncheckedIOException(
        folder + " cannot be written: " + Reason.of(e) + ". See its permissions and the disk.", e);
  }

  private static String config(Distillation matrix, Precision precision, Origin origin) {
    return String.format(
        Locale.ROOT,
        """
        {
          "model_type": "model2vec",
          "architectures": ["StaticModel"],
          "tokenizer_name": "%s",
          "apply_pca": %s,
          "sif_coefficient": %s,
          "hidden_dim": %d,
          "embedding_dtype": "%s",
          "seq_length": 1000000,
          "normalize": true
        }
        """,
        quoted(origin.name()),
        matrix.reduced() ? String.valueOf(matrix.dimension()) : "null",
        origin.smoothing().isPresent() ? String.valueOf(origin.smoothing().getAsDouble()) : "null",
        matrix.dimension(),
        precision);
  }

  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c == '"' || c == '\\'
                    ? "\\" + (char) c
                    : c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String readme(Distillation matrix, Origin origin) {
    return String.join(
        "\n",
        List.of(
            "---",
            "library_name: model2vec",
            "tags:",
            "- embeddings",
            "- static-embeddings",
            "- sentence-transformers",
            "---",
            "",
            "# A static model",
            "",
            "Distilled by EasyNegatives from `"
                + origin.name().replace('`', '\'')
                + "`, by the"
                + " method of Model2Vec",
            "(Tulkens and van Dongen, 2024): "
                + matrix.dimension()
                + " dimensions. The terms of"
                + " that model's licence hold for this one.",
            "",
            "```python",
            "from model2vec import StaticModel",
            "",
            "model = StaticModel.from_pretrained(\".\")",
            "```",
            ""));
  }
}
