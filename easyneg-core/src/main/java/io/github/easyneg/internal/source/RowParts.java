package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects a row's contexts, those that answer and those that do not. */
final class RowParts {
  private final InputFormat format;
  private final List<String> contexts = new ArrayList<>();
  private final List<Integer> positives = new ArrayList<>();
  private final Map<Integer, String> ids = new LinkedHashMap<>();
  private final Set<String> answers = new LinkedHashSet<>();

  RowParts(InputFormat format) {
    this.format = format;
  }

  void add(boolean positive, String title, String text, Optional<String> id) {
    if (positive) {
      positives.add(contexts.size());
    }
    id.ifPresent(known -> ids.put(contexts.size(), known));
    contexts.add(format.joined(title, text));
  }

  void addTexts(boolean positive, List<String> texts) {
    texts.forEach(text -> add(positive, "", text, Optional.empty()));
  }

  /**
   * Adds passages that are objects with a text, and perhaps a title and an id, or texts alone.
   *
   * @param idNames the first of these that a passage has is its id
   */
  void addPassages(boolean positive, String path, @Nullable Object value, String... idNames) {
    if (value == null) {
      return;
    }
    if (!(value instanceof List<?> list)) {
      throw Values.wrong(path, "an array of passages", value);
    }
    for (int i = 0; i < list.size(); i++) {
      String here = path + "[" + i + "]";
      if (list.get(i) instanceof String text) {
        add(positive, "", text, Optional.empty());
      } else if (list.get(i) instanceof Map<?, ?> passage) {
        addPassage(positive, here, passage, idNames);
      } else {
        throw Values.wrong(here, "an object with a text", list.get(i));
      }
    }
  }

  void addPassage(boolean positive, String path, Map<?, ?> passage, String... idNames) {
    if (!passage.containsKey("text")) {
      throw new IllegalArgumentException(
          path + ".text is missing; a passage is {\"title\", \"text\"}.");
    }
    Optional<String> id = Optional.empty();
    for (String name : idNames) {
      if (id.isEmpty()) {
        id = Values.id(path + "." + name, passage.get(name));
      }
    }
    add(
        positive,
        Values.title(path + ".title", passage.get("title")),
        Values.text(path + ".text", passage.get("text")),
        id);
  }

  void addAnswers(List<String> texts) {
    answers.addAll(texts);
  }

  boolean isEmpty() {
    return contexts.isEmpty();
  }

  /** Returns the row; {@code place} names the fields that hold no passage, where there is none. */
  QaRow row(String question, Map<String, Object> extra, String place) {
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no passage in " + place + "; a row needs at least one.");
    }
    return new QaRow(contexts, question, List.copyOf(answers), positives, ids, extra);
  }
}
