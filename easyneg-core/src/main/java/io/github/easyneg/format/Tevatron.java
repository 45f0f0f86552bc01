package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Tevatron: {@code {"query_id", "query_text", "positive_document_ids", "negative_document_ids"}},
 * and a corpus of {@code {"docid", "text"}}. A document's id is its {@linkplain Passage#id()
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
    Optional<String> positive = mined.row().positiveContext();
    List<String> negatives = Negatives.all(mined);
    if (positive.isEmpty() || negatives.isEmpty()) {
      return List.of();
    }
    return List.of(
        Fields.of("query_id", String.format("%016x", mined.row().key()))
            .and("query_text", mined.row().question())
            .and("positive_document_ids", List.of(id(positive.get())))
            .and("negative_document_ids", negatives.stream().map(Tevatron::id).toList())
            .record(Kind.OTHER));
  }

  @Override
  public OutputRecord corpusRecord(Passage passage) {
    return Fields.of("docid", passage.id()).and("text", passage.text()).record(Kind.OTHER);
  }

  private static String id(String text) {
    return Passage.of(text).id();
  }
}
