package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.Audit;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingGuardTest {
  private static final String[] LETTERS = "a b c d e f g h".split(" ", -1);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path dir;

  /** Knows each passage's effect; rejects what is above a half. */
  private record Reader(String name, Map<String, Double> effects, List<Pair> measured)
      implements ReadingGuard {
    @Override
    public BitSet rejects(List<Pair> pairs) {
      BitSet rejected = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        rejected.set(i, effects.getOrDefault(pairs.get(i).passage().text(), 0.0) > 0.5);
      }
      return rejected;
    }

    @Override
    public OptionalDouble distracting(Pair pair) {
      measured.add(pair);
      Double effect = effects.get(pair.passage().text());
      return effect == null ? OptionalDouble.empty() : OptionalDouble.of(effect);
    }
  }

  private static Reader reader(Map<String, Double> effects) {
    return new Reader("reader", effects, new ArrayList<>());
  }

  private static final Map<String, Double> EFFECTS =
      Map.of("a", 0.9, "b", 0.1, "c", 0.2, "d", 0.3, "e", 0.4, "f", 0.45);

  private static List<QaRow> rows(int count) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(QaRow.withoutPositive(List.of("own"), "question " + i, "none"));
    }
    return rows;
  }

  private static void requireEffects(List<MinedRow> rows) {
    for (MinedRow row : rows) {
      for (MinedNegative negative : row.negatives()) {
        Double effect = EFFECTS.get(negative.passage().text());
        assertThat(negative.distracting())
            .isEqualTo(effect == null ? OptionalDouble.empty() : OptionalDouble.of(effect));
        assertThat(negative.passage().text()).isNotEqualTo("a");
      }
    }
  }

  private List<MinedRow> audited(EasyNegatives recipe, String name) {
    Path audit = dir.resolve(name + ".audit.jsonl");
    MiningReport unused = recipe.auditTo(audit).toAxolotl(dir.resolve(name + ".jsonl"));
    try (Stream<MinedRow> rows = Audit.read(audit)) {
      return rows.toList();
    }
  }

  @Test
  void effectsStandBesideTheNegativesInTheAuditAndInTheReport() {
    EasyNegatives recipe = Jobs.all(rows(40), LETTERS).sampleK(3).rejecting(reader(EFFECTS));

    requireEffects(audited(recipe, "plain"));

    MiningReport report = recipe.forEach(row -> {});
    assertThat(report.distracting().orElseThrow().total())
        .isPositive()
        .isLessThan(report.negatives().mined());
    assertThat(report.distracting().orElseThrow().quantile(1)).isBetween(0.44, 0.46);
    assertThat(report.toString()).contains("\ndistracting effect ");
    assertThat(recipe.explain(1).toString()).contains(", distracting effect 0.");
  }

  @Test
  void anAuditTellsThemOnlyWhereTheyWereMeasured() throws IOException {
    EasyNegatives recipe = Jobs.all(rows(3), LETTERS).sampleK(3);

    List<MinedRow> unused = audited(recipe, "without");

    assertThat(Files.readString(dir.resolve("without.audit.jsonl"))).doesNotContain("distracting");
    assertThat(recipe.forEach(row -> {}).distracting()).isEmpty();
    assertThat(recipe.explain(1).toString()).doesNotContain("distracting");
  }

  @Test
  void theyAreKeptWhileMaxReuseSettlesAndOverAnInterruption() {
    Reader reader = reader(EFFECTS);
    EasyNegatives recipe = Jobs.all(rows(10), LETTERS).sampleK(2).maxReuse(4).rejecting(reader);

    List<MinedRow> whole = audited(recipe, "settled");

    requireEffects(whole);
    assertThat(reader.measured()).doesNotHaveDuplicates();
    assertThat(audited(recipe.resumeIn(dir.resolve("work")), "resumed")).isEqualTo(whole);
  }

  @Test
  void ofTwoReadersTheFirstMeasures() {
    Reader other = new Reader("other", Map.of("b", 0.0, "c", 0.0), new ArrayList<>());

    requireEffects(
        audited(
            Jobs.all(rows(20), LETTERS).sampleK(2).rejecting(reader(EFFECTS)).rejecting(other),
            "two"));
    assertThat(other.measured()).isEmpty();
  }

  @Test
  void anEffectThatIsNoShareIsRefused() {
    EasyNegatives recipe = Jobs.all(rows(1), "b").sampleK(1).rejecting(reader(Map.of("b", -0.5)));

    assertThatIllegalStateException()
        .isThrownBy(() -> recipe.forEach(row -> {}))
        .withMessage(
            "the guard 'reader' must give a distracting effect from 0 to 1, but for the passage"
                + " \"b\" it gave -0.5; fix the guard, or remove it.");
  }
}
