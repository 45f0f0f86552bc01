package io.github.easyneg.publish;

import io.github.easyneg.internal.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that {@code datasets.load_dataset} reads, and that can be pushed to the Hugging Face Hub
 * as it is: data files, and a {@code README.md} that says which file is which split.
 */
public final class HubFolder {
  private final Path folder;

  private HubFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the folder, and creates it where it is missing.
   *
   * @throws UncheckedIOException if it cannot be created, or is a file
   */
  public static HubFolder at(Path folder) {
    try {
      Files.createDirectories(folder);
      return new HubFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder
              + " could not be made a folder: "
              + (Files.exists(folder) ? "there is a file of that name" : e.getMessage())
              + "; name another folder.",
          e);
    }
  }

  /**
   * Returns where a data file belongs.
   *
   * @param name its name, such as {@code train.jsonl} or {@code train.parquet}
   */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Writes {@code README.md}, after the files that it lists.
   *
   * @throws IllegalStateException if a file that the card lists is not there
   * @throws UncheckedIOException if the card cannot be written
   */
  public void write(DatasetCard card) {
    for (String file : card.files()) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new IllegalStateException(
            "the card of "
                + folder
                + " lists "
                + file
                + ", which is not there; write the data first, then the card.");
      }
    }
    AtomicFile.write(folder.resolve("README.md"), card.text());
  }
}
