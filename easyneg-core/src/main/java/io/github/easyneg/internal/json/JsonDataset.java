package io.github.easyneg.internal.json;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.io.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows in JSON files, read anew for each stream. */
public record JsonDataset(List<Path> files) implements Dataset {

  /** Checks that the files are there. */
  public static JsonDataset of(Path first, Path... more) {
    List<Path> files = new ArrayList<>();
    files.add(first);
    files.addAll(Arrays.asList(more));
    for (Path file : files) {
      String problem =
          Files.notExists(file)
              ? "does not exist"
              : Files.isDirectory(file)
                  ? "is a folder"
                  : !Files.isRegularFile(file)
                      ? "is no regular file, and rows are read more than once"
                      : !Files.isReadable(file) ? "may not be read" : "";
      if (!problem.isEmpty()) {
        throw new IllegalArgumentException(
            file + " " + problem + "; give a .jsonl or .json file, or a .gz of either.");
      }
    }
    return new JsonDataset(List.copyOf(files));
  }

  @Override
  public Stream<QaRow> rows() {
    JsonFiles rows = new JsonFiles(files);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                rows, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(rows::close);
  }

  /** Returns each file's SHA-256, by its name, or by its path where two have the same name. */
  @Override
  public Map<String, String> sources() {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      hashes.put(hashes.containsKey(name) ? file.toString() : name, "sha256 " + Sha256.of(file));
    }
    return hashes;
  }

  @Override
  public String name() {
    return files.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(" + "));
  }
}
