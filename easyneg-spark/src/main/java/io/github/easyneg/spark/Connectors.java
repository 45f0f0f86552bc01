package io.github.easyneg.spark;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;

/** Opens file systems, and says what to add where Spark came without the connector of one. */
final class Connectors {
  private static final String OF_HADOOP = "org.apache.hadoop.fs.gs.";

  private Connectors() {}

  /**
   * Opens the file system of a path.
   *
   * @throws IllegalArgumentException if its connector is not on the class path
   * @throws OpenFailedException if there is one and it cannot start
   */
  static FileSystem open(Path path, String uri, Configuration configuration)
      throws OpenFailedException {
    try {
      return path.getFileSystem(configuration);
    } catch (IOException | RuntimeException | LinkageError e) {
      Optional<String> missing = missing(e);
      if (missing.isPresent()) {
        throw new IllegalArgumentException(noConnector(path, uri, missing.get()), e);
      }
      throw new OpenFailedException(
          uri
              + " cannot be opened: "
              + e
              + "; check the address, and the credentials that Spark has for it.",
          e);
    }
  }

  /** There is a connector, but it gave no file system. */
  static final class OpenFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    OpenFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Returns what is not on the class path, in Hadoop's or Java's words, if that is the reason. */
  private static Optional<String> missing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedFileSystemException
          || cause instanceof ClassNotFoundException
          || cause instanceof LinkageError) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }

  private static String noConnector(Path path, String uri, String missing) {
    String scheme = String.valueOf(path.toUri().getScheme());
    return String.format(
        Locale.ROOT,
        "%s cannot be opened: expected the connector of %s:// on Spark's class path, and it is not"
            + " there (%s); %s.",
        uri,
        scheme,
        missing,
        toDo(scheme, uri, missing));
  }

  private static String toDo(String scheme, String uri, String missing) {
    return switch (scheme) {
      case "s3a" -> ofHadoop("hadoop-aws") + ", or set spark.jars.packages to that";
      case "s3", "s3n" ->
          "name it as s3a" + uri.substring(scheme.length()) + ", and " + ofHadoop("hadoop-aws");
      case "abfs", "abfss" -> ofHadoop("hadoop-azure") + ", or set spark.jars.packages to that";
      // Hadoop has had one of its own since 3.5.
      case "gs" ->
          missing.contains(OF_HADOOP)
              ? ofHadoop("hadoop-gcp") + ", or set spark.jars.packages to that"
              : "add Google's Cloud Storage connector (com.google.cloud.bigdataoss:gcs-connector)"
                  + " with --packages or --jars, and set spark.hadoop.fs.gs.impl to"
                  + " com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem";
      default ->
          "add it with --packages or --jars, or name a folder as in hdfs://.., s3a://.. or"
              + " file:///folder";
    };
  }

  /** The connectors that come with Hadoop must be of the version that runs. */
  private static String ofHadoop(String artifact) {
    return "start Spark with --packages org.apache.hadoop:"
        + artifact
        + ":"
        + VersionInfo.getVersion();
  }
}
