package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.check.DatasetCheck;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.Split;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TimeLimit;
import io.github.easyneg.fixtures.NullArguments;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.PromptTemplate;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Marks;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.RejectedCandidate;
import io.github.easyneg.publish.DatasetCard;
import io.github.easyneg.publish.FtConfig;
import io.github.easyneg.publish.HubFolder;
import io.github.easyneg.report.DrawCost;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.Explanation;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.NegativeCounts;
import io.github.easyneg.report.RelabelledCounts;
import io.github.easyneg.report.ReuseCounts;
import io.github.easyneg.report.RowCounts;
import io.github.easyneg.report.TextsWithoutVector;
import io.github.easyneg.report.TokenLengths;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.MultinomialSampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullArgumentsTest {
  private static final QaRow ROW = QaRow.of(List.of("a", "b"), "c", "d", 0);
  private static final Passage PASSAGE = Passage.of("a");

  @Test
  void nullIsRefusedAtOnceAndTheArgumentIsNamed(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"contexts": ["a"], "question": "c", "answer": "d", "positive_ctx_idx": 0}
            """);
    Dataset data = Datasets.of(List.of(ROW, QaRow.of(List.of("e", "f"), "g", "h", 0)));
    NullArguments arguments =
        new NullArguments()
            .with(Path.class, file)
            .with(Dataset.class, data)
            .with(EasyNegatives.class, EasyNegatives.from(data))
            .with(OutputFormat.class, OutputFormats.axolotl());
    data(arguments, file, data);
    parts(arguments, folder);
    reports(arguments);

    assertThat(arguments.unnamed(EasyNegatives.class)).isEmpty();
    assertThat(arguments.checked()).as("%s", arguments.unsampled()).isGreaterThan(250);
  }

  private static void data(NullArguments arguments, Path file, Dataset data) {
    arguments
        .with(QaRow.class, ROW)
        .with(Passage.class, PASSAGE)
        .with(BadRows.class, BadRows.stop())
        .with(FieldMap.class, FieldMap.parse("question=q,contexts=c,positive=0"))
        .with(InputFormat.class, InputFormat.auto())
        .with(Place.class, Place.of("a"))
        .with(RecordFile.class, RecordFile.of(file))
        .with(Split.class, Splits.of(data, 0.5, 1))
        .with(DatasetCheck.class, DatasetCheck.of(file))
        .with(Conversion.class, Conversion.of(file));
  }

  private static void parts(NullArguments arguments, Path folder) {
    MinedNegative.Builder negative = MinedNegative.of(PASSAGE, "easy");
    arguments
        .with(Pool.class, Pool.easy())
        .with(Mix.class, Mix.of(1, Pool.easy()))
        .with(Band.class, new Band(0, 1))
        .with(Anchor.class, Anchor.ANSWER)
        .with(Marks.class, Marks.none())
        .with(Marks.Mark.class, new Marks.Mark("q", "p", "t", Marks.Verdict.FINE))
        .with(MinedNegative.Builder.class, negative)
        .with(BatchGuard.Pair.class, new BatchGuard.Pair(ROW, PASSAGE))
        .with(MinedRow.Relevance.class, new MinedRow.Relevance("m", List.of(), List.of()))
        .with(MinedRow.class, new MinedRow(ROW, 1, List.of(negative.build()), Optional.empty()))
        .with(HashingEmbedder.class, HashingEmbedder.defaults())
        .with(TimeLimit.class, TimeLimit.on(HashingEmbedder.defaults(), Duration.ofSeconds(1)))
        .with(ExactIndex.class, new ExactIndex())
        .with(DrawKey.class, DrawKey.of(1, 1))
        .with(MultinomialSampler.class, MultinomialSampler.defaults())
        .with(Labels.class, new Labels("r", 1))
        .with(PromptTemplate.class, new PromptTemplate("{context}{question}"))
        .with(OutputRecord.class, new OutputRecord(Map.of(), OutputRecord.Kind.ANSWER))
        .with(DatasetCard.class, DatasetCard.of("n", OutputFormats.axolotl()))
        .with(FtConfig.class, FtConfig.of("train.jsonl", OutputFormats.axolotl()))
        .with(HubFolder.class, HubFolder.at(folder))
        .with(RejectedCandidate.Builder.class, RejectedCandidate.of(PASSAGE, "guard"));
  }

  private static void reports(NullArguments arguments) {
    MinedRow row = new MinedRow(ROW, 1, List.of(), Optional.empty());
    arguments
        .with(Explanation.class, Explanation.of(row).build())
        .with(Explanation.Builder.class, Explanation.of(row))
        .with(RowCounts.class, RowCounts.builder().build())
        .with(NegativeCounts.class, NegativeCounts.builder().build())
        .with(NegativeCounts.Builder.class, NegativeCounts.builder())
        .with(LineCounts.class, LineCounts.builder().build())
        .with(RelabelledCounts.class, RelabelledCounts.builder().build())
        .with(EmbeddingCounts.class, EmbeddingCounts.builder().build())
        .with(EmbeddingCounts.Builder.class, EmbeddingCounts.builder())
        .with(TextsWithoutVector.class, TextsWithoutVector.builder().build())
        .with(TokenLengths.class, TokenLengths.builder().build())
        .with(TokenLengths.Builder.class, TokenLengths.builder())
        .with(ReuseCounts.class, ReuseCounts.builder().build())
        .with(ReuseCounts.Builder.class, ReuseCounts.builder())
        .with(DrawCost.class, DrawCost.builder().build())
        .with(MiningReport.class, MiningReport.of("data").build())
        .with(MiningReport.Builder.class, MiningReport.of("data"));
  }
}
