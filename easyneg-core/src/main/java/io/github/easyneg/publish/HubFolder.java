package io.github.easyneg.publish;

import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.OwnText;
import io.github.easyneg.internal.text.NotNull;
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

  /** Returns the folder, which need not be there yet; {@link #at} creates it. */
  public static HubFolder of(Path folder) {
    NotNull.check(folder, "folder");
    return new HubFolder(folder);
  }

  /**
   * Returns the folder, and creates it where it is missing.
   *
   * @throws UncheckedIOException if it cannot be created, or is a file
   */
  public static HubFolder at(Path folder) {
    NotNull.check(folder, "folder");
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
    NotNull.check(name, "name");
    return folder.resolve(name);
  }

  /** Returns the folder as it was named. */
  public Path folder() {
    return folder;
  }

  /** Returns where the card belongs: {@code README.md}. */
  public Path card() {
    return folder.resolve("README.md");
  }

  /**
   * Writes {@code README.md}, after the files that it lists. Replaces a card that was written so,
   * unless somebody changed it since.
   *
   * @throws IllegalStateException if a file that the card lists is not there
   * @throws UncheckedIOException if the card cannot be written, or there is one that somebody else
   *     wrote or changed
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
    OwnText.requireReplaceable(card());
    AtomicFile.write(card(), card.text());
  }
}
