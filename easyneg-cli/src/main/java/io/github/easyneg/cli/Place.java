package io.github.easyneg.cli;

/**
 * Where a row stands.
 *
 * @param file the file's name
 * @param line on which the row begins, from 1
 */
record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }

  /** Returns this place as it is named in a message about {@code other}. */
  String seenFrom(Place other) {
    return file.equals(other.file) ? "line " + line : toString();
  }
}
