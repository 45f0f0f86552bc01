package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private EasyNegatives recipe() {
    return Jobs.all(QaRow.of(List.of("own"), "wer?", "Wien", 0), "b", "c")
        .embedWith(VectorsByText.byCosine(text -> 0.5))
        .candidates(Pool.all());
  }

  @Test
  void filesAppearWhenTheyArePublished() throws IOException {
    Path out = folder.resolve("out.jsonl");
    try (Draft draft = recipe().auditTo(folder.resolve("audit.jsonl")).draft(axolotl(), out)) {
      assertThat(draft.report().lines().written()).isPositive();
      assertThat(visible()).isEmpty();

      draft.publish();

      assertThat(visible()).containsExactly("audit.jsonl", "out.jsonl");
    }
    Path written = folder.resolve("written.jsonl");
    recipe().write(axolotl(), written);
    assertThat(out).hasSameTextualContentAs(written);
  }

  @Test
  void whatIsNotPublishedLeavesNothing() throws IOException {
    Draft draft = recipe().draft(axolotl(), folder.resolve("out.jsonl"));
    draft.close();
    draft.close();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whateverIsThrownLeavesNothing() throws IOException {
    IOException thrown = new IOException("as other languages may throw it, undeclared");
    EasyNegatives recipe =
        recipe()
            .onProgress(
                (stage, done, total) -> {
                  if (stage == Stage.MINE) {
                    throw DraftTest.<RuntimeException>undeclared(thrown);
                  }
                });

    assertThatThrownBy(() -> recipe.draft(axolotl(), folder.resolve("out.jsonl"))).isSameAs(thrown);
    assertThat(names(folder)).isEmpty();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aDraftIsPublishedOnce() {
    Path out = folder.resolve("out.jsonl");
    try (Draft draft = recipe().draft(axolotl(), out)) {
      draft.publish();

      assertThatThrownBy(draft::publish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(out + " was closed before; a file is committed once.");
    }
    assertThat(out).exists();
  }

  @Test
  void untilItIsPublishedAndClosedWhatAnInterruptedRunNeedsIsKept() throws IOException {
    Path work = folder.resolve("work");
    try (Draft draft = recipe().resumeIn(work).draft(axolotl(), folder.resolve("out.jsonl"))) {
      draft.publish();

      assertThat(names(work)).contains("run.properties");
    }
    assertThat(names(work)).doesNotContain("run.properties");
  }

  @Test
  void aDraftThatIsNotPublishedLeavesWhatAnInterruptedRunNeeds() throws IOException {
    Path work = folder.resolve("work");
    recipe().resumeIn(work).draft(axolotl(), folder.resolve("out.jsonl")).close();

    assertThat(names(work)).contains("run.properties");
  }

  @Test
  void whatWasKeptAndCannotBeDeletedIsToldWhenAllIsThere() throws IOException {
    Path work = folder.resolve("work");
    Path out = folder.resolve("out.jsonl");
    Draft draft = recipe().resumeIn(work).draft(axolotl(), out);
    Path stuck = work.resolve("draws-x.bin");
    Files.createDirectories(stuck.resolve("full"));
    draft.publish();
    assertThat(out).exists();

    assertThatThrownBy(draft::close)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "the output is written, but "
                + stuck
                + " could not be deleted: it is not empty; delete it by hand.");

    draft.close();
    assertThat(out).exists();
    Files.delete(stuck.resolve("full"));
    // The directory was given up all the same.
    assertThat(recipe().resumeIn(work).toAxolotl(out).lines().written()).isPositive();
  }

  private static OutputFormat axolotl() {
    return OutputFormats.byName("axolotl");
  }

  private List<String> visible() throws IOException {
    return names(folder).stream().filter(name -> !name.startsWith(".")).toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
