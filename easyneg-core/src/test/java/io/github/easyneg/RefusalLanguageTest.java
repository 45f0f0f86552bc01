package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.Refusals;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal is in the language of the questions. */
class RefusalLanguageTest {
  private final Path out;

  RefusalLanguageTest(@TempDir Path folder) {
    this.out = folder.resolve("out.jsonl");
  }

  private static List<QaRow> rows(String question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(QaRow.of(List.of("text " + i, "hard " + i), question + " " + i + "?", "a" + i, 0));
    }
    return rows;
  }

  private static EasyNegatives recipe(List<QaRow> rows) {
    return EasyNegatives.from(Datasets.of(rows)).embedWith(HashingEmbedder.ofDimension(32));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|In welchem Jahr wurde die Brücke gebaut",
        "en|When was the bridge built in the city",
        "fr|En quelle année est construit le pont de la ville",
        "es|En qué año fue construido el puente de la ciudad",
        "it|In quale anno fu costruito il ponte della città",
        "pt|Em que ano foi construída a ponte da cidade",
        "nl|In welk jaar werd de brug van het dorp gebouwd",
        "pl|W którym roku była zbudowana i kto jest na moście",
        "sv|Vilket år byggdes bron och hur är det med staden",
        "da|Hvilket år blev broen bygget og hvornår er det",
        "cs|Kdy byl postaven most a jaký je",
        "tr|Köprü hangi yıl ve ne için yapıldı",
        "ru|Когда был построен мост и кто его строил",
        "uk|Коли був побудований міст та хто його будував",
        "ar|متى بني الجسر",
        "hi|पुल कब बना था",
        "ja|橋はいつ建てられましたか",
        "ko|다리는 언제 지어졌습니까",
        "zh|桥是什么时候建成的",
      })
  void isRecognised(String language, String question) throws IOException {
    MiningReport report = recipe(rows(question)).toAxolotl(out);
    String refusal = Refusals.in(language).orElseThrow();
    assertThat(Files.readString(out)).contains(refusal);
    assertThat(report.provenance()).containsEntry("question language", language);
    assertThat(report.notes().isEmpty()).isEqualTo(language.equals("de"));
  }

  @Test
  void itIsToldWhereItIsNotGerman() {
    assertThat(recipe(rows("When was the bridge built in the city")).toAxolotl(out).notes())
        .containsExactly(
            "the questions are in English, so the refusal is \"The given context does not contain"
                + " an answer.\"; set another with --no-answer (in Java: refusal).");
  }

  @Test
  void whatIsNotRecognisedIsGerman() throws IOException {
    recipe(rows("zzz")).toAxolotl(out);
    assertThat(Files.readString(out)).contains(Labels.DEFAULT_REFUSAL);
  }

  @Test
  void theOrderOfTheRowsDoesNotCount() throws IOException {
    List<QaRow> rows = new ArrayList<>(rows("When was the bridge built in the city"));
    rows.addAll(rows("In welchem Jahr wurde die Brücke gebaut").subList(0, 30));
    String language = recipe(rows).toAxolotl(out).provenance().get("question language");
    Collections.shuffle(rows, new Random(1));
    assertThat(recipe(rows).toAxolotl(out).provenance())
        .containsEntry("question language", language);
    assertThat(language).isEqualTo("en");
  }

  @Test
  void severalWordingsAreDrawnByTheSeed() throws IOException {
    EasyNegatives recipe = recipe(rows("Wann")).refusal("eins.", "zwei.", "drei.");
    recipe.toAxolotl(out);
    String first = Files.readString(out);
    assertThat(first).contains("eins.", "zwei.", "drei.");
    recipe.threads(3).toAxolotl(out);
    assertThat(out).hasContent(first);
    recipe.seed(7).toAxolotl(out);
    assertThat(Files.readString(out)).isNotEqualTo(first);
  }
}
