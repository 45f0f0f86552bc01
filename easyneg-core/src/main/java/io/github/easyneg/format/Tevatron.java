package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tevatron: {@code {"query_id", "query_text", "positive_document_ids", "negative_document_ids"}},
 * and a corpus of {@code {"docid", "text"}}. A document's id is its {@linkplain Passage#name()
 * passage's}, a query's the {@linkplain io.github.easyneg.data.QaRow#key() key} of its row in 16
 * hexadecimal digits. Its reader fails on an empty list of either kind.
 */
final class Tevatron implements CorpusFormat {

  @Override
  public String name() {
    return "tevatron";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of("a positive and a negative");
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    List<Passage> negatives = new ArrayList<>(Negatives.ownPassages(mined.row()));
    negatives.addAll(Negatives.minedPassages(mined));
    if (!mined.row().hasPositive() || negatives.isEmpty()) {
      return List.of();
    }
    return List.of(
        Fields.of("query_id", String.format(Locale.ROOT, "%016x", mined.row().key()))
            .and("query_text", mined.row().question())
            .and("positive_document_ids", ids(Negatives.positives(mined.row())))
            .and("negative_document_ids", ids(negatives))
            .record(Kind.OTHER));
  }

  @Override
  public OutputRecord corpusRecord(Passage passage) {
    return Fields.of("docid", passage.name()).and("text", passage.text()).record(Kind.OTHER);
  }

  private static List<String> ids(List<Passage> passages) {
    return passages.stream().map(Passage::name).toList();
  }
}
