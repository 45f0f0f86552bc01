package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A passage that holds a positive, or lies in one, answers what the positive answers. */
class ContainmentGuardTest {
  private static final String LAKE =
      "Der Bergsee liegt am Nordhang und wird von einem Bach durchflossen. Er ist der tiefste See"
          + " im Land, und im Winter friert er ganz zu.";
  private static final String REST =
      " An seinen Ufern stehen drei Dörfer mit alten Mühlen. Viele Gäste kommen im Sommer, um zu"
          + " baden oder zu angeln; ein Dampfer fährt zweimal am Tag.";
  private static final String ENGLISH =
      "The old harbour was dug by hand in four years. Ships from the north brought timber, and took"
          + " salt and wool with them.";

  private static Jobs.Result mine(String positive, String... others) {
    List<String> all = new ArrayList<>(List.of(others));
    for (int i = 0; i < 12; i++) {
      all.add(
          "Ganz anderer Text Nummer " + i + " über Bäcker" + i + " und das Brot, das sie backen.");
    }
    return Jobs.run(
        Jobs.all(
            QaRow.of(List.of(positive), "Welcher See ist der tiefste?", "jener am Hang", 0),
            all.toArray(String[]::new)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LAKE + REST,
        "Geographie\n\n" + LAKE + REST,
        "Land > Gewässer > Seen > Der Bergsee und seine Dörfer im Jahreslauf\n\n" + LAKE,
        "Er ist der tiefste See im Land, und im Winter friert er ganz zu.",
        "Winter\n\nEr ist der tiefste See im Land, und im Winter friert er ganz zu.",
        "LAND\n\n"
            + "Der Berg\u00adsee liegt am Nord-\n"
            + "hang und wird von einem Bach durchflossen. Er ist der tiefste See im Land, und im"
            + " Winter friert er ganz zu.",
      })
  void whatHoldsThePositiveOrLiesInItIsTurnedAway(String other) {
    for (String heading : new String[] {"", "Seen\n\n", "Der Bergsee\n"}) {
      Jobs.Result result = mine(heading + LAKE, other);
      assertThat(result.texts(0)).doesNotContain(other).hasSize(12);
      assertThat(result.report().rejected().get(Guards.CONTAINMENT))
          .isEqualTo(1 - result.report().rejected().getOrDefault(Guards.NEAR_DUPLICATE, 0L));
    }
  }

  @Test
  void windowsThatOverlapByMoreThanHalfAreTurnedAway() {
    String[] sentences = (ENGLISH + REST).split("(?<=\\.) ", -1);
    String window = sentences[0] + " " + sentences[1] + " " + sentences[2];
    String next = sentences[1] + " " + sentences[2] + " " + sentences[3];
    assertThat(mine(window, next).texts(0)).doesNotContain(next).hasSize(12);
  }

  @Test
  void windowsThatOverlapByHalfAreTurnedAway() {
    String[] words = new String[60];
    for (int i = 0; i < words.length; i++) {
      words[i] = "wort" + i;
    }
    String window = String.join(" ", List.of(words).subList(0, 40));
    String next = "Teil 2\n\n" + String.join(" ", List.of(words).subList(20, 60));
    assertThat(mine(window, next).texts(0)).doesNotContain(next).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Der Waldsee liegt am Südhang und wird von keinem Bach durchflossen. Er ist der kleinste"
            + " See.",
        "Im Winter friert der Fluss nicht zu, und der Bach am Nordhang führt Wasser.",
        "Der tiefste Brunnen im Land ist hundert Meter tief.",
      })
  void whatSharesItsWordsAloneIsNot(String other) {
    assertThat(mine("Seen\n\n" + LAKE, other).texts(0)).contains(other);
  }

  @Test
  void whatHoldsThePositiveOfAnotherRowWithTheSameQuestionIsTurnedAway() {
    String parent = "Häfen\n\n" + ENGLISH + REST;
    Jobs.Result result =
        Jobs.run(
            Jobs.all(
                List.of(
                    QaRow.withoutPositive(List.of("etwas"), "Who dug the harbour", "none"),
                    QaRow.of(List.of(ENGLISH), "who dug the harbour ?", "by hand", 0)),
                parent,
                "Noch ein Text über Brot."));
    assertThat(result.texts(0)).containsExactly("Noch ein Text über Brot.");
  }

  @Test
  void aFrameThatAllPassagesHaveIsNoContainment() {
    String[] tickets = new String[40];
    for (int i = 0; i < tickets.length; i++) {
      tickets[i] = ticket("Gerät" + i, "Fehler" + i);
    }
    QaRow row = QaRow.of(List.of(ticket("Drucker", "Papierstau")), "Was klemmt?", "alles", 0);
    Jobs.Result result = Jobs.run(Jobs.all(row, tickets));
    assertThat(result.texts(0)).hasSize(40);
    assertThat(result.report().rejected())
        .containsEntry(Guards.NEAR_DUPLICATE, 0L)
        .containsEntry(Guards.CONTAINMENT, 0L);
  }

  private static String ticket(String device, String fault) {
    return "Vorgang im Kundendienst\n\n"
        + "Sehr geehrte Damen und Herren, wir haben Ihre Meldung erhalten. Das Gerät "
        + device
        + " meldet den Fehler "
        + fault
        + ". Bitte schalten Sie es aus und wieder ein. Mit freundlichen Grüßen, Ihr Kundendienst";
  }
}
