package io.github.easyneg.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A folder of a file system that Hadoop knows: HDFS, S3, a disk that all machines mount. */
final class HadoopFolder {
  private final Path path;
  private final Configuration configuration;
  private final FileSystem files;

  private HadoopFolder(Path path, Configuration configuration, FileSystem files) {
    this.path = path;
    this.configuration = configuration;
    this.files = files;
  }

  /**
   * Returns a folder, which need not be there.
   *
   * @throws IllegalArgumentException if it is no address, or its connector is not on the class path
   * @throws UncheckedIOException if its file system cannot be opened
   */
  static HadoopFolder of(String uri, Configuration configuration) {
    Path path = path(uri);
    try {
      FileSystem files = Connectors.open(path, uri, configuration);
      return new HadoopFolder(files.makeQualified(path), configuration, files);
    } catch (Connectors.OpenFailedException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Path path(String uri) {
    try {
      return new Path(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          uri
              + " is no address of a folder: "
              + e.getMessage()
              + "; name one as in hdfs://.., s3a://.. or file:///..",
          e);
    }
  }

  /** Returns the folder's whole address. */
  String uri() {
    return path.toString();
  }

  /** Returns the last part of its address. */
  String name() {
    return path.getName();
  }

  /** Returns the settings by which another machine finds the same. */
  Map<String, String> settings() {
    Map<String, String> all = new HashMap<>();
    configuration.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  /** Returns the folder as one of this machine, if it is one. */
  Optional<java.nio.file.Path> local() {
    return files instanceof LocalFileSystem local
        ? Optional.of(local.pathToFile(path).toPath())
        : Optional.empty();
  }

  /** Tells whether there is something of that name. */
  boolean exists() {
    try {
      return files.exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          path + " cannot be looked at: " + e.getMessage() + "; check the address.", e);
    }
  }

  /**
   * Deletes the folder if nothing is in it, or nothing but what a job that Spark gave up left in
   * its {@code _temporary}, as far as that can be done.
   */
  void deleteEmpty() {
    try {
      Path unfinished = new Path(path, "_temporary");
      FileStatus[] within = files.listStatus(path);
      if (within.length == 1 && within[0].getPath().getName().equals(unfinished.getName())) {
        boolean unused = files.delete(unfinished, true);
      }
      if (files.getFileStatus(path).isDirectory() && files.listStatus(path).length == 0) {
        // Not with what else is in it: somebody may write there at this moment.
        boolean unused = files.delete(path, false);
      }
    } catch (IOException e) {
      // What failed before is what the user must know.
    }
  }

  /** Copies a file of the folder to a file of this machine; false if it is not there. */
  boolean fetch(String name, java.nio.file.Path target) {
    try (InputStream in = files.open(new Path(path, name));
        OutputStream out = Files.newOutputStream(target)) {
      long unused = in.transferTo(out);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw failed("read", name, e);
    }
  }

  /** Copies a file of the folder, whose size is known. */
  void read(String name, long size, OutputStream out) throws IOException {
    try (InputStream in = files.open(new Path(path, name))) {
      long read = in.transferTo(out);
      if (read != size) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s/%s has %,d bytes, expected %,d: another run replaced it",
                path,
                name,
                read,
                size));
      }
    }
  }

  /** Copies a file of this machine into the folder, where it appears whole. */
  void put(java.nio.file.Path file, String name) {
    Path target = new Path(path, name);
    Path temporary = new Path(path, "." + name + "." + UUID.randomUUID());
    try {
      boolean unusedMade = files.mkdirs(path);
      try (OutputStream out = files.create(temporary, true)) {
        long unusedCount = Files.copy(file, out);
      }
      // Hadoop's rename replaces nothing.
      boolean unusedDeleted = files.delete(target, false);
      if (!files.rename(temporary, target)) {
        throw new IOException("it could not be renamed from " + temporary);
      }
    } catch (IOException e) {
      throw failed("written", name, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  private void deleteQuietly(Path temporary) {
    try {
      boolean unused = files.delete(temporary, false);
    } catch (IOException e) {
      // A leftover does no harm: nothing reads it.
    }
  }

  private UncheckedIOException failed(String done, String name, IOException e) {
    return new UncheckedIOException(
        path
            + "/"
            + name
            + " cannot be "
            + done
            + ": "
            + e.getMessage()
            + "; check the address and its permissions.",
        e);
  }
}
