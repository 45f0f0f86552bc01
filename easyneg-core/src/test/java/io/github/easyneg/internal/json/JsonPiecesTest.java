package io.github.easyneg.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonPiecesTest {
  private static final List<String> LINES =
      List.of(
          "[", "]", "],", "{\"a\":", "}", "},", "1,", "1", "x", "[1]", "[1,", "{}", "", "\"b\":");

  private final Path folder;

  JsonPiecesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** What a line begins is looked for in the lines that follow it, for each line again. */
  private static List<String> slowly(List<String> lines) {
    List<String> pieces = new ArrayList<>();
    int endless = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      pieces.add(line);
      if (i <= endless || JsonRows.soundness(bytes(line)) != JsonRows.Soundness.CUT_OFF) {
        continue;
      }
      StringBuilder joined = new StringBuilder(line);
      JsonRows.Soundness soundness;
      int last = i;
      try (JsonRows.Growing text = new JsonRows.Growing()) {
        soundness = text.add(bytes(line));
        while (soundness == JsonRows.Soundness.CUT_OFF && last + 1 < lines.size()) {
          joined.append('\n').append(lines.get(++last));
          soundness = text.add(bytes("\n" + lines.get(last)));
        }
      }
      if (soundness == JsonRows.Soundness.WHOLE) {
        pieces.set(pieces.size() - 1, joined.toString());
        i = last;
      } else if (soundness == JsonRows.Soundness.CUT_OFF) {
        endless = last;
      }
    }
    return pieces;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void linesAreJoinedAsIfEachWereTriedAnew() throws IOException {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      int count = 1 + random.nextInt(14);
      int kinds = 2 + random.nextInt(LINES.size() - 1);
      for (int i = 0; i < count; i++) {
        lines.add(LINES.get(random.nextInt(kinds)));
      }
      // A last line feed, so that the last line is one however it ends.
      Path file = Files.writeString(folder.resolve("lines.jsonl"), String.join("\n", lines) + "\n");
      List<String> pieces = new ArrayList<>();
      try (JsonPieces found = JsonPieces.open(file)) {
        Optional<byte[]> piece = found.next();
        while (piece.isPresent()) {
          pieces.add(new String(piece.get(), StandardCharsets.UTF_8));
          piece = found.next();
        }
      }
      assertThat(pieces).as("seed %d: %s", seed, lines).isEqualTo(slowly(lines));
    }
  }
}
