package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.SourceRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SQuAD 1 and 2 and GermanQuAD: articles of paragraphs with questions, {@code {"title",
 * "paragraphs": [{"context", "qas": [{"id", "question", "answers": [{"text"}],
 * "is_impossible"}]}]}}, and the flat form on the Hub, {@code {"id", "title", "context",
 * "question", "answers": {"text": []}}}. A question without answers has no positive.
 */
final class SquadShape implements Shape {

  @Override
  public String name() {
    return "squad";
  }

  @Override
  public String title() {
    return "SQuAD";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return fields.contains("paragraphs")
        || (fields.contains("context")
            && fields.contains("question")
            && fields.contains("answers"));
  }

  @Override
  public String mapping(Set<String> fields) {
    return "question=question, answer=answers.text, contexts=context, titles=title, positive=0"
        + " where there is an answer";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (record, rows, problems) -> {
      RecordFields fields = new RecordFields(record.fields());
      if (fields.has("paragraphs")) {
        article(format, record, rows, problems);
      } else {
        rows.accept(new Found(record.place(), flat(format, fields)));
      }
    };
  }

  private static QaRow flat(InputFormat format, RecordFields record) {
    String shape = "a record is {\"title\", \"context\", \"question\", \"answers\": {\"text\"}}";
    String question = Values.text("question", record.require("question", shape));
    String context = Values.text("context", record.require("context", shape));
    Object answers = record.require("answers", shape);
    List<String> texts =
        answers instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)
            ? ofObjects("answers", answers)
            : Values.answers("answers", answers);
    return row(
        format,
        Values.title("title", record.take("title")),
        context,
        question,
        texts,
        Boolean.TRUE.equals(record.take("is_impossible")),
        record.rest());
  }

  private static void article(
      InputFormat format, SourceRecord record, Consumer<Found> rows, Consumer<String> problems) {
    String title = Values.title("title", record.fields().get("title"));
    List<Map<?, ?>> paragraphs = Values.objects("paragraphs", record.fields().get("paragraphs"));
    for (int p = 0; p < paragraphs.size(); p++) {
      String path = "paragraphs[" + p + "]";
      try {
        String context = Values.text(path + ".context", paragraphs.get(p).get("context"));
        List<Map<?, ?>> qas = Values.objects(path + ".qas", paragraphs.get(p).get("qas"));
        for (int q = 0; q < qas.size(); q++) {
          try {
            QaRow row = question(format, title, context, path + ".qas[" + q + "]", qas.get(q));
            rows.accept(new Found(record.place(), row));
          } catch (IllegalArgumentException e) {
            problems.accept(String.valueOf(e.getMessage()));
          }
        }
      } catch (IllegalArgumentException e) {
        problems.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  private static QaRow question(
      InputFormat format, String title, String context, String path, Map<?, ?> qa) {
    Map<String, Object> extra = new LinkedHashMap<>();
    Values.id(path + ".id", qa.get("id")).ifPresent(id -> extra.put("id", id));
    Object answers = qa.get("answers");
    return row(
        format,
        title,
        context,
        Values.text(path + ".question", qa.get("question")),
        answers == null ? List.of() : ofObjects(path + ".answers", answers),
        Boolean.TRUE.equals(qa.get("is_impossible")),
        extra);
  }

  private static List<String> ofObjects(String path, @Nullable Object answers) {
    List<Map<?, ?>> objects = Values.objects(path, answers);
    String[] texts = new String[objects.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Values.text(path + "[" + i + "].text", objects.get(i).get("text"));
    }
    return List.of(texts).stream().distinct().toList();
  }

  private static QaRow row(
      InputFormat format,
      String title,
      String context,
      String question,
      List<String> answers,
      boolean impossible,
      Map<String, Object> extra) {
    RowParts parts = new RowParts(format);
    parts.add(!impossible && !answers.isEmpty(), title, context, Optional.empty());
    if (!impossible) {
      parts.addAnswers(answers);
    }
    return parts.row(question, extra, "context");
  }
}
