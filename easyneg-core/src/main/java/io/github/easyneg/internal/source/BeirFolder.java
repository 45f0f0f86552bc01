package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.json.BadRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A BEIR folder: {@code corpus.jsonl}, {@code queries.jsonl}, and {@code qrels/*.tsv}, which says
 * which passages answer which query.
 *
 * @param folder in which they are
 * @param passages the corpus
 * @param queries the queries
 * @param qrels which passages answer which query
 */
record BeirFolder(Path folder, Path passages, Path queries, Path qrels) implements Input {
  private static final String SHAPE = "; a BEIR folder has corpus.jsonl, queries.jsonl and qrels.";

  /** What records may be in, {@code .gz} aside. */
  private static final List<String> ENDS = List.of(".jsonl", ".parquet", ".tsv", ".csv", ".json");

  /**
   * Returns the folder that a path names, or the one whose file of qrels it names; empty if it
   * names none.
   *
   * @throws IllegalArgumentException if a file is missing, or several qrels are there and none is
   *     named {@code train.tsv}
   */
  static Optional<BeirFolder> at(Path path) {
    if (Files.isDirectory(path)) {
      return isOne(path) ? Optional.of(of(path)) : Optional.empty();
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null
        && name(parent).equals("qrels")
        && parent.getParent() != null
        && name(path).matches(".*\\.tsv(\\.gz)?")) {
      Path folder = Optional.ofNullable(path.getParent()).map(Path::getParent).orElse(null);
      return Optional.of(of(folder == null ? parent.getParent() : folder, path));
    }
    return Optional.empty();
  }

  private static boolean isOne(Path folder) {
    return Files.isDirectory(folder.resolve("qrels"))
        || (file(folder, "corpus").isPresent() && file(folder, "queries").isPresent());
  }

  /**
   * Returns a folder.
   *
   * @throws IllegalArgumentException if a file is missing, or several qrels are there and none is
   *     named {@code train.tsv}
   */
  static BeirFolder of(Path folder) {
    return of(folder, qrels(folder));
  }

  private static BeirFolder of(Path folder, Path qrels) {
    return new BeirFolder(folder, required(folder, "corpus"), required(folder, "queries"), qrels);
  }

  private static Path qrels(Path folder) {
    Path among = folder.resolve("qrels");
    if (!Files.isDirectory(among)) {
      throw new IllegalArgumentException(folder + " has no folder qrels" + SHAPE);
    }
    List<Path> found;
    try (Stream<Path> files = Files.list(among)) {
      found = files.filter(file -> name(file).matches(".*\\.tsv(\\.gz)?")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(among + " cannot be read: " + Reason.of(e) + ".", e);
    }
    Optional<Path> train =
        found.stream().filter(file -> name(file).matches("train\\.tsv(\\.gz)?")).findFirst();
    if (train.isPresent() || found.size() == 1) {
      return train.orElseGet(() -> found.get(0));
    }
    throw new IllegalArgumentException(
        found.isEmpty()
            ? among + " has no .tsv file" + SHAPE
            : among
                + " has several .tsv files, and none is train.tsv; name one instead of the folder: "
                + String.join(", ", found.stream().map(Path::toString).toList())
                + ".");
  }

  private static Path required(Path folder, String name) {
    return file(folder, name)
        .orElseThrow(
            () -> new IllegalArgumentException(folder + " has no " + name + ".jsonl" + SHAPE));
  }

  private static Optional<Path> file(Path folder, String name) {
    List<Path> candidates = new ArrayList<>();
    for (String end : ENDS) {
      candidates.add(folder.resolve(name + end));
      candidates.add(folder.resolve(name + end + ".gz"));
    }
    return candidates.stream().filter(Files::isRegularFile).findFirst();
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String name() {
    return name(folder.toAbsolutePath().normalize()) + "/" + name(qrels);
  }

  @Override
  public List<Path> files() {
    return List.of(passages, queries, qrels);
  }

  @Override
  public Optional<Corpus> corpus(InputFormat format) {
    return Optional.of(Corpora.files(format.titles(), passages));
  }

  @Override
  public Set<String> ids(InputFormat format) {
    return Set.of();
  }

  @Override
  public RowSource open(
      InputFormat format,
      NamedPassages named,
      Optional<Consumer<BadRow>> tolerant,
      Consumer<BadRow> bad) {
    Qrels judged = Qrels.read(qrels, bad);
    return new BeirRows(
        this,
        judged,
        NamedPassages.of(corpus(format).orElseThrow(), judged.passages()),
        FileRows.records(queries, tolerant),
        bad);
  }
}
