package io.github.easyneg.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;

/** A file of the driver's, and how an executor gets a copy of it. */
abstract class SentFile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A chunk is in the heap of driver and executor, once. */
  private static final int CHUNK = 16 << 20;

  /** Above that a shared file system does it better, and Spark's block managers would fill. */
  private static final long MOST_BROADCAST = 4L << 30;

  /**
   * Returns a local copy.
   *
   * @param folder for it; an existing copy of this name is used, as it is complete
   */
  abstract Path in(Path folder);

  /** Deletes the local copy, if there is one, so that it is copied anew. */
  void discard(Path folder) {}

  /** Returns a file that executors see as the driver does, because they are one process. */
  static SentFile here(Path file) {
    return new Here(file.toString());
  }

  /** Hands a chunk to all executors. */
  interface Broadcasting {
    Broadcast<byte[]> broadcast(byte[] chunk);
  }

  /** Returns a file that is handed from machine to machine in chunks. */
  static SentFile broadcast(Broadcasting spark, Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BROADCAST) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the passages take %,d bytes, more than the %,d that are sent through Spark; name a"
                    + " folder of a file system that all machines see, by groundIn(\"..\").",
                size,
                MOST_BROADCAST));
      }
      List<Broadcast<byte[]>> chunks = new ArrayList<>();
      try (var in = Files.newInputStream(file)) {
        for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
          chunks.add(spark.broadcast(chunk));
        }
      }
      return new InChunks(name(file), chunks);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e + "; run again.", e);
    }
  }

  /** Returns a file on a file system that all machines share. */
  static SentFile shared(HadoopFolder folder, String name, long size) {
    return new Shared(folder.uri(), name, size, folder.settings());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Writes a copy, which appears whole; one at a time, as all tasks of a process need the same
   * copy.
   */
  private static synchronized Path copied(Path folder, String name, Writer writer) {
    Path copy = folder.resolve(name);
    if (Files.exists(copy)) {
      return copy;
    }
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, name, ".tmp");
      try {
        try (OutputStream out = Files.newOutputStream(temporary)) {
          writer.write(out);
        }
        Files.move(
            temporary, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "an executor could not copy %s to %s: %s; give its working directory more room, or"
                  + " check the file's permissions.",
              name,
              folder,
              e),
          e);
    }
  }

  private static synchronized void discarded(Path folder, String name) {
    try {
      boolean unused = Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      // The next run says what is wrong with it, again.
    }
  }

  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  private static final class Here extends SentFile {
    private static final long serialVersionUID = 1L;

    private final String file;

    Here(String file) {
      this.file = file;
    }

    @Override
    Path in(Path folder) {
      return Path.of(file);
    }
  }

  private static final class InChunks extends SentFile {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final ArrayList<Broadcast<byte[]>> chunks;

    InChunks(String name, List<Broadcast<byte[]>> chunks) {
      this.name = name;
      this.chunks = new ArrayList<>(chunks);
    }

    @Override
    Path in(Path folder) {
      return copied(
          folder,
          name,
          out -> {
            for (Broadcast<byte[]> chunk : chunks) {
              out.write(chunk.value());
            }
          });
    }

    @Override
    void discard(Path folder) {
      discarded(folder, name);
    }
  }

  private static final class Shared extends SentFile {
    private static final long serialVersionUID = 1L;

    private final String uri;
    private final String name;
    private final long size;
    private final Map<String, String> settings;

    Shared(String uri, String name, long size, Map<String, String> settings) {
      this.uri = uri;
      this.name = name;
      this.size = size;
      this.settings = settings;
    }

    @Override
    Path in(Path folder) {
      return copied(
          folder,
          name,
          out -> {
            Configuration configuration = new Configuration(false);
            settings.forEach(configuration::set);
            HadoopFolder.of(uri, configuration).read(name, size, out);
          });
    }

    @Override
    void discard(Path folder) {
      discarded(folder, name);
    }
  }
}
