package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.json.JsonRecords;
import io.github.easyneg.internal.json.NemoHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * NeMo Retriever's JSON, {@code {"corpus": [{"path"}], "data": [{"question", "corpus_id",
 * "pos_doc": [{"id"}], "neg_doc": [{"id"}]}]}}, and the folders that it names, each with a corpus
 * and perhaps {@code merlin_metadata.json}, which says what its id is. Of the corpora, the passages
 * that records name are in memory, and no others.
 *
 * @param path the JSON file
 * @param folders the files of each corpus, by its id
 * @param metadata the files that say the ids
 */
record NemoFile(Path path, Map<String, List<Path>> folders, List<Path> metadata) implements Input {
  private static final String METADATA = "merlin_metadata.json";
  private static final String ENDS = "(?i).+\\.(jsonl|json|parquet|csv|tsv)(\\.gz)?";

  /**
   * Returns the file that a path names; empty if it is no such file.
   *
   * @throws IllegalArgumentException if a folder that it names is not there or has no passages, or
   *     several have one id
   */
  static Optional<NemoFile> at(Path path) {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    List<String> named = NemoHead.corpora(path);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Path>> folders = new LinkedHashMap<>();
    List<Path> metadata = new ArrayList<>();
    for (String name : named) {
      Path folder = path.toAbsolutePath().resolveSibling(name).normalize();
      Path said = folder.resolve(METADATA);
      if (Files.isRegularFile(said)) {
        metadata.add(said);
      }
      String id = NemoHead.corpusId(said).orElse("");
      if (folders.put(id, files(path, name, folder)) != null) {
        throw new IllegalArgumentException(
            path
                + " names several corpora "
                + (id.isEmpty() ? "without an id" : "with the id \"" + id + "\"")
                + "; say another corpus_id in the "
                + METADATA
                + " of each.");
      }
    }
    return Optional.of(new NemoFile(path, folders, List.copyOf(metadata)));
  }

  private static List<Path> files(Path path, String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          path
              + " names the corpus folder \""
              + name
              + "\", which is not there; put it beside the file, or correct its path.");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(Files::isRegularFile)
              .filter(file -> BeirFolder.name(file).matches(ENDS))
              .filter(file -> !BeirFolder.name(file).equals(METADATA))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            path
                + " names the corpus folder \""
                + name
                + "\", which holds no passages; expected a .jsonl or .parquet file of {\"id\","
                + " \"text\"}.");
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }

  /** Tells whether records of that format are read as NeMo's. */
  private static boolean applies(InputFormat format) {
    return format.name().equals("auto") || format.name().equals("nemo");
  }

  private FileInput file() {
    return new FileInput(path);
  }

  @Override
  public String name() {
    return file().name();
  }

  @Override
  public List<Path> files() {
    List<Path> all = new ArrayList<>(List.of(path));
    all.addAll(metadata);
    folders.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  @Override
  public Optional<Corpus> corpus(InputFormat format) {
    if (!applies(format)) {
      return file().corpus(format);
    }
    List<Corpus> all = folders.values().stream().map(files -> corpus(format, files)).toList();
    return Optional.of(all.size() == 1 ? all.get(0) : new JoinedCorpus(all));
  }

  private static Corpus corpus(InputFormat format, List<Path> files) {
    return Corpora.files(
        format.titles(), files.get(0), files.subList(1, files.size()).toArray(Path[]::new));
  }

  @Override
  public Set<String> ids(InputFormat format) {
    return applies(format) ? Set.of() : file().ids(format);
  }

  @Override
  public RowSource open(
      InputFormat format,
      NamedPassages named,
      Optional<Consumer<BadRow>> tolerant,
      Consumer<BadRow> bad) {
    if (!applies(format)) {
      return file().open(format, named, tolerant, bad);
    }
    NemoShape shape = new NemoShape(corpora(format));
    return new FileRows(fields -> shape, format, named, FileRows.records(path, tolerant), bad);
  }

  /** Reads the passages that records name. */
  private Map<String, NamedPassages> corpora(InputFormat format) {
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    Shape shape = new NemoShape(Map.of());
    try (JsonRecords records = FileRows.records(path, Optional.of(bad -> {}))) {
      for (JsonRecords.Read read = records.next(); read != null; read = records.next()) {
        Map<String, Object> fields = read.record().fields();
        wanted.computeIfAbsent(key(fields), id -> new LinkedHashSet<>()).addAll(shape.ids(fields));
      }
    } catch (DatasetFormatException e) {
      // Whoever reads the rows says what is wrong with the file.
    }
    Map<String, NamedPassages> corpora = new LinkedHashMap<>();
    folders.forEach(
        (id, files) -> {
          NamedPassages named =
              NamedPassages.of(corpus(format, files), wanted.getOrDefault(id, Set.of()));
          corpora.put(id, named);
        });
    // A corpus alone, without an id, is everybody's.
    return corpora.keySet().equals(Set.of("")) ? everybodys(format, wanted) : corpora;
  }

  private static String key(Map<String, Object> record) {
    return NemoShape.corpus(record).orElse("");
  }

  private Map<String, NamedPassages> everybodys(
      InputFormat format, Map<String, Set<String>> wanted) {
    Set<String> all = new LinkedHashSet<>();
    wanted.values().forEach(all::addAll);
    NamedPassages named = NamedPassages.of(corpus(format, folders.values().iterator().next()), all);
    Map<String, NamedPassages> corpora = new LinkedHashMap<>();
    wanted.keySet().forEach(id -> corpora.put(id, named));
    return corpora;
  }
}
