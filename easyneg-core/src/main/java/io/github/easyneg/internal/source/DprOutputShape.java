package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What DPR's retriever writes: passages of which each says whether it holds an answer. */
final class DprOutputShape implements Shape {

  @Override
  public String name() {
    return "dpr-output";
  }

  @Override
  public String title() {
    return "DPR's retriever output";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return fields.contains("ctxs") && fields.contains("question");
  }

  @Override
  public String mapping(Set<String> fields) {
    return "question=question, answer=answers, contexts=ctxs, positive=ctxs[*].has_answer";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) record -> row(format, record);
  }

  private static QaRow row(InputFormat format, RecordFields record) {
    String shape = "a record is {\"question\", \"answers\", \"ctxs\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("question", record.require("question", shape));
    parts.addAnswers(Values.answers("answers", record.take("answers")));
    List<Map<?, ?>> passages = Values.objects("ctxs", record.require("ctxs", shape));
    for (int i = 0; i < passages.size(); i++) {
      String path = "ctxs[" + i + "]";
      parts.addPassage(answers(path, passages.get(i)), path, passages.get(i));
    }
    return parts.row(question, record.rest(), "ctxs");
  }

  private static boolean answers(String path, Map<?, ?> passage) {
    if (!passage.containsKey("has_answer")) {
      throw new IllegalArgumentException(
          path
              + ".has_answer is missing, which says whether the passage answers; write it with"
              + " DPR's evaluation of the retriever, or give SQuAD or DPR files.");
    }
    return Values.flag(path + ".has_answer", passage.get("has_answer"));
  }
}
