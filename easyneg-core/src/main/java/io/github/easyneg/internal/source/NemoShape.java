package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** NeMo Retriever's questions, which name their passages by the ids that these have in a corpus. */
final class NemoShape implements Shape {
  private static final String QUESTION = "question";
  private static final String CORPUS = "corpus_id";
  private static final String POSITIVES = "pos_doc";
  private static final String NEGATIVES = "neg_doc";
  private static final List<String> ANSWERS = List.of("answer", "answers");
  private static final String RECORD =
      "a record is {\"question_id\", \"question\", \"corpus_id\", \"pos_doc\", \"neg_doc\"}";

  private final Map<String, NamedPassages> corpora;

  /**
   * Makes the shape.
   *
   * @param corpora by their ids; empty where the file names none
   */
  NemoShape(Map<String, NamedPassages> corpora) {
    this.corpora = corpora;
  }

  @Override
  public String name() {
    return "nemo";
  }

  @Override
  public String title() {
    return "NeMo Retriever";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return fields.contains(QUESTION) && fields.contains(POSITIVES);
  }

  @Override
  public String mapping(Set<String> fields) {
    return "question=question, positives by id=pos_doc, negatives by id=neg_doc, corpus=corpus_id";
  }

  @Override
  public Set<String> ids(Map<String, Object> record) {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : List.of(POSITIVES, NEGATIVES)) {
      if (record.get(name) instanceof List<?> list) {
        list.forEach(
            doc -> ids.add(String.valueOf(doc instanceof Map<?, ?> of ? of.get("id") : doc)));
      }
    }
    return ids;
  }

  /** Returns the corpus that a record names; nothing where it names none. */
  static Optional<String> corpus(Map<String, Object> record) {
    return Optional.ofNullable(record.get(CORPUS)).map(String::valueOf);
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) record -> row(format, named, record);
  }

  private QaRow row(InputFormat format, NamedPassages named, RecordFields record) {
    RowParts parts = new RowParts(format);
    String question = Values.text(QUESTION, record.require(QUESTION, RECORD));
    for (String name : ANSWERS) {
      parts.addAnswers(Values.answers(name, record.take(name)));
    }
    NamedPassages passages = passages(named, record);
    add(parts, passages, true, POSITIVES, record.require(POSITIVES, RECORD));
    add(parts, passages, false, NEGATIVES, record.take(NEGATIVES));
    return parts.row(question, record.rest(), "pos_doc and neg_doc");
  }

  private NamedPassages passages(NamedPassages named, RecordFields record) {
    if (corpora.isEmpty()) {
      return named;
    }
    Optional<String> corpus = corpus(record.all());
    NamedPassages known = corpora.get(corpus.orElse(""));
    if (known == null) {
      throw new IllegalArgumentException(
          "corpus_id is "
              + corpus.map(id -> "\"" + id + "\"").orElse("missing")
              + "; expected one of those that the file's corpus folders have: "
              + String.join(", ", corpora.keySet())
              + ".");
    }
    return known;
  }

  private static void add(
      RowParts parts, NamedPassages named, boolean positive, String path, @Nullable Object docs) {
    if (docs == null) {
      return;
    }
    if (!(docs instanceof List<?> list)) {
      throw Values.wrong(path, "an array of {\"id\"}", docs);
    }
    for (int i = 0; i < list.size(); i++) {
      String here = path + "[" + i + "]";
      Object doc = list.get(i);
      if (doc instanceof Map<?, ?> of) {
        here += ".id";
        doc = of.get("id");
      }
      Optional<String> id = Values.id(here, doc);
      if (id.isEmpty()) {
        throw Values.wrong(here, "an id", doc);
      }
      // The corpus has joined its title to it.
      parts.add(positive, "", named.get(here, id.get()).text(), id);
    }
  }
}
