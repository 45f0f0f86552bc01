package io.github.easyneg.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.format.AxolotlFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.TokenEstimate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FtConfigTest {
  private static final FtConfig PLAIN = FtConfig.of("out/train.jsonl", OutputFormats.axolotl());

  static Stream<String> readable() {
    return OutputFormats.all().stream()
        .filter(AxolotlFormat.class::isInstance)
        .map(OutputFormat::name);
  }

  @ParameterizedTest
  @MethodSource("readable")
  void axolotlKnowsEveryKeyAndMissesNone(String format) {
    FtConfig config = FtConfig.of("out/train.jsonl", OutputFormats.byName(format));
    AxolotlSchema.check(config.text());
    AxolotlSchema.check(config.longestRecord(700).validatedOn("out/val.jsonl").text());
  }

  @Test
  void anUnknownKeyIsRefusedByTheCheck() {
    assertThatThrownBy(() -> AxolotlSchema.check(PLAIN.text() + "sequence_length: 5\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sequence_length");
    assertThatThrownBy(() -> AxolotlSchema.check(PLAIN.text().replace("ds_type:", "dataset_type:")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dataset_type");
  }

  @Test
  void theDataAreAListOfOneFile() {
    assertThat(AxolotlSchema.check(PLAIN.text()).get("datasets"))
        .isEqualTo(
            List.of(
                Map.of(
                    "path", "out/train.jsonl", "ds_type", "json", "type", "context_qa.load_v2")));
  }

  @ParameterizedTest
  @CsvSource({
    "axolotl, context_qa.load_v2, ",
    "context_qa, context_qa, ",
    "alpaca, alpaca, ",
    "chat, chat_template, ",
    "raft, chat_template, ",
    "input_output, input_output, ",
    "dpo, chatml.intel, dpo",
    "kto, chatml.intel, kto"
  })
  void everyFormatHasItsType(String format, String type, @Nullable String rl) {
    Map<?, ?> config =
        AxolotlSchema.check(FtConfig.of("a.jsonl", OutputFormats.byName(format)).text());
    assertThat((List<?>) config.get("datasets"))
        .extracting(entry -> (Object) ((Map<?, ?>) entry).get("type"))
        .isEqualTo(List.of(type));
    assertThat(config.get("rl")).isEqualTo(rl);
  }

  @Test
  void aChatHasItsTemplateWithTheModelAndWithTheData() {
    Map<?, ?> config = AxolotlSchema.check(FtConfig.of("a.jsonl", OutputFormats.chat()).text());
    String template = "tokenizer_default_fallback_mistral_v1";
    assertThat(config.get("chat_template")).isEqualTo(template);
    assertThat((List<?>) config.get("datasets"))
        .extracting(entry -> (Object) ((Map<?, ?>) entry).get("chat_template"))
        .isEqualTo(List.of(template));
  }

  @Test
  void aFileToValidateOnTakesThePlaceOfAShare() {
    Map<?, ?> config = AxolotlSchema.check(PLAIN.validatedOn("out/val.parquet").text());
    assertThat(config.get("test_datasets"))
        .isEqualTo(
            List.of(
                Map.of(
                    "path",
                    "out/val.parquet",
                    "ds_type",
                    "parquet",
                    "type",
                    "context_qa.load_v2",
                    "split",
                    "train")));
  }

  @ParameterizedTest
  @CsvSource({"1, 128", "64, 128", "65, 256", "1984, 2048", "1985, 2176", "2147483647, 2147483647"})
  void theSequenceFitsTheLongestRecordAndThePromptAroundIt(int tokens, int length) {
    FtConfig config = PLAIN.longestRecord(tokens);
    assertThat(config.sequenceLen()).isEqualTo(length);
    assertThat(AxolotlSchema.check(config.text()).get("sequence_len")).isEqualTo(length);
  }

  @Test
  void withoutAnEstimateTheSequenceIs2048() {
    assertThat(AxolotlSchema.check(PLAIN.text()).get("sequence_len")).isEqualTo(2048);
  }

  @Test
  void namesAreQuotedSoThatNoCharacterEndsThem() {
    String name = "C:\\daten: \"neu\"\n#1 ü\u2028.jsonl";
    Map<?, ?> config =
        AxolotlSchema.check(FtConfig.of(name, OutputFormats.axolotl()).baseModel(name).text());
    assertThat(config.get("base_model")).isEqualTo(name);
    assertThat((List<?>) config.get("datasets"))
        .extracting(entry -> (Object) ((Map<?, ?>) entry).get("path"))
        .isEqualTo(List.of(name));
  }

  @Test
  void aFormatThatAxolotlDoesNotReadIsNamed() {
    assertThatThrownBy(() -> FtConfig.of("a.jsonl", OutputFormats.triplet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Axolotl does not read the format triplet, so there is no ft_config.yml for it; choose"
                + " one of axolotl, context_qa, alpaca, chat, input_output, dpo, kto, raft:0.2, or"
                + " leave out the configuration.");
  }

  @Test
  void anEmptyLongestRecordIsNamed() {
    assertThatThrownBy(() -> PLAIN.longestRecord(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the longest record has 0 tokens; give an estimate of at least 1.");
  }

  @Test
  void theFileAtTheTopOfTheProjectIsTheOneThatIsWritten(@TempDir Path folder) throws IOException {
    Path written = folder.resolve("ft_config.yml");
    PLAIN.write(written);
    assertThat(Files.readString(written)).isEqualTo(PLAIN.text());
    assertThat(Files.readString(Path.of("../ft_config.yml"))).isEqualTo(PLAIN.text());
  }

  @Test
  void aConfigurationThatSomebodyChangedIsNotReplaced(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ft_config.yml");
    PLAIN.write(file);
    PLAIN.longestRecord(500).write(file);
    String mine = Files.readString(file).replace("num_epochs: 2", "num_epochs: 3");
    Files.writeString(file, mine);

    assertThatThrownBy(() -> PLAIN.write(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + " was written or changed by somebody else, and only what easyneg wrote is"
                + " replaced; move it away, or write elsewhere.");
    assertThat(file).hasContent(mine);
  }

  @Test
  void tokensAreEstimatedFromBytesOfAllTexts() {
    OutputRecord record =
        new OutputRecord(
            Map.of("a", "zwölf", "b", List.of(Map.of("c", "漢字🦆")), "d", 5),
            OutputRecord.Kind.OTHER);
    // 6 + 3 + 3 + 4 bytes, two tokens for five of them, and one
    assertThat(TokenEstimate.of(record)).isEqualTo(16 * 2 / 5 + 1);
  }
}
