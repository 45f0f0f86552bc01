package io.github.easyneg.internal.json;

import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Refuses what nothing can be read from, before any work is done. */
public final class InputFile {
  /** What to do where rows of a data set were expected. */
  public static final String ROWS = "give a .jsonl, .json, .parquet, .csv or .tsv file";

  private InputFile() {}

  /**
   * Checks that there is a file that may be read.
   *
   * @param remedy what to do where there is none
   * @throws IllegalArgumentException if there is none, or it may not be read
   */
  public static void require(Path file, String remedy) {
    String problem = problem(file, "; " + remedy);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(file + " " + problem + ".");
    }
  }

  private static String problem(Path file, String remedy) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (found.isDirectory()) {
        return "is a folder" + remedy;
      }
      if (!found.isRegularFile()) {
        return "is not a regular file, and rows are read more than once" + remedy;
      }
      return Files.isReadable(file) ? "" : "may not be read; change its permissions";
    } catch (NoSuchFileException e) {
      return "does not exist" + remedy;
    } catch (AccessDeniedException e) {
      return "may not be read; change the permissions of the folders that lead to it";
    } catch (IOException e) {
      return "cannot be read: " + Reason.of(e) + remedy;
    }
  }
}
