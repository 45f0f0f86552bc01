package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tevatron's queries that name their passages by the ids that these have in a corpus. */
final class TevatronIdsShape implements Shape {
  private static final List<String> QUESTIONS = List.of("query_text", "query", "question");
  private static final List<String> ANSWERS = List.of("answer", "answers");
  private static final List<String> POSITIVES = List.of("positive_document_ids");
  private static final List<String> NEGATIVES = List.of("negative_document_ids");

  @Override
  public String name() {
    return "tevatron";
  }

  @Override
  public String title() {
    return "Tevatron with a corpus";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return fields.contains(POSITIVES.get(0));
  }

  @Override
  public String mapping(Set<String> fields) {
    return Mapping.of(
            fields,
            Map.of(
                "question",
                QUESTIONS,
                "answer",
                ANSWERS,
                "positives",
                POSITIVES,
                "negatives",
                NEGATIVES))
        + ", by their ids in the corpus";
  }

  @Override
  public Set<String> ids(Map<String, Object> record) {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : List.of(POSITIVES.get(0), NEGATIVES.get(0))) {
      if (record.get(name) instanceof List<?> list) {
        for (Object id : list) {
          ids.add(String.valueOf(id));
        }
      }
    }
    return ids;
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) record -> row(format, named, record);
  }

  private static QaRow row(InputFormat format, NamedPassages named, RecordFields record) {
    String shape = "a record is {\"query_id\", \"query_text\", \"positive_document_ids\"}";
    RowParts parts = new RowParts(format);
    String asked = record.nameOf(QUESTIONS);
    String question = Values.text(asked, record.require(asked, shape));
    for (String name : ANSWERS) {
      parts.addAnswers(Values.answers(name, record.take(name)));
    }
    add(parts, named, true, POSITIVES.get(0), record.require(POSITIVES.get(0), shape));
    add(parts, named, false, NEGATIVES.get(0), record.take(NEGATIVES.get(0)));
    return parts.row(question, record.rest(), "positive_document_ids and negative_document_ids");
  }

  private static void add(
      RowParts parts, NamedPassages named, boolean positive, String path, @Nullable Object ids) {
    if (ids == null) {
      return;
    }
    if (!(ids instanceof List<?> list)) {
      throw Values.wrong(path, "an array of ids", ids);
    }
    for (int i = 0; i < list.size(); i++) {
      String here = path + "[" + i + "]";
      Optional<String> id = Values.id(here, list.get(i));
      if (id.isEmpty()) {
        throw Values.wrong(here, "an id", list.get(i));
      }
      Passage passage = named.get(here, id.get());
      // The corpus has joined its title to it.
      parts.add(positive, "", passage.text(), id);
    }
  }
}
