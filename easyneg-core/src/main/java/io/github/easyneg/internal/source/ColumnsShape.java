package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table with a question, a context that answers it, and perhaps the answer and a title, whatever
 * the case of their names.
 */
final class ColumnsShape implements Shape {
  private static final List<String> QUESTIONS = List.of("question", "query");
  private static final List<String> CONTEXTS = List.of("context", "passage");
  private static final List<String> ANSWERS = List.of("answer", "answers");
  private static final List<String> TITLES = List.of("title");
  private static final List<String> IDS = List.of("context_id", "passage_id", "docid");

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public String title() {
    return "columns";
  }

  @Override
  public boolean fits(Set<String> fields) {
    Set<String> names =
        fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return QUESTIONS.stream().anyMatch(names::contains)
        && CONTEXTS.stream().anyMatch(names::contains);
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
                "contexts",
                CONTEXTS,
                "titles",
                TITLES,
                "ids",
                IDS))
        + ", positive=0";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) record -> row(format, record);
  }

  private static QaRow row(InputFormat format, RecordFields record) {
    String shape = "a record is {\"question\", \"context\", \"answer\"}";
    RowParts parts = new RowParts(format);
    String asked = record.nameOf(QUESTIONS);
    String question = Values.text(asked, record.require(asked, shape));
    String held = record.nameOf(CONTEXTS);
    String context = Values.text(held, record.require(held, shape));
    for (String name : ANSWERS) {
      String found = record.nameOf(List.of(name));
      parts.addAnswers(Values.answers(found, record.take(found)));
    }
    String named = record.nameOf(TITLES);
    String title = Values.title(named, record.take(named));
    String numbered = record.nameOf(IDS);
    Optional<String> id = Values.id(numbered, record.take(numbered));
    parts.add(true, title, context, id);
    return parts.row(question, record.rest(), "context");
  }
}
