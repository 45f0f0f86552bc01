package io.github.easyneg.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.mine.MinedRow;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a card declares, read as {@code datasets} reads it: {@code Features._from_yaml_list}. */
class FeaturesTest {
  static final List<String> FORMATS = OutputFormats.all().stream().map(OutputFormat::name).toList();

  private static final Labels LABELS = new Labels("Nein.", 1);

  private static Map<?, ?> frontMatter(DatasetCard card) {
    String text = card.text();
    String yaml = text.substring(4, text.indexOf("\n---\n", 4) + 1);
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  /** Returns the features of a configuration, by name, in order. */
  private static Map<String, Map<?, ?>> features(DatasetCard card, String configuration) {
    Map<String, Map<?, ?>> features = new LinkedHashMap<>();
    for (Object info : list(frontMatter(card), "dataset_info")) {
      if (configuration.equals(((Map<?, ?>) info).get("config_name"))) {
        for (Object feature : list((Map<?, ?>) info, "features")) {
          features.put((String) ((Map<?, ?>) feature).get("name"), (Map<?, ?>) feature);
        }
      }
    }
    return features;
  }

  private static List<?> list(Map<?, ?> map, String name) {
    return (List<?>) Objects.requireNonNull(map.get(name));
  }

  private static DatasetCard card(OutputFormat format) {
    DatasetCard card = DatasetCard.of("d", format).split("train", "train.jsonl", 1);
    return format instanceof CorpusFormat ? card.corpus("train", "train.corpus.jsonl") : card;
  }

  private static void requireOf(@Nullable Object value, @Nullable Object feature) {
    if (value == null) {
      return;
    }
    if (feature instanceof List<?> struct) {
      Map<?, ?> fields = (Map<?, ?>) value;
      assertThat(struct).hasSize(fields.size());
      for (Object field : struct) {
        requireOf(fields.get(((Map<?, ?>) field).get("name")), field);
      }
    } else if (feature instanceof Map<?, ?> map) {
      if (map.containsKey("list")) {
        ((List<?>) value).forEach(element -> requireOf(element, map.get("list")));
      } else {
        requireOf(value, map.containsKey("struct") ? map.get("struct") : map.get("dtype"));
      }
    } else {
      Class<?> expected =
          Map.<Object, Class<?>>of(
                  "string", String.class, "bool", Boolean.class, "float64", Double.class)
              .getOrDefault(Objects.requireNonNull(feature), Integer.class);
      assertThat(value instanceof Long number ? (Object) number.intValue() : value)
          .as("as %s", feature)
          .isInstanceOf(expected);
    }
  }

  @ParameterizedTest
  @FieldSource("FORMATS")
  void everyFormatDeclaresItsColumnsInTheirOrderAndTypes(String name) {
    OutputFormat format = OutputFormats.byName(name);
    Map<String, Map<?, ?>> features = features(card(format), "default");
    assertThat(features).isNotEmpty();
    QaRow row = QaRow.of(List.of("p", "h"), "q", "a", 0);
    MinedRow mined =
        new MinedRow(
                row, 1, List.of(negative("n1"), negative("n2"), negative("n3")), Optional.empty())
            .withContextCosines(List.of(0.5, 0.25));
    List<OutputRecord> records = format.records(mined, LABELS);
    assertThat(records).isNotEmpty();
    for (OutputRecord record : records) {
      assertThat(List.copyOf(record.fields().keySet())).isEqualTo(List.copyOf(features.keySet()));
      record.fields().forEach((field, value) -> requireOf(value, features.get(field)));
    }
  }

  private static io.github.easyneg.mine.MinedNegative negative(String text) {
    return io.github.easyneg.mine.MinedNegative.of(io.github.easyneg.data.Passage.of(text), "easy")
        .build();
  }

  @Test
  void aColumnOfEmptyListsKeepsItsType() {
    Features features = Features.of(OutputFormats.dpr());
    QaRow alone = QaRow.ofRetrieval("q", List.of("p"), List.of());
    OutputFormats.dpr()
        .records(new MinedRow(alone, 1, List.of(), Optional.empty()), LABELS)
        .forEach(features::add);
    Map<String, Map<?, ?>> columns =
        features(card(OutputFormats.dpr()).features(features), "default");
    assertThat(columns.get("answers")).isEqualTo(Map.of("name", "answers", "list", "string"));
    assertThat(columns.get("negative_ctxs"))
        .isEqualTo(
            Map.of(
                "name",
                "negative_ctxs",
                "list",
                List.of(
                    Map.of("name", "title", "dtype", "string"),
                    Map.of("name", "text", "dtype", "string"),
                    Map.of("name", "passage_id", "dtype", "string"))));
  }

  @Test
  void scoresThatNobodyKnowsAreListsOfNumbersAllTheSame() {
    assertThat(features(card(OutputFormats.flagEmbedding()), "default").get("pos_scores"))
        .isEqualTo(Map.of("name", "pos_scores", "list", "float64"));
  }

  @Test
  void passagesHaveAConfigurationOfTheirOwn() {
    assertThat(features(card(OutputFormats.tevatron()), "corpus").keySet())
        .containsExactly("docid", "text");
  }

  private static Features germanrag(Map<String, Object> extra) {
    Features features = Features.of(OutputFormats.germanrag());
    QaRow row = new QaRow(List.of("c"), "q", "a", OptionalInt.empty(), extra);
    OutputFormats.germanrag()
        .records(new MinedRow(row, 1, List.of(), Optional.empty()), LABELS)
        .forEach(features::add);
    return features;
  }

  @Test
  void fieldsOfTheSourceAreLearntFromTheRecords() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("year", 2024L);
    extra.put("nested", Map.of("deep", List.of(List.of(1L), List.of())));
    extra.put("empty", List.of());
    Features features = germanrag(extra);
    QaRow other =
        new QaRow(
            List.of("c"), "q", "a", OptionalInt.empty(), Map.of("year", 2024.5, "more", true));
    OutputFormats.germanrag()
        .records(new MinedRow(other, 1, List.of(), Optional.empty()), LABELS)
        .forEach(features::add);

    Map<String, Map<?, ?>> columns =
        features(card(OutputFormats.germanrag()).features(features), "default");
    assertThat(columns.get("year")).isEqualTo(Map.of("name", "year", "dtype", "float64"));
    assertThat(columns.get("more")).isEqualTo(Map.of("name", "more", "dtype", "bool"));
    assertThat(columns.get("empty")).isEqualTo(Map.of("name", "empty", "list", "null"));
    assertThat(columns.get("nested"))
        .isEqualTo(
            Map.of(
                "name",
                "nested",
                "struct",
                List.of(Map.of("name", "deep", "list", Map.of("list", "int64")))));
  }

  @Test
  void columnsThatHaveNoOneTypeAreNotDeclared() {
    Features features = germanrag(Map.of("a", "text"));
    QaRow other = new QaRow(List.of("c"), "q", "a", OptionalInt.empty(), Map.of("a", 1L));
    OutputFormats.germanrag()
        .records(new MinedRow(other, 1, List.of(), Optional.empty()), LABELS)
        .forEach(features::add);
    assertThat(card(OutputFormats.germanrag()).features(features).text())
        .doesNotContain("dataset_info");
    assertThat(
            card(OutputFormats.germanrag())
                .features(germanrag(Map.of("a", BigInteger.TEN.pow(40))))
                .text())
        .doesNotContain("dataset_info");
  }
}
