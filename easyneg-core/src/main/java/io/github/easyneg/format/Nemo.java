package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * NeMo Retriever's JSON with ids of a corpus, as NeMo Automodel trains on it: one object {@code
 * {"corpus": [{"path"}], "data": [{"question_id", "question", "corpus_id", "pos_doc",
 * "neg_doc"}]}}, and a folder with the corpus, {@code {"id", "text"}}, whose {@code
 * merlin_metadata.json} says what its id is. Its reader takes the folder's path from where the JSON
 * file is, and fails on a question without a positive; its collator fails on one without a
 * negative.
 *
 * @see <a href="https://docs.nvidia.com/nemo/automodel/latest/datasets/retrieval-dataset">NeMo
 *     Automodel's retrieval data sets</a>
 */
final class Nemo implements CorpusFormat, ObjectFormat {
  static final String DEFAULT_CORPUS = "easyneg";

  private final String corpusId;

  Nemo(String corpusId) {
    this.corpusId = corpusId;
  }

  @Override
  public String name() {
    return corpusId.equals(DEFAULT_CORPUS) ? "nemo" : "nemo:" + corpusId;
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
                    Fields.of("question_id", row.id())
                        .and("question", row.question())
                        .and("corpus_id", corpusId)
                        .and("pos_doc", RankedRow.ids(Negatives.positives(row.row())))
                        .and("neg_doc", RankedRow.ids(Negatives.allPassages(mined)))))
        .toList();
  }

  @Override
  public OutputRecord corpusRecord(Passage passage) {
    return Fields.of("id", passage.name()).and("text", passage.text()).record(Kind.OTHER);
  }

  /** In a folder of its own, under the name by which {@code load_dataset} knows its one split. */
  @Override
  public Path corpusFile(Path file) {
    return folder(file).resolve("train.jsonl");
  }

  private static Path folder(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.replaceFirst("(?i)\\.json(\\.gz)?$", "") + ".corpus");
  }

  @Override
  public Map<String, Object> head(Path file) {
    return Fields.of(
            "corpus", List.of(Fields.of("path", String.valueOf(folder(file).getFileName())).map()))
        .map();
  }

  @Override
  public String list() {
    return "data";
  }

  @Override
  public Map<Path, Map<String, Object>> beside(Path file) {
    return Map.of(
        folder(file).resolve("merlin_metadata.json"),
        Fields.of("class", "TextQADataset").and("corpus_id", corpusId).map());
  }
}
