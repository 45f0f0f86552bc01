package io.github.easyneg.testkit;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Mined rows of every shape, whose texts hold what is easily corrupted on the way: blanks at the
 * ends, carriage returns, quotes, braces, characters beyond the basic plane, letters in two parts.
 * Each text has a marker of its own, {@code ‹row.part›}.
 */
final class MinedRowSamples {
  private MinedRowSamples() {}

  static List<MinedRow> all() {
    return List.of(
        row(1, 0, Map.of(), List.of("p", "h1", "h2"), "e1", "e2", "e3"),
        row(2, 2, Map.of("origin", "web"), List.of("h1", "h2", "p"), "e1"),
        row(3, 0, Map.of(), List.of("p"), "e1", "e2", "e3", "e4"),
        row(4, 0, Map.of(), List.of("p")),
        row(5, -1, Map.of(), List.of("h1", "h2"), "e1", "e2", "e3"),
        row(6, -1, Map.of(), List.of("h1")),
        row(7, 1, Map.of(), List.of("h1", "p", "p", "h1"), "e1"),
        severalOfAll(),
        with(
            row(9, 0, Map.of(), List.of("p", "h1"), "e1", "e2", "e3"),
            r -> r.withAnswers(List.of())),
        with(row(10, -1, Map.of(), List.of("h1"), "e1"), r -> r.withAnswers(List.of())),
        row(11, 1, Map.of(), List.of("h1", "p", "h2"), "e1", "e2", "e3").withOwnNegatives(1),
        row(12, -1, Map.of(), List.of("h1", "h2"), "e1", "e2", "e3").withOwnNegatives(0));
  }

  private static MinedRow severalOfAll() {
    return with(
        row(8, 2, Map.of(), List.of("h1", "p2", "p", "h2"), "e1", "e2", "e3"),
        r ->
            r.withPositives(List.of(2, 1))
                .withAnswers(List.of(text(8, "answer"), text(8, "alias")))
                .withContextIds(Map.of(1, "d1", 3, "d3")));
  }

  private static MinedRow with(MinedRow mined, UnaryOperator<QaRow> change) {
    return new MinedRow(
        change.apply(mined.row()),
        mined.number(),
        mined.negatives(),
        mined.shortfall(),
        mined.rejected());
  }

  private static MinedRow row(
      int number, int positive, Map<String, Object> extra, List<String> parts, String... mined) {
    QaRow row =
        new QaRow(
            parts.stream().map(part -> text(number, part)).toList(),
            text(number, "question"),
            text(number, "answer"),
            positive < 0 ? OptionalInt.empty() : OptionalInt.of(positive),
            extra);
    MinedRow sample =
        new MinedRow(
            row,
            number,
            Arrays.stream(mined).map(part -> negative(text(number, part))).toList(),
            Optional.empty());
    return number % 2 == 0
        ? sample
        : sample.withContextCosines(Collections.nCopies(parts.size(), 0.5));
  }

  /** Returns the text with the marker {@code ‹number.part›}. */
  static String text(int number, String part) {
    return "  Straße \"" + marker(number, part) + "\" {context}\r\n\t„e\u0301“ \\ 🦆\u2028</s> \n ";
  }

  /** Returns what no other text holds. */
  static String marker(int number, String part) {
    return "‹" + number + "." + part + "›";
  }

  private static MinedNegative negative(String text) {
    return MinedNegative.of(Passage.of(text), "easy")
        .cosine(0.1)
        .cosineQuantile(0.2)
        .lexicalQuantile(0.3)
        .frequency(1)
        .probability(OptionalDouble.of(0.01))
        .guards(List.of("own-context"))
        .build();
  }
}
