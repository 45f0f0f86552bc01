package io.github.easyneg.internal.run;

import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.Description;
import io.github.easyneg.internal.settings.Fact;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.RowCounts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a report says of any run, in one process or in many. */
final class RunCounts {
  private RunCounts() {}

  /** Returns that nothing was thinned, where that was asked for. */
  static Optional<String> noteOnThinning(Settings settings, LineCounts lines) {
    return settings.wording().refusalRatio().isPresent()
            && lines.written() > 0
            && lines.answers() + lines.refusals() == 0
        ? Optional.of(
            "no refusal was left out: no line of this format is an answer or a refusal alone.")
        : Optional.empty();
  }

  /** Begins a report with what was counted. */
  static MiningReport.Builder report(
      Settings settings, NumberedPassages corpus, Tally tally, long rejectedRows) {
    NumberedPassages.Census census = corpus.census();
    return MiningReport.of(settings.dataset().name())
        .rows(
            RowCounts.builder()
                .read(census.rows())
                .withPositive(census.withPositive())
                .withoutPositive(census.rows() - census.withPositive())
                .withoutAnswer(census.rows() - census.withAnswer())
                .contexts(census.contexts())
                .distinctPassages(corpus.size())
                .rejected(rejectedRows)
                .build())
        .negatives(tally.negatives(census.rows() * settings.mix().total()))
        .lines(tally.lines())
        .relabelled(tally.relabelled())
        .reuse(tally.reuse())
        .cosines(tally.cosines())
        .distracting(tally.distracting())
        .rejected(tally.rejected());
  }

  /** Returns what the results depend on, by name. */
  static Map<String, String> provenance(Settings settings, NumberedPassages corpus, String model) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Fact fact : Description.of(settings, model)) {
      facts.put(fact.name(), fact.value());
    }
    settings.dataset().sources().forEach((name, hash) -> facts.put("input " + name, hash));
    if (!settings.dataset().notes().isEmpty()) {
      facts.put("records", String.join("; ", settings.dataset().notes()));
    }
    facts.put("question language", corpus.census().language().orElse("not recognised"));
    settings
        .corpus()
        .ifPresent(of -> of.sources().forEach((name, hash) -> facts.put("corpus " + name, hash)));
    facts.put("data checksum", String.format(Locale.ROOT, "%016x", corpus.census().checksum()));
    facts.put("settings checksum", Description.checksum(settings, model));
    // Classes that did not come out of a jar have no version.
    facts.put(
        "easyneg",
        Objects.requireNonNullElse(
            RunCounts.class.getPackage().getImplementationVersion(), "development"));
    facts.put("java", Runtime.version().toString());
    return facts;
  }
}
