package io.github.easyneg.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.internal.record.RecordWriter;
import io.github.easyneg.mine.MinedRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds each format against the file that {@code golden/make_golden.py} made of the same rows. */
class GoldenFilesTest {
  static final List<String> NAMES = OutputFormats.all().stream().map(OutputFormat::name).toList();

  private static final Labels LABELS = new Labels(Labels.DEFAULT_REFUSAL, 42);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @FieldSource("NAMES")
  void theFormatWritesItsGoldenFile(String name) throws IOException {
    Path file = folder.resolve("out.jsonl");
    OutputFormat format = OutputFormats.byName(name);
    try (RecordWriter writer = RecordWriter.open(file)) {
      for (MinedRow row : Mined.golden()) {
        format.records(row, LABELS).forEach(writer::write);
      }
      writer.commit();
    }
    assertThat(Files.readString(file)).isEqualTo(golden(name));
  }

  @Test
  void germanragReadsBackAsTheRowWithItsNegativesAppended() throws IOException {
    for (MinedRow mined : Mined.golden()) {
      OutputRecord record = OutputFormats.germanrag().records(mined, LABELS).get(0);
      var back = Mined.qaRow(record.fields());
      int own = mined.row().contexts().size();
      assertThat(back.contexts().subList(0, own)).isEqualTo(mined.row().contexts());
      assertThat(back.contexts().subList(own, back.contexts().size()))
          .isEqualTo(mined.negatives().stream().map(n -> n.passage().text()).toList());
      assertThat(back.positives()).isEqualTo(mined.row().positives());
      assertThat(back.answers()).isEqualTo(mined.row().answers());
      assertThat(back.contextIds()).containsAllEntriesOf(mined.row().contextIds());
      assertThat(back.extra()).isEqualTo(mined.row().extra());
    }
  }

  private static String golden(String name) throws IOException {
    String resource = "/golden/" + name.replace(':', '-') + ".jsonl";
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
