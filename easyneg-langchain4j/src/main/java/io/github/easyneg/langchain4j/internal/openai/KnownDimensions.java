package io.github.easyneg.langchain4j.internal.openai;

import io.github.easyneg.internal.io.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The dimensions of models on servers, stored in a file next to the embedding cache. */
public final class KnownDimensions {
  private static final String FILE = "dimensions.properties";

  private final Path file;

  /** Makes one; the folder is made when something is kept. */
  public KnownDimensions(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /** Returns the length of a model's vectors; 0 if it is unknown. */
  public int of(String fingerprint) {
    String length = read().getProperty(fingerprint, "0");
    return length.matches("[1-9]\\d{0,5}") ? Integer.parseInt(length) : 0;
  }

  private Properties read() {
    Properties all = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        all.load(in);
      } catch (IOException | IllegalArgumentException e) {
        // It holds nothing that cannot be asked for again.
        all.clear();
      }
    }
    return all;
  }

  /** Keeps the length of a model's vectors. */
  public void keep(String fingerprint, int dimension) {
    Properties all = read();
    all.setProperty(fingerprint, Integer.toString(dimension));
    StringWriter text = new StringWriter();
    try {
      all.store(text, null);
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written; name another cache folder.", e);
    }
    AtomicFile.write(file, text.toString());
  }
}
