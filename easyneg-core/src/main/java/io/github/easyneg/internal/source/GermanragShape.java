package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code {"contexts", "question", "answer", "positive_ctx_idx"}}, as germanrag has it. */
final class GermanragShape implements Shape {
  static final Set<String> FIELDS = Set.of("contexts", "question", "answer", "positive_ctx_idx");

  private static final String SHAPE =
      "a row is {\"contexts\", \"question\", \"answer\", \"positive_ctx_idx\"}";

  @Override
  public String name() {
    return "germanrag";
  }

  @Override
  public String title() {
    return "germanrag";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return fields.contains("contexts") && fields.contains("positive_ctx_idx");
  }

  @Override
  public String mapping(Set<String> fields) {
    return "question=question, answer=answer, contexts=contexts, positive=positive_ctx_idx";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) GermanragShape::row;
  }

  private static QaRow row(RecordFields record) {
    List<String> contexts =
        record.has("contexts") ? Values.texts("contexts", record.take("contexts")) : List.of();
    Map<Integer, String> ids = ids(record.take("context_ids"));
    boolean noContexts = !record.has("contexts");
    String question =
        record.has("question") ? Values.text("question", record.take("question")) : "";
    List<String> answers = Values.answers("answer", record.take("answer"));
    List<String> moreAnswers = Values.answers("answers", record.take("answers"));
    List<Integer> positives =
        record.has("positive_ctx_idx")
            ? Values.indices("positive_ctx_idx", record.take("positive_ctx_idx"))
            : List.of();
    List<Integer> morePositives =
        record.has("positive_ctx_idxs")
            ? Values.indices("positive_ctx_idxs", record.take("positive_ctx_idxs"))
            : List.of();
    if (noContexts) {
      throw missing("contexts", ".");
    }
    if (!record.has("question")) {
      throw missing("question", ".");
    }
    if (!record.has("positive_ctx_idx")) {
      throw missing("positive_ctx_idx", ", with -1 for \"no positive\".");
    }
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("contexts is empty; a row needs at least one context.");
    }
    Values.requireInRange("positive_ctx_idx", positives, contexts.size());
    Values.requireInRange("positive_ctx_idxs", morePositives, contexts.size());
    ids.keySet().forEach(index -> requireId(index, contexts.size()));
    return new QaRow(
        contexts,
        question,
        joined(answers, moreAnswers),
        joined(positives, morePositives),
        ids,
        record.rest());
  }

  private static IllegalArgumentException missing(String field, String end) {
    return new IllegalArgumentException(field + " is missing; " + SHAPE + end);
  }

  private static Map<Integer, String> ids(@Nullable Object value) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof List<?> list)) {
      throw Values.wrong("context_ids", "an array of ids", value);
    }
    Map<Integer, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      int index = i;
      Values.id("context_ids[" + i + "]", list.get(i)).ifPresent(id -> ids.put(index, id));
    }
    return ids;
  }

  private static void requireId(int index, int contexts) {
    if (index >= contexts) {
      throw new IllegalArgumentException(
          "context_ids has an entry "
              + index
              + " but contexts has "
              + contexts
              + (contexts == 1 ? " entry" : " entries")
              + "; give one id for each context, or null.");
    }
  }

  /** Returns what is in either, each once. */
  private static <T> List<T> joined(List<T> first, List<T> more) {
    return Stream.concat(first.stream(), more.stream()).distinct().toList();
  }
}
