package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.ParserWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model's folder. What its files say is not trusted: names in them must stay inside the folder,
 * links within {@link LinkBounds}, and a file's size is checked before it is read.
 */
final class ModelFolder {
  /** What to do with a file that is not what it should be. */
  static final String AGAIN = "Download the model's folder again.";

  private static final String WHOLE =
      "Download the model's whole folder: leaving a module out gives other vectors.";

  /** Python writes, and reads, numbers that JSON does not have. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final long MOST_CONFIG_BYTES = 16L << 20;
  private static final long MOST_TOKENIZER_BYTES = 256L << 20;

  private final Path root;
  private final LinkBounds bounds;

  private ModelFolder(Path root, LinkBounds bounds) {
    this.root = root;
    this.bounds = bounds;
  }

  /**
   * Opens a folder.
   *
   * @throws IllegalArgumentException if {@code root} is not a folder
   */
  static ModelFolder at(Path root) {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          root
              + " is "
              + (Files.exists(root) ? "a file" : "missing")
              + "; expected a model's folder, with tokenizer.json in it.");
    }
    if (!Files.isReadable(root) || !Files.isExecutable(root)) {
      throw new IllegalArgumentException(root + " may not be read; change its permissions.");
    }
    return new ModelFolder(root, LinkBounds.of(root));
  }

  /** Joins two names inside a folder; either may be empty. */
  static String join(String folder, String name) {
    return folder.isEmpty() || folder.equals(".") ? name : folder + "/" + name;
  }

  /**
   * Returns where a name given by {@code source} points to, whether or not there is such a file.
   *
   * @throws IllegalArgumentException if it points out of the folder, by itself or through a link,
   *     or to a git-lfs pointer
   */
  Path inside(String name, Object source) {
    boolean escapes = name.startsWith("/") || name.contains("\\") || name.contains(":");
    for (String part : name.split("/", -1)) {
      escapes |= part.equals("..");
    }
    if (escapes) {
      throw OptionException.of(
          "{} of {} names '{}'; expected a path inside the model's folder, without '..', ':' or"
              + " '\\'. Do not use this folder unless you trust where it comes from, and correct"
              + " the name if you do.",
          source,
          root,
          name);
    }
    Path file = root.resolve(name);
    bounds.require(file);
    GitLfs.refusePointer(file);
    return file;
  }

  /** Returns the first of some files that exists. */
  Optional<String> first(List<String> names, Object source) {
    return names.stream().filter(name -> Files.isRegularFile(inside(name, source))).findFirst();
  }

  /**
   * Returns a file that must exist.
   *
   * @param remedy a sentence: what to do when it is not
   * @throws IllegalArgumentException if it is not
   */
  Path require(String name, Object source, String remedy) {
    Path file = inside(name, source);
    if (!Files.isRegularFile(file)) {
      throw missing(name, remedy);
    }
    return file;
  }

  /**
   * Rejects a truncated file, such as an interrupted download leaves.
   *
   * @param source which file reads it
   */
  void requireBytes(String name, long least, String source) {
    Path file = root.resolve(name);
    try {
      long size = Files.size(file);
      if (size < least) {
        throw wrong(
            name,
            "it has "
                + size
                + " bytes, and "
                + source
                + " reads "
                + least
                + " of it. Download it again: it is cut off, or belongs to another model.");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  IllegalArgumentException missing(String name, Object remedy) {
    return OptionException.of("{} is missing from {}. {}", name, root, remedy);
  }

  IllegalArgumentException wrong(String name, Object what) {
    return OptionException.of("{}: {}", root.resolve(name), what);
  }

  /** Returns the exception that says that a module, or something of it, is not supported. */
  UnsupportedModuleException unsupported(String name, String what) {
    return new UnsupportedModuleException(root.resolve(name) + ": " + what);
  }

  /** Returns the exception that says that a file lacks a key. */
  IllegalArgumentException lacks(String name, String key) {
    return wrong(name, "'" + key + "' is missing. " + AGAIN);
  }

  /** Reads the JSON object of a module that {@code modules.json} names. */
  ModuleConfig moduleConfig(String name) {
    return ModuleConfig.of(this, name, json(name, "modules.json", WHOLE));
  }

  /** Reads the JSON object of a module, or an empty one where there is none. */
  ModuleConfig moduleConfigOrEmpty(String name) {
    return ModuleConfig.of(this, name, jsonOrEmpty(name));
  }

  /** Returns the weights of a module, such as {@code 2_Dense/model.safetensors}. */
  Path moduleWeights(String path) {
    return require(
        join(path, "model.safetensors"),
        "modules.json",
        first(List.of(join(path, "pytorch_model.bin")), path).isPresent()
            ? "There is a pytorch_model.bin beside it, which is a Python pickle and cannot be read"
                + " safely. Save the model with sentence-transformers 3 or newer, which writes"
                + " safetensors."
            : WHOLE);
  }

  /** Reads a JSON object or array that must exist. */
  JsonNode json(String name, String source, String remedy) {
    Path file = require(name, source, remedy);
    try {
      return JSON.readTree(text(file, MOST_CONFIG_BYTES));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file
              + " is not JSON ("
              + ParserWords.plain(e.getOriginalMessage())
              + "). Download the model's folder again.",
          e);
    }
  }

  /** Reads a JSON file, or an empty object where there is none. */
  JsonNode jsonOrEmpty(String name) {
    return Files.isRegularFile(inside(name, name)) ? json(name, name, "") : JSON.createObjectNode();
  }

  static String tokenizerText(Path file) {
    return text(file, MOST_TOKENIZER_BYTES);
  }

  /** Returns the names of the files that end so, up to two folders down, for messages. */
  List<String> endingWith(String suffix) {
    try (Stream<Path> files = Files.walk(root, 2)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(root, e);
    }
  }

  private static String text(Path file, long most) {
    try {
      long size = Files.size(file);
      if (size > most) {
        throw new IllegalArgumentException(
            file
                + " has "
                + size
                + " bytes; expected at most "
                + most
                + ". Download the model's folder again.");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(
          file + " is not UTF-8. Download the model's folder again.", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Returns the exception that says that a model's file cannot be read, why, and what to do. */
  static UncheckedIOException unreadable(Object file, IOException e) {
    return new UncheckedIOException(
        file
            + " cannot be read: "
            + Reason.of(e)
            + ". See its permissions and the disk, or download the model's folder again.",
        e);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
