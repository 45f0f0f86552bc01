package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of files and folders that may not be read or written: one line, exit code 3. */
class PermissionsTest {
  private final Path folder;
  private final Path top;

  PermissionsTest(@TempDir Path top) {
    this.top = top;
    this.folder = top.resolve("files");
  }

  @BeforeEach
  void writeFiles() throws IOException {
    for (String made : List.of("in", "out", "cache", "model")) {
      Files.createDirectories(folder.resolve(made));
    }
    Path rows = Files.copy(Cli.SAMPLE, folder.resolve("in/rows.jsonl"));
    Files.copy(rows, folder.resolve("audit.jsonl"));
    Files.writeString(folder.resolve("config.yml"), "seed: 7\n");
    Files.createFile(folder.resolve("cache/embeddings.mv"));
    Path model = folder.resolve("model");
    Files.writeString(
        model.resolve("modules.json"),
        "[{\"idx\": 0, \"path\": \"\","
            + " \"type\": \"sentence_transformers.models.StaticEmbedding\"}]");
    for (String file : List.of("tokenizer.json", "model.safetensors")) {
      Files.writeString(model.resolve(file), "[]");
    }
  }

  /** So that the folder can be deleted, by whoever runs the tests. */
  @AfterEach
  void allowAll() throws IOException {
    for (String forbidden : List.of("in", "out", "cache", "model")) {
      MortalUser.forbid(folder.resolve(forbidden), "rwxr-xr-x");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in/rows.jsonl        | --------- | mine                                     | DIR/in/rows.jsonl may not be read; change its permissions.
          in                   | --------- | mine                                     | DIR/in/rows.jsonl may not be read; change the permissions of the folders that lead to it.
          in/rows.jsonl        | --------- | doctor                                   | DIR/in/rows.jsonl may not be read; change its permissions.
          in                   | --------- | doctor                                   | DIR/in/rows.jsonl may not be read; change the permissions of the folders that lead to it.
          audit.jsonl          | --------- | convert                                  | DIR/audit.jsonl may not be read; change its permissions.
          out                  | r-xr-xr-x | mine                                     | DIR/out/train.jsonl: the folder DIR/out may not be written; change its permissions, or write elsewhere.
          out                  | --------- | mine                                     | DIR/out/train.jsonl: the folder DIR/out may not be written; change its permissions, or write elsewhere.
          out                  | r-xr-xr-x | mine --audit DIR/out/audit.jsonl         | DIR/out/audit.jsonl: the folder DIR/out may not be written; change its permissions, or write elsewhere.
          out                  | r-xr-xr-x | mine --rejects DIR/out/rejects.jsonl     | DIR/out/rejects.jsonl: the folder DIR/out may not be written; change its permissions, or write elsewhere.
          out                  | r-xr-xr-x | mine --ft-config DIR/out/ft.yml          | DIR/out/ft.yml: the folder DIR/out may not be written; change its permissions, or write elsewhere.
          out                  | r-xr-xr-x | mine --report DIR/out/report             | --report: DIR/out/report could not be made a folder: permission is denied; name another.
          out                  | r-xr-xr-x | mine --hub-folder DIR/out/hub            | --hub-folder: DIR/out/hub could not be made a folder: permission is denied; name another.
          out                  | r-xr-xr-x | mine --resume DIR/out/work               | DIR/out/work/train.jsonl cannot be made, to be the work directory: permission is denied; name another directory.
          out                  | r-xr-xr-x | mine --map-vectors DIR/out               | DIR/out cannot hold the vectors, 81,920 bytes: permission is denied; see its free space and its permissions, or name another directory.
          out                  | r-xr-xr-x | mine --dpath DIR/out/cache               | DIR/out/cache cannot be made, to be the embedding cache: permission is denied; name another directory.
          cache                | --------- | mine --dpath DIR/cache                   | DIR/cache cannot be used: permission is denied; change its permissions, or name another directory.
          cache                | r-xr-xr-x | mine --dpath DIR/cache                   | DIR/cache cannot be used: permission is denied; change its permissions, or name another directory.
          cache/embeddings.mv  | --------- | mine --dpath DIR/cache                   | DIR/cache/embeddings.mv may not be written, or is not a file; change its permissions, or name another cache directory.
          config.yml           | --------- | mine --config DIR/config.yml             | --config: DIR/config.yml cannot be read: permission is denied; name a file with options, such as the train.jsonl.config.yml of an earlier run.
          model                | --------- | mine --embedder static --model DIR/model | DIR/model may not be read; change its permissions.
          model/modules.json   | --------- | mine --embedder static --model DIR/model | DIR/model/modules.json cannot be read: permission is denied. See its permissions and the disk, or download the model's folder again.
          model/model.safetensors | --------- | mine --embedder static --model DIR/model | DIR/model/model.safetensors cannot be read: permission is denied. See its permissions and the disk, or download the model's folder again.
          """)
  void whatMayNotBeReadOrWrittenIsNamed(
      String forbidden, String permissions, String line, String message) throws Exception {
    List<String> before = MortalUser.words(top);
    MortalUser.forbid(folder.resolve(forbidden), permissions);
    Path printed = top.resolve("printed");
    try (CommandProcess command = CommandProcess.startAs(before, printed, arguments(line))) {
      int code = command.finish();

      assertThat(command.printed())
          .isEqualTo("easyneg: " + message.replace("DIR", "" + folder) + "\n");
      assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    }
  }

  /** Adds what is not forbidden, and so goes without saying. */
  private String[] arguments(String line) {
    List<String> words = new ArrayList<>(List.of(line.replace("DIR", "" + folder).split(" ")));
    if (line.startsWith("convert")) {
      words.addAll(List.of("" + folder.resolve("audit.jsonl"), "--format", "alpaca"));
    } else {
      words.add("" + folder.resolve("in/rows.jsonl"));
    }
    if (line.startsWith("mine")) {
      words.add("-q");
    }
    if (!line.startsWith("convert") && !line.contains("--embedder")) {
      words.addAll(List.of("--embedder", "hashing"));
    }
    if (!line.startsWith("doctor") && !line.contains("--hub-folder")) {
      Path out = line.equals("mine") ? folder.resolve("out") : folder;
      words.addAll(List.of("--out", "" + out.resolve("train.jsonl")));
    }
    return words.toArray(String[]::new);
  }
}
