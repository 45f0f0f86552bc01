package io.github.easyneg.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Where the driver keeps the files of a run, and how executors get them: in the folder that all
 * machines see, if there is one, and else in a folder of its own. Holds all that a run leaves
 * behind on the driver and in Spark. For one thread.
 */
final class RunFiles implements AutoCloseable {
  private final JavaSparkContext spark;
  private final SparkNegatives.Sending sending;
  private final Optional<HadoopFolder> shared;
  private final Path folder;
  private final List<Runnable> closing = new ArrayList<>();

  RunFiles(JavaSparkContext spark, SparkNegatives.Options options) {
    this.spark = spark;
    this.sending = options.sending();
    this.shared = options.ground().map(uri -> HadoopFolder.of(uri, spark.hadoopConfiguration()));
    this.folder =
        DriverFolder.create(
            spark.getConf().get("spark.local.dir", System.getProperty("java.io.tmpdir")));
  }

  /** Returns the driver's own folder. */
  Path folder() {
    return folder;
  }

  /** Deletes the driver's own folder, and removes what Spark keeps for later executors. */
  @Override
  public void close() {
    closing.forEach(RunFiles::done);
    closing.clear();
    DriverFolder.delete(folder);
  }

  private static void done(Runnable closing) {
    try {
      closing.run();
    } catch (Exception e) { // Scala's throw checked ones, too.
      // Spark has ended, and with it what it kept; what failed before is what the user must know.
    }
  }

  /** Hands a value to all executors. */
  <T> Broadcast<T> broadcast(T value) {
    Broadcast<T> sent = spark.broadcast(value);
    closing.add(() -> sent.destroy());
    return sent;
  }

  /**
   * Returns where the driver keeps a file that may be shared; one that was made before is there.
   */
  Path place(String name) {
    Optional<Path> local = shared.flatMap(HadoopFolder::local);
    if (local.isPresent()) {
      try {
        return Files.createDirectories(local.get()).resolve(name);
      } catch (IOException e) {
        throw new UncheckedIOException(
            local.get() + " cannot be made: " + e + "; name another folder by groundIn(\"..\").",
            e);
      }
    }
    Path file = folder.resolve(name);
    boolean unused = shared.isPresent() && shared.get().fetch(name, file);
    return file;
  }

  /** Puts a file where all machines see it, unless the driver made it there. */
  void publish(Path file) {
    if (shared.isPresent() && shared.get().local().isEmpty()) {
      shared.get().put(file, String.valueOf(file.getFileName()));
    }
  }

  /** Returns how executors get a file that lies in the shared folder, if there is one. */
  SentFile sharedFile(Path file) {
    if (!isOneProcess() && shared.isPresent() && sending != SparkNegatives.Sending.BROADCAST) {
      try {
        return SentFile.shared(shared.get(), String.valueOf(file.getFileName()), Files.size(file));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read: " + e + "; run again.", e);
      }
    }
    return ownFile(file);
  }

  /** Returns how executors get a file of the driver's own. */
  SentFile ownFile(Path file) {
    return isOneProcess() ? SentFile.here(file) : SentFile.broadcast(this::broadcast, file);
  }

  private boolean isOneProcess() {
    return spark.sc().isLocal() && sending != SparkNegatives.Sending.BROADCAST;
  }
}
