package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.ChildJvm;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
  private final Path folder;

  MemoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void mappedVectorsGiveTheSameBytesAndLeaveNoFile() throws IOException {
    EasyNegatives recipe = MiningJob.recipe(600, 4);
    Path heap = folder.resolve("heap.jsonl");
    Path mapped = folder.resolve("mapped.jsonl");
    MiningReport inHeap = recipe.toAxolotl(heap);
    MiningReport inFile = recipe.vectorsIn(folder.resolve("vectors")).toAxolotl(mapped);
    assertThat(mapped).hasSameBinaryContentAs(heap);
    assertThat(inFile)
        .usingRecursiveComparison()
        .ignoringFields("time", "provenance")
        .isEqualTo(inHeap);
    try (Stream<Path> left = Files.list(folder.resolve("vectors"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aPlaceThatCannotHoldVectorsIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    EasyNegatives recipe = MiningJob.recipe(600, 4);
    assertThatThrownBy(() -> recipe.vectorsIn(file).toAxolotl(folder.resolve("train.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " is a file; give vectorsIn(..) a directory.");
    Path below = file.resolve("below");
    assertThatThrownBy(() -> recipe.vectorsIn(below).toAxolotl(folder.resolve("train.jsonl")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            below
                + " cannot hold the vectors, 204,800 bytes: Not a directory; see its free space and"
                + " its permissions, or name another directory.");
  }

  /** Rows that are made as they are read, each with a passage of its own. */
  private record MadeUpRows(int count) implements Dataset {
    @Override
    public Stream<QaRow> rows() {
      return IntStream.range(0, count).mapToObj(MadeUpRows::row);
    }

    private static QaRow row(int i) {
      StringBuilder passage = new StringBuilder();
      for (int w = 0; w < 12; w++) {
        passage.append("w").append(Math.abs((12 * i + w) * 0x9E3779B9) % 40_000).append(' ');
      }
      return QaRow.of(List.of(passage.append(i).toString()), "q" + i, "answer " + i, 0);
    }

    @Override
    public String name() {
      return "made-up rows";
    }
  }

  /** Mines so many rows in so many dimensions, and prints the notes and the lines written. */
  static final class Job {
    private Job() {}

    public static void main(String[] args) {
      MiningReport report =
          EasyNegatives.from(new MadeUpRows(Integer.parseInt(args[0])))
              .embedWith(HashingEmbedder.ofDimension(Integer.parseInt(args[1])))
              // Else the run notes which refusal its made-up words come to.
              .refusal("Keine Antwort.")
              .toAxolotl(Path.of(args[2]));
      report.notes().forEach(System.out::println);
      System.out.println(report.lines().written() + " lines");
    }
  }

  private String mine(String heap, int rows, int dimension) throws Exception {
    List<String> options = List.of(heap, "-Djava.io.tmpdir=" + folder, "-XX:+UseSerialGC");
    Path out = folder.resolve("train.jsonl");
    try (ChildJvm job = ChildJvm.start(List.of(), options, Job.class, rows, dimension, out)) {
      return job.finish();
    }
  }

  @Test
  void vectorsThatWouldFillTheHeapAreMappedAndThatIsTold() throws Exception {
    assertThat(mine("-Xmx160m", 12_000, 2048))
        .matches(
            "The vectors take 93 MB, more than half of Java's 15\\d MB; they are mapped from a file"
                + " in \\Q"
                + folder
                + "\\E\\.\n24000 lines\n");
  }

  /** Takes some 40 s of processor time. */
  @Test
  @EnabledIfSystemProperty(named = "easyneg.large", matches = "true")
  void aHundredThousandRowsAndPassagesFitInto512Megabytes() throws Exception {
    assertThat(mine("-Xmx512m", 100_000, 256)).isEqualTo("200000 lines\n");
  }
}
