package io.github.easyneg.onnx.internal.runtime;

import ai.onnxruntime.OrtEnvironment;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The native libraries of ONNX Runtime, unpacked from its jar into a folder of this process.
 *
 * <p>The runtime would unpack them itself, but leaves an empty folder behind with each run, and 30
 * MB with one that was killed. Here the folder is deleted as soon as the libraries are loaded,
 * where the system allows that, else when the process ends; the next process deletes what a killed
 * one left.
 */
final class NativeLibraries {
  /** Names a folder with the libraries, which are not unpacked then. */
  static final String PATH_PROPERTY = "onnxruntime.native.path";

  private static final List<String> NEEDED = List.of("onnxruntime", "onnxruntime4j_jni");

  /** Needed on a GPU, where the jar has them. */
  private static final List<String> SHARED = List.of("onnxruntime_providers_shared");

  private static final String CUDA = "onnxruntime_providers_cuda";

  private final Path folder;

  private NativeLibraries(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks what the runtime needs to start, and tells it where that is; or nothing where the user
   * names a folder, or the jar has no library for this machine, which the runtime then reports.
   *
   * @throws IllegalStateException if they cannot be unpacked
   */
  static Optional<NativeLibraries> unpack() {
    if (System.getProperty(PATH_PROPERTY) != null || !NEEDED.stream().allMatch(Resource::has)) {
      return Optional.empty();
    }
    Path folder = TemporaryFolders.create();
    NativeLibraries libraries = new NativeLibraries(folder);
    for (String name : NEEDED) {
      libraries.unpack(name);
    }
    SHARED.stream().filter(Resource::has).forEach(libraries::unpack);
    return Optional.of(libraries);
  }

  /**
   * Unpacks what runs networks on a GPU, where the jar has it.
   *
   * @return the library
   */
  Optional<Path> unpackCuda() {
    if (!Resource.has(CUDA)) {
      return Optional.empty();
    }
    Path library = folder.resolve(System.mapLibraryName(CUDA));
    if (!Files.exists(library)) {
      unpack(CUDA);
    }
    return Optional.of(library);
  }

  Path folder() {
    return folder;
  }

  /** Deletes the folder; when the process ends, or when the libraries are unusable. */
  void delete() {
    TemporaryFolders.delete(folder);
  }

  /** Removes the folder as soon as it is no longer read. */
  void loaded() {
    // The GPU's library is read later. Windows does not allow deleting a loaded library.
    if (!Resource.has(CUDA) && !windows()) {
      delete();
    }
  }

  private void unpack(String name) {
    Path file = folder.resolve(System.mapLibraryName(name));
    try (InputStream in = Resource.open(name)) {
      long ignored = Files.copy(in, file);
    } catch (IOException e) {
      delete();
      throw unusable("could not be unpacked to " + file + ": " + Reason.of(e), e);
    }
  }

  /** Returns the exception that says that the libraries are unusable, why, and what to do. */
  static IllegalStateException unusable(String what, Throwable cause) {
    return new IllegalStateException(
        "The native library of ONNX Runtime "
            + what
            + ". It takes some 30 MB in the temporary folder, "
            + System.getProperty("java.io.tmpdir")
            + ", from where programs must be allowed to run. Name another folder by"
            + " -Djava.io.tmpdir=FOLDER (for the command,"
            + " EASYNEG_JAVA_OPTS=-Djava.io.tmpdir=FOLDER), or one that holds the libraries by -D"
            + PATH_PROPERTY
            + "=FOLDER.",
        cause);
  }

  private static boolean windows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
  }

  /** A library in the jar. */
  private static final class Resource {
    private static String place(String name) {
      return "/ai/onnxruntime/native/" + platform() + "/" + System.mapLibraryName(name);
    }

    static boolean has(String name) {
      return OrtEnvironment.class.getResource(place(name)) != null;
    }

    static InputStream open(String name) throws IOException {
      InputStream in = OrtEnvironment.class.getResourceAsStream(place(name));
      if (in == null) {
        throw new IOException("it is not in the jar of ONNX Runtime");
      }
      return in;
    }

    /** As the jar's folders are called. */
    private static String platform() {
      String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
      return (os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux")
          + "-"
          + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }
  }
}
