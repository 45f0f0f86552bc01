package io.github.easyneg.format;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.internal.audit.JsonAudit;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RejectedCandidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything about a mined row: a record for each, from which any other format can be made again
 * without mining. Fields: {@code row} (its number, from 1), {@code contexts}, {@code question},
 * {@code answer}, {@code positive_ctx_idx}, {@code extra}, {@code negatives}, {@code rejected},
 * {@code missing}, {@code reason}; then, where a row has several answers or positives, or ids for
 * its contexts, {@code answers}, {@code positive_ctx_idxs} and {@code context_ids}; last {@code
 * context_cosines}, one for each context, and {@code relevance} where a cross-encoder was asked
 * about all of them. The row is there whole, its own negatives included, whatever is left out of
 * the training data.
 *
 * <p>Each of {@code negatives} has {@code id}, {@code text}, {@code pool}, {@code cosine}, {@code
 * cosine_quantile}, {@code lexical_quantile}, {@code frequency}, {@code probability} ({@code null}
 * where it is not known), {@code guards}, {@code source_id} where the data set gives one, and
 * {@code distracting} where a guard measured it, as {@link MinedNegative} explains them. Each of
 * {@code rejected}, the candidates that guards rejected, has {@code id}, {@code text}, {@code
 * guard}, {@code cosine}, {@code cosine_quantile}, {@code lexical_quantile}, and {@code source_id}
 * where the data set gives one, as {@link RejectedCandidate} explains them.
 */
public final class Audit implements OutputFormat {

  /** Makes the format; it has no settings. */
  public Audit() {}

  /**
   * Reads what was written: the rows as they were mined, in the order of the file. Numbers come
   * back bit by bit, so that a format made from them is the one that mining would have made, where
   * labels are the same.
   *
   * @param file {@code .jsonl} or {@code .json}, or a {@code .gz} of either
   * @return a lazy stream, which the caller closes. While it is read, a line that is not as
   *     expected ends in a {@link io.github.easyneg.data.DatasetFormatException} with file and line
   * @throws IllegalArgumentException if there is no such file
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Stream<MinedRow> read(Path file) {
    return JsonAudit.rows(file);
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    NotNull.check(labels, "labels");
    QaRow row = mined.row();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("row", mined.number());
    fields.put("contexts", row.contexts());
    fields.put("question", row.question());
    fields.put("answer", row.answer().orElse(null));
    fields.put("positive_ctx_idx", row.positive().orElse(-1));
    fields.put("extra", row.extra());
    fields.put("negatives", mined.negatives().stream().map(Audit::negative).toList());
    fields.put("rejected", mined.rejected().stream().map(Audit::rejected).toList());
    fields.put("missing", mined.shortfall().map(s -> s.missing()).orElse(0));
    fields.put("reason", mined.shortfall().map(s -> s.reason().name()).orElse(""));
    RowFields.addRest(
        fields, row, IntStream.range(0, row.contexts().size()).boxed().toList(), List.of());
    if (!mined.contextCosines().isEmpty()) {
      fields.put("context_cosines", mined.contextCosines());
    }
    mined.relevance().ifPresent(relevance -> fields.put("relevance", relevance(relevance)));
    return List.of(new OutputRecord(fields, Kind.OTHER));
  }

  private static Map<String, Object> relevance(MinedRow.Relevance relevance) {
    return Fields.of("model", relevance.model())
        .and("contexts", relevance.contexts())
        .and("negatives", relevance.negatives())
        .map();
  }

  private static Map<String, Object> negative(MinedNegative negative) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", negative.passage().id());
    fields.put("text", negative.passage().text());
    fields.put("pool", negative.pool());
    fields.put("cosine", negative.cosine());
    fields.put("cosine_quantile", negative.cosineQuantile());
    fields.put("lexical_quantile", negative.lexicalQuantile());
    fields.put("frequency", negative.frequency());
    fields.put(
        "probability",
        negative.probability().isPresent() ? negative.probability().getAsDouble() : null);
    fields.put("guards", new ArrayList<>(negative.guards()));
    negative.passage().sourceId().ifPresent(id -> fields.put("source_id", id));
    negative.distracting().ifPresent(effect -> fields.put("distracting", effect));
    return fields;
  }

  private static Map<String, Object> rejected(RejectedCandidate candidate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", candidate.passage().id());
    fields.put("text", candidate.passage().text());
    fields.put("guard", candidate.guard());
    fields.put("cosine", candidate.cosine());
    fields.put("cosine_quantile", candidate.cosineQuantile());
    fields.put("lexical_quantile", candidate.lexicalQuantile());
    candidate.passage().sourceId().ifPresent(id -> fields.put("source_id", id));
    return fields;
  }
}
