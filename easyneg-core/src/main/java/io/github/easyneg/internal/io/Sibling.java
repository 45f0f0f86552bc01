package io.github.easyneg.internal.io;

import java.nio.file.Path;

/** Names of files that belong to another. */
public final class Sibling {
  private Sibling() {}

  /** Returns {@code train.val.jsonl.gz} for {@code train.jsonl.gz} and {@code val}. */
  public static Path of(Path file, String name) {
    String whole = String.valueOf(file.getFileName());
    int dot = whole.indexOf('.', 1);
    return file.resolveSibling(
        dot < 0 ? whole + "." + name : whole.substring(0, dot) + "." + name + whole.substring(dot));
  }
}
