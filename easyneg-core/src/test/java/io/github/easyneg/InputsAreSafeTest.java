package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Split;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.HashingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No output takes the place of a file that the data set reads, however it is wrapped. */
class InputsAreSafeTest {
  private final Path folder;
  private final Path in;

  InputsAreSafeTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.in = folder.resolve("in.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append(
          "{\"contexts\": [\"c%1$d\"], \"question\": \"q%1$d\", \"answer\": \"a\", \"positive_ctx_idx\": 0}\n"
              .formatted(i));
    }
    Files.writeString(in, lines);
  }

  private void refuses(Dataset data, Path out, String message) throws IOException {
    String before = Files.readString(in);
    assertThatThrownBy(
            () ->
                EasyNegatives.from(data).embedWith(HashingEmbedder.ofDimension(16)).toAxolotl(out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(in).hasContent(before);
  }

  @Test
  void aPartOfASplitIsNotWrittenOverItsWhole() throws IOException {
    Split split = Splits.of(Datasets.jsonl(in), 0.2, 42);
    String message =
        in + " is the input; write to another file, so that the data stay as they are.";
    refuses(split.kept(), in, message);
    refuses(
        split.heldOut(),
        folder.resolve("./in.jsonl"),
        folder.resolve("./in.jsonl")
            + " is the input; write to another file, so that the data stay as they are.");
  }

  @Test
  void aPartOfASplitIsNotWrittenOverTheRejectedRows() throws IOException {
    Path rejects = folder.resolve("rejects.jsonl");
    Dataset data = Datasets.jsonl(BadRows.skip(rejects, 5), in);
    refuses(
        Splits.of(data, 0.2, 42).kept(),
        rejects,
        rejects + " is the file for rejected rows; write to another file.");
  }

  @Test
  void aDataSetOfTheUsersOwnSaysWhatItReads() throws IOException {
    Dataset own =
        new Dataset() {
          @Override
          public Stream<QaRow> rows() {
            return Stream.of(QaRow.of(List.of("c"), "q", "a", 0));
          }

          @Override
          public String name() {
            return "own";
          }

          @Override
          public List<Path> files() {
            return List.of(in);
          }
        };
    refuses(
        own, in, in + " is the input; write to another file, so that the data stay as they are.");
  }

  @Test
  void filesAreThoseThatAreRead() {
    assertThat(Datasets.jsonl(in).files()).containsExactly(in);
    assertThat(Splits.of(Datasets.jsonl(in), 0.2, 1).kept().files()).containsExactly(in);
    assertThat(Datasets.of(List.of()).files()).isEmpty();
  }
}
