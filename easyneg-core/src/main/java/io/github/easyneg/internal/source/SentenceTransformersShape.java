package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.SourceRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * sentence-transformers, whose columns go by their order: an anchor, a positive, then negatives; or
 * an anchor, a passage, and last a label, 1 for a positive and 0 for a negative. Records with one
 * anchor that follow each other are one row, as a triplet is written once for each negative.
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
    String last = names.get(names.size() - 1);
    return names.get(1).equals("positive")
        || (names.get(0).equals("anchor") && names.size() == 3 && LABELS.contains(last));
  }

  @Override
  public Converter converter(InputFormat format) {
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
      Optional<String> label =
          names.isEmpty()
              ? Optional.empty()
              : Optional.of(names.get(names.size() - 1)).filter(LABELS::contains);
      label.ifPresent(names::remove);
      if (names.size() < 2 || (label.isPresent() && names.size() != 2)) {
        throw new IllegalArgumentException(
            "the record has the columns "
                + String.join(", ", record.fields().keySet())
                + "; expected an anchor, a positive and negatives, or an anchor, a passage and a"
                + " label, in this order.");
      }
      List<String> texts = new ArrayList<>();
      for (String name : names) {
        texts.add(Values.text(name, record.fields().get(name)));
      }
      // Now, because the group ends where another record begins, which is not to blame.
      QaRow unused = QaRow.ofRetrieval(texts.get(0), texts.subList(1, texts.size()), List.of());
      boolean answers = label.isEmpty() || isOne(label.get(), record.fields().get(label.get()));
      if (group == null || !group.anchor.equals(texts.get(0))) {
        end(rows);
        group = new Group(record.place(), texts.get(0));
      }
      group.passages.merge(texts.get(1), answers, Boolean::logicalOr);
      texts.subList(2, texts.size()).forEach(text -> group(text));
    }

    private void group(String negative) {
      if (group != null) {
        Boolean unused = group.passages.putIfAbsent(negative, false);
      }
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
        label instanceof Long whole
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
