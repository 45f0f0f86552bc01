package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.json.JsonRows;
import io.github.easyneg.internal.json.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A BEIR folder: {@code corpus.jsonl}, {@code queries.jsonl}, and {@code qrels/*.tsv}, which says
 * which passages answer which query. A row is a query that the qrels name, its contexts are the
 * passages with a score above 0. Of the corpus, the passages that answer are in memory while rows
 * are read, and no others.
 */
public final class BeirDataset implements Dataset {
  private final Path folder;
  private final Path qrels;
  private final Path queries;
  private final Path passages;
  private final Corpus corpus;

  private BeirDataset(Path folder, Path qrels) {
    this.folder = folder;
    this.qrels = qrels;
    this.queries = required(folder, "queries.jsonl");
    this.passages = required(folder, "corpus.jsonl");
    this.corpus = Corpora.files(passages);
  }

  /** Tells whether a folder is one of BEIR's. */
  public static boolean isOne(Path folder) {
    return Files.isDirectory(folder.resolve("qrels"));
  }

  /**
   * Returns the rows of a folder.
   *
   * @throws IllegalArgumentException if a file is missing, or several qrels are there and none is
   *     named {@code train.tsv}
   */
  public static BeirDataset of(Path folder) {
    return new BeirDataset(folder, qrels(folder));
  }

  private static Path qrels(Path folder) {
    List<Path> found;
    try (Stream<Path> files = Files.list(folder.resolve("qrels"))) {
      found = files.filter(file -> name(file).endsWith(".tsv")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          folder + " has no folder qrels; a BEIR folder has corpus.jsonl, queries.jsonl and qrels.",
          e);
    }
    Path train = folder.resolve("qrels").resolve("train.tsv");
    if (found.contains(train)) {
      return train;
    }
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          folder.resolve("qrels")
              + " has "
              + (found.isEmpty() ? "no .tsv file" : "several .tsv files, and none is train.tsv")
              + "; leave the one there that rows are to be made of.");
    }
    return found.get(0);
  }

  private static Path required(Path folder, String name) {
    for (String each : List.of(name, name + ".gz")) {
      if (Files.isRegularFile(folder.resolve(each))) {
        return folder.resolve(each);
      }
    }
    throw new IllegalArgumentException(
        folder + " has no " + name + "; a BEIR folder has corpus.jsonl, queries.jsonl and qrels.");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public Optional<Corpus> corpus() {
    return Optional.of(corpus);
  }

  @Override
  public Stream<QaRow> rows() {
    Map<String, Set<String>> answering = relevant();
    Map<String, Passage> texts = texts(answering);
    List<QaRow> rows = new ArrayList<>();
    try (FileRecords records = FileRecords.open(queries)) {
      for (SourceRecord record = records.next(); record != null; record = records.next()) {
        Object id = record.fields().get("_id");
        Set<String> ids = answering.remove(String.valueOf(id));
        if (ids != null) {
          rows.add(row(record, ids, texts));
        }
      }
    }
    if (!answering.isEmpty()) {
      throw missing("query", answering.keySet().iterator().next(), queries);
    }
    return rows.stream();
  }

  private QaRow row(SourceRecord record, Set<String> ids, Map<String, Passage> texts) {
    List<String> contexts = new ArrayList<>();
    List<Integer> positives = new ArrayList<>();
    Map<Integer, String> names = new HashMap<>();
    for (String id : ids) {
      Passage passage = texts.get(id);
      if (passage == null) {
        throw missing("passage", id, passages);
      }
      names.put(contexts.size(), id);
      positives.add(contexts.size());
      contexts.add(passage.text());
    }
    try {
      String question = Values.text("text", record.fields().get("text"));
      String id = String.valueOf(record.fields().get("_id"));
      return new QaRow(contexts, question, List.of(), positives, names, Map.of("query_id", id));
    } catch (IllegalArgumentException e) {
      throw new DatasetFormatException(record.place(), String.valueOf(e.getMessage()), false, e);
    }
  }

  private DatasetFormatException missing(String what, String id, Path file) {
    return new DatasetFormatException(
        Place.of(name(qrels)),
        "the "
            + what
            + " \""
            + id
            + "\" is not in "
            + name(file)
            + "; add it there, or remove it here.",
        false,
        null);
  }

  /** Returns, by query, the passages that answer it. */
  private Map<String, Set<String>> relevant() {
    Map<String, Set<String>> answering = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TextFile.open(qrels),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      String line = lines.readLine();
      for (int number = 1; line != null; number++) {
        judge(line, number, answering);
        line = lines.readLine();
      }
    } catch (CharacterCodingException e) {
      throw new DatasetFormatException(
          Place.of(name(qrels)), "this is not UTF-8; save the file as UTF-8.", true, e);
    } catch (IOException e) {
      throw JsonRows.unreadable(name(qrels), e);
    }
    if (answering.isEmpty()) {
      throw new DatasetFormatException(
          Place.of(name(qrels)),
          "there are no rows; expected lines of query-id, corpus-id and a score above 0, with tabs"
              + " between.",
          false,
          null);
    }
    return answering;
  }

  private void judge(String line, int number, Map<String, Set<String>> answering) {
    String[] fields = line.split("\t", -1);
    if (line.isBlank() || (number == 1 && fields.length == 3 && !isNumber(fields[2]))) {
      return;
    }
    if (fields.length != 3 || !isNumber(fields[2])) {
      throw new DatasetFormatException(
          Place.of(name(qrels), number),
          "a line is query-id, corpus-id and score, with tabs between, found \"" + line + "\".",
          false,
          null);
    }
    if (Double.parseDouble(fields[2].strip()) > 0) {
      answering.computeIfAbsent(fields[0], query -> new LinkedHashSet<>()).add(fields[1]);
    }
  }

  private static boolean isNumber(String text) {
    return text.strip().matches("-?\\d+(\\.\\d+)?");
  }

  private Map<String, Passage> texts(Map<String, Set<String>> answering) {
    Set<String> wanted = new LinkedHashSet<>();
    answering.values().forEach(wanted::addAll);
    Map<String, Passage> texts = new HashMap<>();
    try (Stream<Passage> all = corpus.passages()) {
      all.filter(passage -> wanted.contains(passage.name()))
          .forEachOrdered(passage -> texts.putIfAbsent(passage.name(), passage));
    }
    return texts;
  }

  @Override
  public List<Path> files() {
    return List.of(passages, queries, qrels);
  }

  @Override
  public Map<String, String> sources() {
    Map<String, String> hashes = new LinkedHashMap<>();
    files().forEach(file -> hashes.put(name(file), "sha256 " + Sha256.of(file)));
    return hashes;
  }

  @Override
  public String name() {
    return name(folder) + "/" + name(qrels);
  }
}
