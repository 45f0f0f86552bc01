package io.github.easyneg.internal.run;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Refuses a format that no row of a data set has enough for, before any work: the file would be
 * empty. A row of each kind is shown to the format, with all the negatives that are asked for.
 */
final class Fruitless {
  private Fruitless() {}

  static void refuse(Settings settings, OutputFormat format, NumberedPassages.Census census) {
    int wanted = settings.mix().total();
    if (gives(format, census, settings)) {
      return;
    }
    String others =
        OutputFormats.all().stream()
            .filter(other -> gives(other, census, settings))
            .map(OutputFormat::name)
            .collect(Collectors.joining(", "));
    OptionalInt own = settings.wording().ownNegatives();
    throw OptionException.of(
        "{}: no row has what the format {} needs{}, so its file would be empty (rows: {}, with a"
            + " positive: {}, with an answer: {}, negatives for each by {}: {}{}). Choose another"
            + " with {}: {}.",
        settings.dataset().name(),
        format.name(),
        format.needs().map(needs -> " (" + needs + ")").orElse(""),
        census.rows(),
        census.withPositive(),
        census.withAnswer(),
        Option.named("sampleK"),
        wanted,
        own.isPresent()
            ? OptionText.of(
                ", of its own at most by {}: {}", Option.named("ownNegatives"), own.getAsInt())
            : "",
        Option.named("write"),
        others);
  }

  private static boolean gives(
      OutputFormat format, NumberedPassages.Census census, Settings settings) {
    Labels labels = new Labels(Labels.DEFAULT_REFUSAL, 0);
    return census.kinds().stream()
        .map(row -> new MinedRow(row, 1, standIns(row, settings.mix().total()), Optional.empty()))
        .map(row -> settings.wording().limited(row, format))
        .anyMatch(row -> !RowLines.records(format, row, labels).isEmpty());
  }

  /** Returns as many negatives as a row is to get, none of which is among its own. */
  private static List<MinedNegative> standIns(QaRow row, int wanted) {
    List<MinedNegative> standIns = new ArrayList<>();
    for (int i = 0; standIns.size() < wanted; i++) {
      String text = "stand-in " + i;
      if (!row.contexts().contains(text)) {
        standIns.add(MinedNegative.of(Passage.of(text), "stand-in").build());
      }
    }
    return standIns;
  }
}
