package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that no one would mine from, and that come in all the same. */
class DegenerateDataTest {
  private static final int K = 3;

  private static QaRow row(List<String> contexts, String answer) {
    return QaRow.of(contexts, "question of " + answer, answer, 0);
  }

  private static List<QaRow> rows(int count, IntFunction<QaRow> row) {
    return IntStream.range(0, count).mapToObj(row).toList();
  }

  private static List<String> numbered(String text, int count) {
    return IntStream.range(0, count).mapToObj(i -> text + " " + i).toList();
  }

  static Stream<Arguments> data() {
    List<String> all = numbered("passage", 12);
    String umlauts = "Über Öl und Äpfel in Köln ";
    return Stream.of(
        Arguments.of("one row", List.of(row(List.of("a"), "b"))),
        Arguments.of("one passage in all", rows(9, i -> row(List.of("the only one"), "a" + i))),
        Arguments.of("every passage in every row", rows(9, i -> row(all, "a" + i))),
        Arguments.of("fewer candidates than K", rows(3, i -> row(List.of("p" + i), "a" + i))),
        Arguments.of(
            "no row with a positive",
            rows(20, i -> QaRow.withoutPositive(List.of("p" + i), "q" + i, "no answer"))),
        Arguments.of(
            "near-duplicates in NFC and NFD",
            rows(
                20,
                i ->
                    row(
                        List.of(
                            Normalizer.normalize(
                                umlauts + i / 2,
                                i % 2 == 0 ? Normalizer.Form.NFC : Normalizer.Form.NFD)),
                        "a" + i))),
        Arguments.of("empty questions and answers", rows(20, i -> empty(i))),
        Arguments.of(
            "right-to-left and emoji",
            rows(
                20,
                i ->
                    row(
                        List.of("שלום عالم 👩‍👩‍👧‍👦 " + i, "\u202Eabc\u202C🏳️‍🌈" + i),
                        "مرحبا" + i))),
        Arguments.of(
            "thousands of contexts in a row",
            List.of(
                row(numbered("many", 4000), "a"),
                row(List.of("few"), "b"),
                row(numbered("many", 3000), "c"))),
        Arguments.of(
            "stop words only",
            rows(20, i -> row(List.of("the a of and " + "the ".repeat(i)), "of"))),
        Arguments.of("equal rows", rows(20, i -> row(List.of("p", "q"), "a"))));
  }

  private static QaRow empty(int i) {
    return QaRow.of(List.of("passage " + i), "", "", 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("data")
  void exactlyKOrACountedReason(String what, List<QaRow> rows) {
    for (Pool pool : List.of(Pool.easy(), Pool.all(), Pool.nearest(K))) {
      List<MinedRow> mined = new ArrayList<>();
      MiningReport report =
          EasyNegatives.from(Datasets.of(rows))
              .embedWith(HashingEmbedder.ofDimension(32))
              .candidates(pool)
              .sampleK(K)
              .forEach(mined::add);
      assertThat(mined).as(what).hasSameSizeAs(rows);
      long missing = 0;
      for (MinedRow row : mined) {
        int found = row.negatives().size();
        missing += K - found;
        assertThat(row.shortfall().map(MinedRow.Shortfall::missing).orElse(0)).isEqualTo(K - found);
        List<String> texts = row.negatives().stream().map(n -> n.passage().text()).toList();
        assertThat(texts).doesNotContainAnyElementsOf(row.row().contexts()).doesNotHaveDuplicates();
        assertThat(row.negatives()).extracting(MinedNegative::cosine).allMatch(Double::isFinite);
      }
      assertThat(report.negatives().wanted() - report.negatives().mined()).isEqualTo(missing);
      assertThat(report.negatives().shortRowCount())
          .isEqualTo(mined.stream().filter(row -> row.shortfall().isPresent()).count());
      assertThat(new HashSet<>(report.examples())).isSubsetOf(mined);
    }
  }
}
