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
  /** What a passage's text, and its own id, are called. */
  static final List<String> TEXTS = List.of("text", "passage", "contents", "context");

  static final List<String> IDS =
      List.of("_id", "docid", "passage_id", "psg_id", "pid", "doc_id", "id");

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

  /** Adds passages that are objects with a text, and perhaps a title and an id, or texts alone. */
  void addPassages(boolean positive, String path, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!(value instanceof List<?> list)) {
      if (value instanceof String text) {
        add(positive, "", text, Optional.empty());
        return;
      }
      throw Values.wrong(path, "an array of passages", value);
    }
    for (int i = 0; i < list.size(); i++) {
      String here = path + "[" + i + "]";
      if (list.get(i) instanceof String text) {
        add(positive, "", text, Optional.empty());
      } else if (list.get(i) instanceof Map<?, ?> passage) {
        addPassage(positive, here, passage);
      } else {
        throw Values.wrong(here, "a text, or an object with a text", list.get(i));
      }
    }
  }

  /** Adds a passage that is an object. */
  void addPassage(boolean positive, String path, Map<?, ?> passage) {
    String text = first(TEXTS, passage).orElse("text");
    if (!passage.containsKey(text)) {
      throw new IllegalArgumentException(
          path + ".text is missing; a passage is {\"title\", \"text\"}.");
    }
    add(
        positive,
        Values.title(path + ".title", passage.get("title")),
        Values.text(path + "." + text, passage.get(text)),
        id(path + ".", passage));
  }

  /** Returns the id that an object has under one of the customary names. */
  static Optional<String> id(String path, Map<?, ?> object) {
    for (String name : IDS) {
      Optional<String> id = Values.id(path + name, object.get(name));
      if (id.isPresent()) {
        return id;
      }
    }
    return Optional.empty();
  }

  /** Returns the first of these names that an object has. */
  static Optional<String> first(List<String> names, Map<?, ?> object) {
    return names.stream().filter(object::containsKey).findFirst();
  }

  /** Adds answers; a blank one is none. */
  void addAnswers(List<String> texts) {
    texts.stream().filter(text -> !text.isBlank()).forEach(answers::add);
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
