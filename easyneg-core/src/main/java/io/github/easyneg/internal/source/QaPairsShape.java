package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * LlamaIndex's pairs for embedding models, one object in a file: {@code {"queries": {id: text},
 * "corpus": {id: text}, "relevant_docs": {query's id: [passages' ids]}}}. A row for each query; the
 * corpus is mined from too.
 */
final class QaPairsShape implements Shape {

  @Override
  public String name() {
    return "llama-index";
  }

  @Override
  public String title() {
    return "LlamaIndex's pairs";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return fields.contains("queries")
        && fields.contains("corpus")
        && fields.contains("relevant_docs");
  }

  @Override
  public String mapping(Set<String> fields) {
    return "question=queries, positives by id=relevant_docs, corpus=corpus";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (record, rows, problems) -> rows(format, record, rows, problems);
  }

  private static void rows(
      InputFormat format, SourceRecord record, Consumer<Found> rows, Consumer<String> problems) {
    Map<?, ?> queries = object(record, "queries");
    Map<?, ?> corpus = object(record, "corpus");
    Map<?, ?> relevant = object(record, "relevant_docs");
    relevant
        .keySet()
        .forEach(
            id -> {
              if (!queries.containsKey(id)) {
                problems.accept(
                    "relevant_docs."
                        + id
                        + " is of no query; add it to queries, or remove it here.");
              }
            });
    queries.forEach(
        (id, query) -> {
          try {
            RowParts parts = new RowParts(format);
            String path = "relevant_docs." + id;
            List<String> docs = Values.texts(path, relevant.get(id));
            for (int i = 0; i < docs.size(); i++) {
              parts.add(
                  true,
                  "",
                  text(path + "[" + i + "]", docs.get(i), corpus),
                  Optional.of(docs.get(i)));
            }
            rows.accept(
                new Found(
                    record.place(),
                    parts.row(
                        Values.text("queries." + id, query),
                        Map.of("query_id", String.valueOf(id)),
                        path)));
          } catch (IllegalArgumentException e) {
            problems.accept(String.valueOf(e.getMessage()));
          }
        });
  }

  private static String text(String path, String id, Map<?, ?> corpus) {
    if (!corpus.containsKey(id)) {
      throw new IllegalArgumentException(
          path
              + " is the id \""
              + id
              + "\", which is not in corpus; add the passage there, or remove the id here.");
    }
    return Values.text("corpus." + id, corpus.get(id));
  }

  private static Map<?, ?> object(SourceRecord record, String name) {
    @Nullable Object value = record.fields().get(name);
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw Values.wrong(name, "an object with texts by their ids", value);
  }

  /** Returns the passages of a record; those that are not text are told of with the rows. */
  static List<Passage> passages(Map<String, Object> record) {
    List<Passage> passages = new ArrayList<>();
    if (record.get("corpus") instanceof Map<?, ?> corpus) {
      corpus.forEach(
          (id, text) -> {
            if (text instanceof String known) {
              passages.add(
                  Passage.of(known)
                      .withSourceId(Optional.of(String.valueOf(id)).filter(i -> !i.isBlank())));
            }
          });
    }
    return passages;
  }
}
