package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.Draft;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.output.Publication;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be tidied up at the end is told, and holds nothing else up. */
class ClosingTest {
  private final Path folder;

  ClosingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Draft draft(String name) {
    return EasyNegatives.from(Datasets.jsonl(Cli.SAMPLE))
        .embedWith(HashingEmbedder.defaults())
        .draft(OutputFormats.byName("axolotl"), folder.resolve(name));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aDraftThatCannotBeDeletedKeepsNoneOfTheOthers() throws IOException {
    Publication publication = new Publication();
    MiningReport first = publication.add(draft("first.jsonl"));
    Path stuck = left().get(0);
    Files.delete(stuck);
    Files.createDirectories(stuck.resolve("full"));
    MiningReport second = publication.add(draft("second.jsonl"));
    assertThat(second.rows()).isEqualTo(first.rows());

    assertThatThrownBy(publication::close)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(stuck + " could not be deleted: ");

    assertThat(left()).containsExactly(stuck);
    assertThat(draft("second.jsonl").report().rows()).isEqualTo(first.rows());
  }

  @Test
  void aWorkFolderThatCannotBeDeletedDoesNotHoldTheTrainingDataUp() throws IOException {
    Path out = folder.resolve("train.jsonl");
    Path work = folder.resolve("work");
    Path stuck = work.resolve("train.val.jsonl/embeddings");
    Files.createDirectories(stuck.resolve("mine/full"));

    Cli.Outcome outcome = Cli.mine(out, "-q", "--split", "val=0.1", "--resume", work.toString());

    assertThat(outcome)
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: the output is written, but "
                    + stuck
                    + " could not be deleted: it is not empty; delete it by hand.\n"));
    assertThat(out).isNotEmptyFile();
    assertThat(folder.resolve("train.val.jsonl")).isNotEmptyFile();
    assertThat(work.resolve("train.jsonl")).isDirectoryNotContaining("glob:**/run.properties");
  }
}
