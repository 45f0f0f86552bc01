package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    return Optional.of(RankedRow.BOTH);
  }

  @Override
  public Set<Use> uses() {
    return Set.of(Use.OWN_NEGATIVES);
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    return RankedRow.withBoth(mined, labels).stream()
        .map(
            row ->
                RankedRow.record(
                    Fields.of("query_id", row.id())
                        .and("query_text", row.question())
                        .and("positive_document_ids", ids(Negatives.positives(row.row())))
                        .and("negative_document_ids", ids(Negatives.allPassages(mined)))))
        .toList();
  }

  @Override
  public OutputRecord corpusRecord(Passage passage) {
    return Fields.of("docid", passage.name()).and("text", passage.text()).record(Kind.OTHER);
  }

  private static List<String> ids(List<Passage> passages) {
    return passages.stream().map(Passage::name).toList();
  }
}
