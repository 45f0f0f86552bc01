package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A shape whose records list passages that answer and passages that do not, each an object with a
 * text and perhaps a title and an id, or a text alone.
 *
 * @param questions of these fields the first that a record has is the question
 * @param answers fields with an answer or several, any of which may be missing
 * @param positives fields with passages that answer; the first must be there
 * @param negatives fields with passages that do not, any of which may be missing
 * @param dropped fields that are passed over
 */
record PassageShape(
    String name,
    String title,
    Predicate<Set<String>> known,
    List<String> questions,
    List<String> answers,
    List<String> positives,
    List<String> negatives,
    List<String> dropped)
    implements Shape {

  @Override
  public boolean fits(Set<String> fields) {
    return known.test(fields);
  }

  @Override
  public String mapping(Set<String> fields) {
    return Mapping.of(
        fields,
        Map.of(
            "question",
            questions,
            "answer",
            answers,
            "positives",
            positives,
            "negatives",
            negatives));
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) record -> row(format, record);
  }

  private QaRow row(InputFormat format, RecordFields record) {
    String shape = "a record is {\"" + String.join("\", \"", needed()) + "\"}";
    RowParts parts = new RowParts(format);
    String question = record.nameOf(questions);
    String text = Values.text(question, record.require(question, shape));
    for (String name : answers) {
      parts.addAnswers(Values.answers(name, record.take(name)));
    }
    parts.addPassages(true, positives.get(0), record.require(positives.get(0), shape));
    for (String name : negatives) {
      parts.addPassages(false, name, record.take(name));
    }
    record.drop(dropped);
    List<String> places = new ArrayList<>(positives);
    places.addAll(negatives);
    return parts.row(text, record.rest(), String.join(" and ", places));
  }

  private List<String> needed() {
    return List.of(questions.get(0), answers.get(0), positives.get(0));
  }
}
