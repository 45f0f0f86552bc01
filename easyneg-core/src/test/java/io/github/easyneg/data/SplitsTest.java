package io.github.easyneg.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noPassageAndNoQuestionStandsOnBothSides(long seed) {
    List<QaRow> rows = randomRows(seed, 300, 400);
    Split split = Splits.of(new Rows(rows), 0.2, seed);
    Set<String> kept = texts(split.kept());
    assertThat(texts(split.heldOut())).isNotEmpty().doesNotContainAnyElementsOf(kept);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyRowIsInOnePartAndInItsOldOrder(long seed) {
    List<QaRow> rows = randomRows(seed, 300, 2000);
    Split split = Splits.of(new Rows(rows), 0.2, seed);
    List<QaRow> kept = list(split.kept());
    List<QaRow> heldOut = list(split.heldOut());
    assertThat(kept.size() + heldOut.size()).isEqualTo(split.rows()).isEqualTo(300);
    assertThat(heldOut).hasSize(split.heldOutRows());
    assertThat(rows).containsSubsequence(kept).containsSubsequence(heldOut);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theSplitIgnoresTheOrderOfTheRows(long seed) {
    List<QaRow> rows = randomRows(seed, 300, 400);
    Set<QaRow> heldOut = new HashSet<>(list(Splits.of(new Rows(rows), 0.2, seed).heldOut()));
    List<QaRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(new HashSet<>(list(Splits.of(new Rows(shuffled), 0.2, seed).heldOut())))
        .isEqualTo(heldOut);
  }

  @Test
  void theGroupsAreThoseOfASlowSearch() {
    for (long seed = 1; seed <= 20; seed++) {
      List<QaRow> rows = randomRows(seed, 60, 400);
      List<Set<Integer>> groups = slowGroups(rows);
      Split split = Splits.of(new Rows(rows), 0.3, seed);
      assertThat(split.groups()).isEqualTo(groups.size());
      assertThat(split.largestGroup())
          .isEqualTo(groups.stream().mapToInt(Set::size).max().orElseThrow());
    }
  }

  @Test
  void unconnectedRowsGiveTheShareToTheRow() {
    List<QaRow> rows = IntStream.range(0, 1000).mapToObj(i -> row("q" + i, "p" + i)).toList();
    Split split = Splits.of(new Rows(rows), 0.137, 1);
    assertThat(split.heldOutRows()).isEqualTo(137);
    assertThat(split.reached()).isEqualTo(0.137);
    assertThat(split.notes()).isEmpty();
    assertThat(split.removedContexts()).isZero();
  }

  @Test
  void anotherSeedHoldsOutOtherRows() {
    List<QaRow> rows = IntStream.range(0, 100).mapToObj(i -> row("q" + i, "p" + i)).toList();
    assertThat(list(Splits.of(new Rows(rows), 0.1, 1).heldOut()))
        .isNotEqualTo(list(Splits.of(new Rows(rows), 0.1, 2).heldOut()));
  }

  @ParameterizedTest
  @CsvSource({
    "Der  Bär\u00a0brummt, der bär brummt",
    "STRASSE, straße",
    "e\u0301tude, \u00c9TUDE",
    "ﬁnden, finden",
    "' a\tb\n', a b",
    "a\u001cb, a b"
  })
  void textsThatDifferInFormCaseOrBlanksAreOne(String one, String other) {
    assertThat(Fold.all(one)).isEqualTo(Fold.all(other));
    List<QaRow> rows = List.of(row("q1", one), row("q2", other), row("q3", "else"));
    assertThat(Splits.of(new Rows(rows), 0.4, 1).groups()).isEqualTo(2);
    List<QaRow> questions = List.of(row(one, "p1"), row(other, "p2"), row("else", "p3"));
    assertThat(Splits.of(new Rows(questions), 0.4, 1).groups()).isEqualTo(2);
  }

  @Test
  void aQuestionThatReadsLikeAPassageConnectsNothing() {
    List<QaRow> rows = List.of(row("a", "b"), row("b", "a"));
    assertThat(Splits.of(new Rows(rows), 0.5, 1).groups()).isEqualTo(2);
  }

  @Test
  void aShareThatIsMissedIsToldOf() {
    assertThat(Splits.of(new Rows(onePassageAnd(94, 6)), 0.1, 1).notes())
        .containsExactly(
            "6.0 % of the rows are held out, not 10.0 %: rows with the same positive or question"
                + " stay together, and the largest such group has 94 of 100 rows.");
  }

  @Test
  void aShareThatIsFarOutOfReachIsAnError() {
    assertThatThrownBy(() -> Splits.of(new Rows(onePassageAnd(98, 2)), 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test rows: 10.0 % of the rows cannot be held out without a leak, the closest is 2.0 %:"
                + " rows with the same positive or question stay together, and the largest such"
                + " group has 98 of 100 rows. Ask for another share, or hold out a file of its"
                + " own.");
    assertThatThrownBy(() -> Splits.of(new Rows(onePassageAnd(3, 0)), 0.3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test rows: 30.0 % of the rows cannot be held out without a leak, the closest is 0.0 %:"
                + " rows with the same positive or question stay together, and the largest such"
                + " group has 3 of 3 rows. Ask for another share, or hold out a file of its own.");
  }

  @Test
  void oneRowCannotBeDivided() {
    assertThatThrownBy(() -> Splits.of(new Rows(onePassageAnd(1, 0)), 0.3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test rows has one row, which cannot be divided; leave out the split, or hold out a"
                + " file of its own.");
    assertThatThrownBy(() -> Splits.of(new Rows(List.of()), 0.3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test rows has no row, which cannot be divided; leave out the split, or hold out a file"
                + " of its own.");
  }

  /** Each passage is the positive of one row and a negative of the next: a ring of all rows. */
  @Test
  void whereAllRowsHangTogetherContextsOfTheOtherSideAreRemoved() {
    List<QaRow> ring = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ring.add(QaRow.of(List.of("p" + (i + 1) % 100, "own " + i, "p" + i), "q" + i, "a" + i, 2));
    }
    Split split = Splits.of(new Rows(ring), 0.1, 1);
    List<QaRow> kept = list(split.kept());
    List<QaRow> heldOut = list(split.heldOut());
    assertThat(heldOut).hasSize(10);
    assertThat(texts(split.heldOut())).doesNotContainAnyElementsOf(texts(split.kept()));
    long left = kept.stream().mapToLong(row -> row.contexts().size()).sum();
    left += heldOut.stream().mapToLong(row -> row.contexts().size()).sum();
    assertThat(split.removedContexts()).isEqualTo(300 - left).isPositive();
    assertThat(split.notes())
        .containsExactly(
            split.removedContexts()
                + " of 300 contexts were taken out of their rows, because they are on the other"
                + " side of the split as well; none of them was a positive.");
    for (QaRow row : kept) {
      assertThat(row.positiveContext()).hasValue("p" + row.question().substring(1));
      assertThat(row.contexts()).contains("own " + row.question().substring(1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aRowWithoutAPositiveKeepsItsFirstContext(long seed) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      List<String> contexts = List.of("p" + i % 70, "p" + (i + 7) % 70, "p" + (i + 31) % 70);
      rows.add(
          i % 3 == 0
              ? QaRow.withoutPositive(contexts, "q" + i, "none")
              : QaRow.of(contexts, "q" + i, "a" + i, i % 3));
    }
    Split split = Splits.of(new Rows(rows), 0.2, seed);
    assertThat(texts(split.heldOut()))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(texts(split.kept()));
    List<QaRow> all = new ArrayList<>(list(split.kept()));
    all.addAll(list(split.heldOut()));
    assertThat(all).hasSize(200);
    for (QaRow row : all) {
      QaRow before = rows.get(Integer.parseInt(row.question().substring(1)));
      assertThat(row.positiveContext()).isEqualTo(before.positiveContext());
      assertThat(before.contexts()).containsSubsequence(row.contexts());
      if (row.positive().isEmpty()) {
        assertThat(row.contexts().get(0)).isEqualTo(before.contexts().get(0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void theShareLiesBetweenNothingAndAll(double share) {
    assertThatThrownBy(() -> Splits.of(new Rows(List.of()), share, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the share to hold out is " + share + "; give a number between 0 and 1, such as 0.1.");
  }

  @Test
  void dataThatChangeAfterTheSplitAreRefused() {
    List<QaRow> rows = new ArrayList<>(List.of(row("q1", "a"), row("q2", "b"), row("q3", "c")));
    Split split = Splits.of(new Rows(rows), 0.3, 1);
    rows.set(1, row("q2", "other"));
    assertChanged(split, 2);
    rows.set(1, row("q2", "b"));
    rows.remove(2);
    assertChanged(split, 3);
    rows.add(row("q3", "c"));
    rows.add(row("q4", "d"));
    assertChanged(split, 4);
  }

  @Test
  void closingAPartClosesTheWhole() {
    AtomicInteger closed = new AtomicInteger();
    Dataset data =
        new Dataset() {
          @Override
          public Stream<QaRow> rows() {
            return Stream.of(row("q1", "a"), row("q2", "b")).onClose(closed::incrementAndGet);
          }

          @Override
          public String name() {
            return "d.jsonl";
          }
        };
    Split split = Splits.of(data, 0.5, 1);
    assertThat(closed).hasValue(1);
    split.kept().rows().close();
    assertThat(closed).hasValue(2);
    assertThat(split.kept().name()).isEqualTo("d.jsonl [kept]");
    assertThat(split.heldOut().name()).isEqualTo("d.jsonl [held out]");
  }

  /** Rows that all have one passage, and rows that have one of their own. */
  private static List<QaRow> onePassageAnd(int together, int alone) {
    return IntStream.range(0, together + alone)
        .mapToObj(i -> row("q" + i, i < together ? "the one passage" : "p" + i))
        .toList();
  }

  private static void assertChanged(Split split, int row) {
    for (Dataset part : List.of(split.kept(), split.heldOut())) {
      assertThatThrownBy(() -> list(part))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessage(
              "test rows: row "
                  + row
                  + " is not what it was when the data set was split; do not change the data while"
                  + " they are in use, and start again.");
    }
  }

  /** Rows of one to three passages out of {@code passages}, some of them written otherwise. */
  private static List<QaRow> randomRows(long seed, int rows, int passages) {
    Random random = new Random(seed);
    List<QaRow> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<String> contexts = new ArrayList<>();
      for (int c = random.nextInt(3); c >= 0; c--) {
        String text = "Passage " + random.nextInt(passages);
        contexts.add(random.nextBoolean() ? text : "  " + text.toUpperCase(Locale.ROOT));
      }
      list.add(QaRow.of(contexts, "Question " + random.nextInt(rows * 10), "a" + i, 0));
    }
    return list;
  }

  /** Merges groups until no two share a text: cubic, and plain to see. */
  private static List<Set<Integer>> slowGroups(List<QaRow> rows) {
    List<Set<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Set<Integer> merged = new HashSet<>(Set.of(i));
      for (Set<Integer> group : List.copyOf(groups)) {
        int row = i;
        if (group.stream().anyMatch(other -> share(rows.get(row), rows.get(other)))) {
          merged.addAll(group);
          groups.remove(group);
        }
      }
      groups.add(merged);
    }
    return groups;
  }

  private static boolean share(QaRow a, QaRow b) {
    return !Collections.disjoint(texts(a), texts(b));
  }

  private static Set<String> texts(Dataset data) {
    Set<String> texts = new HashSet<>();
    list(data).forEach(row -> texts.addAll(texts(row)));
    return texts;
  }

  private static Set<String> texts(QaRow row) {
    Set<String> texts = new HashSet<>();
    row.contexts().forEach(text -> texts.add("p " + plain(text)));
    texts.add("q " + plain(row.question()));
    return texts;
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static QaRow row(String question, String... contexts) {
    return QaRow.of(List.of(contexts), question, "answer", 0);
  }

  private static List<QaRow> list(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }

  private record Rows(List<QaRow> list) implements Dataset {
    @Override
    public Stream<QaRow> rows() {
      return list.stream();
    }

    @Override
    public String name() {
      return "test rows";
    }
  }

  @Test
  void messagesNameARowOfAPartByItsNumberInTheWhole() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(QaRow.of(List.of("Text " + i), "Frage " + i, "Antwort " + i, 0));
    }
    Split split = Splits.of(Datasets.of(rows), 0.3, 7);
    for (Dataset part : List.of(split.kept(), split.heldOut())) {
      try (Stream<QaRow> ofPart = part.rows()) {
        List<QaRow> all = ofPart.toList();
        for (int i = 0; i < all.size(); i++) {
          assertThat(all.get(i)).isEqualTo(rows.get((int) part.sourceNumber(i + 1) - 1));
        }
      }
    }
    Dataset kept = split.kept();
    long last = kept.sourceNumber(28);
    assertThat(last).isGreaterThan(28);
    Guard guard =
        Guards.guard(
            "mine",
            (row, candidate) -> {
              if (row.equals(rows.get((int) last - 1))) {
                throw new IllegalStateException("no");
              }
              return false;
            });
    assertThatThrownBy(
            () ->
                EasyNegatives.from(kept)
                    .embedWith(HashingEmbedder.ofDimension(16))
                    .candidates(Pool.all())
                    .rejecting(guard)
                    .forEach(row -> {}))
        .hasMessageStartingWith("row " + last + ": the guard 'mine' must return a verdict");
  }
}
