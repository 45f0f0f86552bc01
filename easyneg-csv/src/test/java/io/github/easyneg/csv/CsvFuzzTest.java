package io.github.easyneg.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.fixtures.Garbage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads spoilt tables: rows come out, or one error that names the file, and never anything else.
 *
 * <p>{@code -Deasyneg.fuzz.rounds=1000000} says how long, {@code -Deasyneg.fuzz.seed=} where to
 * begin; a failure names the seed that repeats it.
 */
class CsvFuzzTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.fuzz.rounds", 600);
  private static final long SEED = Long.getLong("easyneg.fuzz.seed", 1);
  private static final int LONGEST_MESSAGE = 2000;

  @ParameterizedTest
  @CsvSource({"in.csv, ','", "in.tsv, '\t'", "in.csv, ;"})
  void aSpoiltTableGivesRowsOrAnErrorThatNamesIt(
      String name, String separator, @TempDir Path folder) throws IOException {
    Path file = folder.resolve(name);
    byte[] rows =
        "question,context,answer,title\nq,\"c \"\"d\"\"\nd\",d,T\nr,Grün,,\n"
            .replace(",", separator)
            .getBytes(StandardCharsets.UTF_8);
    byte[] passages =
        "_id,title,text\n1,T,eins\n2,,\"zwei\ndrei\"\n"
            .replace(",", separator)
            .getBytes(StandardCharsets.UTF_8);
    BadRows skipping = BadRows.skip(folder.resolve("rejects.jsonl"), 1 << 30);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String what = "seed " + (SEED + round);
      Files.write(file, new Garbage(SEED + round).spoil(rows));
      refused += refused(what, () -> Datasets.auto(file).rows()) ? 1 : 0;
      refused +=
          refused(what, () -> Datasets.files(InputFormat.auto(), skipping, file).rows()) ? 1 : 0;
      Files.write(file, new Garbage(SEED + round).spoil(passages));
      refused += refused(what, () -> Corpora.files(file).passages()) ? 1 : 0;
    }
    assertThat(refused).as("tables that were refused").isBetween(1, 3 * ROUNDS - 1);
  }

  private static boolean refused(String what, Supplier<Stream<?>> reading) {
    try (Stream<?> read = reading.get()) {
      assertThat(read.toList()).isNotNull();
      return false;
    } catch (DatasetFormatException e) {
      assertThat(e).as(what).hasMessageMatching("(?s)in\\.[ct]sv(:\\d+)?: .*");
      assertThat(String.valueOf(e.getMessage()).lines()).as(what).hasSize(1);
      assertThat(e.getMessage()).as(what).hasSizeLessThan(LONGEST_MESSAGE);
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }
}
