package io.github.easyneg.data;

import io.github.easyneg.internal.json.TextFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** A file that a {@link RecordFileType} may know how to read. */
public final class RecordFile {
  private static final int BEGINNING_BYTES = 4096;

  private final Path path;
  private final byte[] beginning;

  private RecordFile(Path path, byte[] beginning) {
    this.path = path;
    this.beginning = beginning;
  }

  /**
   * Looks at a file's beginning.
   *
   * @throws DatasetFormatException if it is compressed, and cut off or broken
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static RecordFile of(Path path) {
    return new RecordFile(path, TextFile.beginning(path, BEGINNING_BYTES));
  }

  /** Returns the file. */
  public Path path() {
    return path;
  }

  /** Returns its name, which messages begin with. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Tells whether its name ends so, in whatever case, {@code .gz} at the end aside. */
  public boolean endsIn(String suffix) {
    String name = name().toLowerCase(Locale.ROOT);
    return (name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name).endsWith(suffix);
  }

  /**
   * Returns its first 4,096 bytes, or all if it has fewer, uncompressed where it is gzip; a copy.
   */
  public byte[] beginning() {
    return beginning.clone();
  }

  /**
   * Opens it as text: uncompressed where it is gzip, and as UTF-8 where it is in UTF-16 or UTF-32.
   * The caller closes the stream.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public InputStream text() {
    return TextFile.open(path);
  }
}
