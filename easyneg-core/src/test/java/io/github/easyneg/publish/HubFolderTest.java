package io.github.easyneg.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.format.OutputFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class HubFolderTest {
  private static final DatasetCard CARD =
      DatasetCard.of("German \"RAG\": easy", OutputFormats.tevatron())
          .languages("de", "en")
          .license("cc-by-4.0")
          .sources("DiscoResearch/germanrag")
          .split("train", "train.jsonl", 10_500)
          .split("val", "val.jsonl", 697)
          .corpus("train", "corpus.jsonl");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theFrontMatterIsWhatTheHubReads() {
    String text = CARD.text();
    assertThat(text).startsWith("---\n");
    String yaml = text.substring(4, text.indexOf("\n---\n", 4) + 1);
    Map<?, ?> read =
        new LinkedHashMap<>(
            (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml));
    assertThat(read.remove("dataset_info").toString())
        .isEqualTo(
            "[{config_name=default, features=[{name=query_id, dtype=string}, {name=query_text,"
                + " dtype=string}, {name=positive_document_ids, list=string},"
                + " {name=negative_document_ids, list=string}]}, {config_name=corpus,"
                + " features=[{name=docid, dtype=string}, {name=text, dtype=string}]}]");
    assertThat(read)
        .isEqualTo(
            Map.of(
                "pretty_name",
                "German \"RAG\": easy",
                "language",
                List.of("de", "en"),
                "license",
                "cc-by-4.0",
                "task_categories",
                List.of("question-answering"),
                "tags",
                List.of("rag", "easy-negatives"),
                "size_categories",
                List.of("10K<n<100K"),
                "source_datasets",
                List.of("DiscoResearch/germanrag"),
                "configs",
                List.of(
                    Map.of(
                        "config_name",
                        "default",
                        "data_files",
                        List.of(
                            Map.of("split", "train", "path", "train.jsonl"),
                            Map.of("split", "val", "path", "val.jsonl"))),
                    Map.of(
                        "config_name",
                        "corpus",
                        "data_files",
                        List.of(Map.of("split", "train", "path", "corpus.jsonl"))))));
  }

  @Test
  void peopleReadTheRest() {
    String text = CARD.text();
    assertThat(text)
        .endsWith(
            "<!-- easyneg wrote the lines above (checksum f92c4351624e42b1); once they are changed,"
                + " it replaces them no more -->\n");
    text = text.substring(0, text.indexOf("<!-- easyneg"));
    assertThat(text.substring(text.indexOf("\n---\n", 4) + 5))
        .isEqualTo(
            """

            # German "RAG": easy

            Questions with contexts that answer them and contexts that do not, among them easy negatives that
            EasyNegatives mined. Records are in the format `tevatron`.

            | split | records |
            |---|---:|
            | train | 10,500 |
            | val | 697 |

            Made from DiscoResearch/germanrag.

            ```python
            from datasets import load_dataset

            data = load_dataset("path/to/this/folder")
            ```
            """);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    String text = DatasetCard.of("d", OutputFormats.chat()).split("train", "train.jsonl", 1).text();
    assertThat(text)
        .doesNotContain("language", "license", "source_datasets", "corpus", "Made from");
  }

  @ParameterizedTest
  @CsvSource({
    "0, n<1K",
    "999, n<1K",
    "1000, 1K<n<10K",
    "99999, 10K<n<100K",
    "100000, 100K<n<1M",
    "999999999, 100M<n<1B",
    "1000000000, n>1B"
  })
  void theSizeIsOneOfTheHubs(long records, String size) {
    assertThat(DatasetCard.of("d", OutputFormats.chat()).split("train", "t.jsonl", records).text())
        .contains("size_categories:\n- \"" + size + "\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a-b", "train ", ".x"})
  void aSplitThatLoadDatasetRefusesIsNamed(String split) {
    assertThatThrownBy(() -> CARD.split(split, "x.jsonl", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the split \""
                + split
                + "\" has a name that load_dataset rejects; use letters, digits and _, such as"
                + " train.");
  }

  @Test
  void aSplitHasOneFile() {
    assertThatThrownBy(() -> CARD.split("val", "other.jsonl", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two files for the split \"val\"; give one of them another name.");
  }

  @Test
  void theCardComesAfterTheFilesThatItLists() throws IOException {
    HubFolder hub = HubFolder.at(folder.resolve("a/b"));
    for (String file : List.of("train.jsonl", "val.jsonl")) {
      Files.writeString(hub.file(file), "{}\n");
    }
    assertThatThrownBy(() -> hub.write(CARD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the card of "
                + folder.resolve("a/b")
                + " lists corpus.jsonl, which is not there; write the data first, then the card.");
    Files.writeString(hub.file("corpus.jsonl"), "{}\n");
    hub.write(CARD);
    assertThat(folder.resolve("a/b/README.md")).hasContent(CARD.text());
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "");
    assertThatThrownBy(() -> HubFolder.at(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + " could not be made a folder: there is a file of that name; name another"
                + " folder.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "German", "DE", "d", "de-AT", "de,en"})
  void aLanguageIsACode(String code) {
    DatasetCard card = DatasetCard.of("x", OutputFormats.axolotl());
    assertThatThrownBy(() -> card.languages("en", code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the language \"%s\" is not a code of two or three lower-case letters; write it as in"
                + " de.",
            code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CC BY 4.0", "MIT", "-mit", "mit\nlanguage: de"})
  void aLicenceIsWrittenAsTheHubNamesIt(String id) {
    DatasetCard card = DatasetCard.of("x", OutputFormats.axolotl());
    assertThatThrownBy(() -> card.license(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the licence \"%s\" is not written as the Hub names one, in lower-case letters, digits,"
                + " '.', '+' and '-'; write it as in cc-by-4.0.",
            id);
  }

  @Test
  void aLanguageIsListedOnce() {
    assertThat(
            DatasetCard.of("x", OutputFormats.axolotl())
                .languages("de", "deu", "de")
                .license("openrail++")
                .text())
        .contains("language:\n- \"de\"\n- \"deu\"\nlicense: \"openrail++\"\n");
  }

  @Test
  void aCardThatSomebodyWroteOrChangedIsNotReplaced(@TempDir Path folder) throws IOException {
    HubFolder hub = HubFolder.at(folder.resolve("data"));
    DatasetCard card = DatasetCard.of("x", OutputFormats.byName("triplet"));
    hub.write(card);
    hub.write(card.languages("de"));
    assertThat(hub.card()).hasContent(card.languages("de").text());
    Files.writeString(hub.card(), "# Mine\n");

    assertThatThrownBy(() -> hub.write(card))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            hub.card()
                + " was written or changed by somebody else, and only what easyneg wrote is"
                + " replaced; move it away, or write elsewhere.");
    assertThat(hub.card()).hasContent("# Mine\n");
  }
}
