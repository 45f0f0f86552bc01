package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.SourceRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * sentence-transformers, whose columns go by their order: an anchor, a positive, then negatives; or
 * an anchor, a passage and a label, 1 for a positive and 0 for a negative, or lists of both.
 * Records with one anchor that follow each other are one row, as a triplet is written once for each
 * negative.
 */
final class SentenceTransformersShape implements Shape {
  private static final Set<String> LABELS = Set.of("label", "labels", "score", "scores");

  @Override
  public String name() {
    return "sentence-transformers";
  }

  @Override
  public String title() {
    return "sentence-transformers";
  }

  @Override
  public boolean fits(Set<String> fields) {
    List<String> names = List.copyOf(fields);
    if (names.size() < 2) {
      return false;
    }
    return names.get(1).equals("positive")
        || (names.size() == 3
            && (names.get(0).equals("anchor") || names.get(1).equals("docs"))
            && names.stream().anyMatch(LABELS::contains));
  }

  @Override
  public String mapping(Set<String> fields) {
    return "question=the first column, positives=the second, negatives=those after it, or by a"
        + " label";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return new Grouped(format);
  }

  private static final class Grouped implements Converter {
    private final InputFormat format;
    private @Nullable Group group;

    Grouped(InputFormat format) {
      this.format = format;
    }

    @Override
    public void accept(SourceRecord record, Consumer<Found> rows, Consumer<String> problems) {
      List<String> names = new ArrayList<>(record.fields().keySet());
      Optional<String> label = names.stream().filter(LABELS::contains).findFirst();
      names.removeAll(LABELS);
      if (names.size() < 2) {
        throw new IllegalArgumentException(
            "the record has the columns "
                + String.join(", ", record.fields().keySet())
                + "; expected an anchor, a positive and negatives, or an anchor, a passage and a"
                + " label, in this order.");
      }
      String anchor = Values.text(names.get(0), record.fields().get(names.get(0)));
      // Scores of whole tuples say nothing of which passage answers: the columns do.
      Map<String, Boolean> passages =
          label.isPresent() && names.size() == 2
              ? labelled(record, names.get(1), label.get())
              : inOrder(record, names);
      // Now, because the group ends where another record begins, which is not to blame.
      QaRow unused = QaRow.ofRetrieval(anchor, List.copyOf(passages.keySet()), List.of());
      if (group == null || !group.anchor.equals(anchor)) {
        end(rows);
        group = new Group(record.place(), anchor);
      }
      Group current = group;
      passages.forEach(
          (text, answers) -> current.passages.merge(text, answers, Boolean::logicalOr));
    }

    private static Map<String, Boolean> inOrder(SourceRecord record, List<String> names) {
      Map<String, Boolean> passages = new LinkedHashMap<>();
      for (int i = 1; i < names.size(); i++) {
        for (String text : Values.textOrTexts(names.get(i), record.fields().get(names.get(i)))) {
          passages.merge(text, i == 1, Boolean::logicalOr);
        }
      }
      if (passages.isEmpty()) {
        throw Values.wrong(names.get(1), "a text", record.fields().get(names.get(1)));
      }
      return passages;
    }

    /** A passage and its label, or as many labels as passages. */
    private static Map<String, Boolean> labelled(SourceRecord record, String name, String label) {
      Object value = record.fields().get(label);
      List<String> texts = Values.textOrTexts(name, record.fields().get(name));
      List<?> labels = value instanceof List<?> many ? many : Collections.singletonList(value);
      if (texts.size() != labels.size() || texts.isEmpty()) {
        throw new IllegalArgumentException(
            name
                + " has "
                + texts.size()
                + " texts, but "
                + label
                + " has "
                + labels.size()
                + " labels; give each text one.");
      }
      Map<String, Boolean> passages = new LinkedHashMap<>();
      for (int i = 0; i < texts.size(); i++) {
        passages.merge(texts.get(i), isOne(label, labels.get(i)), Boolean::logicalOr);
      }
      return passages;
    }

    @Override
    public void end(Consumer<Found> rows) {
      Group done = group;
      group = null;
      if (done != null) {
        RowParts parts = new RowParts(format);
        done.passages.forEach((text, positive) -> parts.add(positive, "", text, Optional.empty()));
        rows.accept(new Found(done.place, parts.row(done.anchor, Map.of(), "the columns")));
      }
    }
  }

  /** Records with one anchor. */
  private static final class Group {
    private final Place place;
    private final String anchor;
    private final Map<String, Boolean> passages = new LinkedHashMap<>();

    Group(Place place, String anchor) {
      this.place = place;
      this.anchor = anchor;
    }
  }

  private static boolean isOne(String path, @Nullable Object label) {
    BigDecimal number =
        label instanceof Boolean flag
            ? (flag ? BigDecimal.ONE : BigDecimal.ZERO)
            : label instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : label instanceof BigInteger big
                    ? new BigDecimal(big)
                    : label instanceof BigDecimal real
                        ? real
                        : label instanceof String text && text.matches("[01](\\.0+)?")
                            ? new BigDecimal(text)
                            : BigDecimal.TEN;
    if (number.compareTo(BigDecimal.ONE) == 0) {
      return true;
    }
    if (number.signum() == 0) {
      return false;
    }
    throw new IllegalArgumentException(
        path
            + " must be 1 for a positive or 0 for a negative, found "
            + Values.describe(label)
            + ".");
  }
}
