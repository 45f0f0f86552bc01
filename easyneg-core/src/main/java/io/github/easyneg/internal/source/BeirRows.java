package io.github.easyneg.internal.source;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.json.JsonRecords;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a BEIR folder: a row is a query that the qrels name, its contexts are the passages
 * with a score above 0. Of the corpus, the passages that answer are in memory, and no others.
 */
final class BeirRows implements RowSource {
  private static final ReadAs.Kind KIND =
      new ReadAs.Kind(
          "beir",
          "BEIR",
          "question=queries' text, positives by id=qrels with a score above 0, corpus=corpus");
  private static final List<String> QUERIES = List.of("text", "query", "question");

  private final BeirFolder folder;
  private final Qrels qrels;
  private final NamedPassages passages;
  private final JsonRecords queries;
  private final Consumer<BadRow> bad;
  private final Map<String, Map<String, Integer>> unread;
  private final Set<String> seen = new HashSet<>();

  BeirRows(
      BeirFolder folder,
      Qrels qrels,
      NamedPassages passages,
      JsonRecords queries,
      Consumer<BadRow> bad) {
    this.folder = folder;
    this.qrels = qrels;
    this.passages = passages;
    this.queries = queries;
    this.bad = bad;
    this.unread = new LinkedHashMap<>(qrels.lines());
  }

  @Override
  public @Nullable Found next() {
    for (JsonRecords.Read read = queries.next(); read != null; read = queries.next()) {
      try {
        Optional<QaRow> row = row(read.record());
        if (row.isPresent()) {
          return new Found(read.record().place(), row.get());
        }
      } catch (IllegalArgumentException e) {
        reject(read, e);
      }
    }
    unread.forEach(
        (query, judged) ->
            missing(
                judged.values().iterator().next(),
                "query",
                query,
                BeirFolder.name(folder.queries())));
    unread.clear();
    return null;
  }

  private Optional<QaRow> row(SourceRecord record) {
    RecordFields fields = new RecordFields(record.fields());
    String query =
        RowParts.id("", record.fields())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "_id is missing; a query is {\"_id\", \"text\"}."));
    RowParts.IDS.forEach(name -> fields.drop(List.of(name)));
    Map<String, Integer> judged = unread.remove(query);
    if (judged == null) {
      if (seen.contains(query)) {
        throw new IllegalArgumentException(
            "the query \"" + query + "\" is a duplicate; remove one of them.");
      }
      return Optional.empty();
    }
    seen.add(query);
    String name = fields.nameOf(QUERIES);
    String question = Values.text(name, fields.require(name, "a query is {\"_id\", \"text\"}"));
    RowParts parts = new RowParts(InputFormat.auto());
    judged.forEach(
        (id, line) -> {
          Optional<Passage> passage = passages.find(id);
          if (passage.isEmpty()) {
            missing(line, "passage", id, BeirFolder.name(folder.passages()));
          } else {
            parts.add(true, "", passage.get().text(), Optional.of(id));
          }
        });
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    for (String answer : List.of("answer", "answers")) {
      parts.addAnswers(Values.answers(answer, fields.take(answer)));
    }
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("query_id", query);
    extra.putAll(fields.rest());
    return Optional.of(parts.row(question, extra, "the qrels"));
  }

  /** A line of the qrels names what is nowhere; what else they say of the query holds. */
  private void missing(int line, String what, String id, String file) {
    bad.accept(
        qrels.problem(
            line,
            "the "
                + what
                + " \""
                + id
                + "\" is not in "
                + file
                + "; add it there, or remove it here.",
            ""));
  }

  private void reject(JsonRecords.Read read, IllegalArgumentException e) {
    bad.accept(
        new BadRow(
            read.record().place().line().orElse(1),
            read.lastLine(),
            new DatasetFormatException(
                read.record().place(), String.valueOf(e.getMessage()), false, e),
            FileRows.text(read)));
  }

  @Override
  public Optional<ReadAs.Kind> kind() {
    return Optional.of(KIND);
  }

  @Override
  public void close() {
    queries.close();
  }
}
