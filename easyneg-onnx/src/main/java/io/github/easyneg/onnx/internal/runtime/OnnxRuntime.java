package io.github.easyneg.onnx.internal.runtime;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime, of which a process has one.
 *
 * <p><b>How a process ends.</b> The runtime's Java classes free its environment in a shutdown hook
 * of their own, while threads may still be in a call: the process then crashes instead of ending
 * (microsoft/onnxruntime#31352). Hooks run concurrently, so no other hook comes first. Therefore
 * the environment, which counts its owners, is given a second one that never releases it; and a
 * hook of ours ends the calls under way and waits for them, so that none is left when the process
 * unloads the library. Calls that begin later throw. The hook is installed before anything is
 * unpacked, and waits for a thread that is starting the runtime, so that no temporary file is
 * created after it.
 *
 * <p>All calls into the runtime go through {@link #call}. Thread-safe.
 */
public final class OnnxRuntime {
  /** Networks end at the next operator; only loading a model takes longer. */
  private static final long MOST_WAIT_NANOS = 60_000_000_000L;

  private static final Object LOCK = new Object();
  private static @Nullable Loaded loaded;
  private static String failure = "";
  private static boolean hooked;

  private static final Calls CALLS = new Calls();

  /** What was loaded. */
  private record Loaded(
      OrtEnvironment environment,
      OrtSession.RunOptions options,
      Optional<NativeLibraries> libraries) {}

  private OnnxRuntime() {}

  /** Something to do with the runtime. */
  @FunctionalInterface
  public interface Call<T> {
    /** Does it. */
    T in(OrtEnvironment environment) throws IOException, OrtException;
  }

  /** Counts the threads that are in a call. */
  private static final class Calls {
    private int running;
    private boolean ending;

    synchronized void enter() {
      if (ending) {
        throw ended();
      }
      running++;
    }

    synchronized void leave() {
      running--;
      notifyAll();
    }

    synchronized boolean ending() {
      return ending;
    }

    /** Rejects new calls. */
    synchronized void end() {
      ending = true;
    }

    /** Waits until all have left. */
    synchronized void await() {
      long end = System.nanoTime() + MOST_WAIT_NANOS;
      try {
        for (long left = MOST_WAIT_NANOS; running > 0 && left > 0; left = end - System.nanoTime()) {
          wait(Math.max(1, left / 1_000_000));
        }
      } catch (InterruptedException e) {
        // Shutdown hooks are not interrupted; if this one is, the process ends without waiting.
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Calls the runtime.
   *
   * @throws CancellationException if the process is ending
   * @throws IllegalStateException if the runtime's native library cannot be used
   */
  public static <T> T call(Call<T> call) throws IOException, OrtException {
    Loaded started = process();
    CALLS.enter();
    try {
      return call.in(started.environment());
    } finally {
      CALLS.leave();
    }
  }

  /**
   * Runs a network. Only from within {@link #call}.
   *
   * @param outputs the names of what is wanted
   * @throws CancellationException if the process is ending
   */
  public static OrtSession.Result run(
      OrtSession session, Map<String, ? extends OnnxTensorLike> inputs, Set<String> outputs)
      throws OrtException {
    try {
      return session.run(inputs, outputs, process().options());
    } catch (OrtException e) {
      if (CALLS.ending()) {
        throw ended();
      }
      throw e;
    }
  }

  /**
   * Runs a network into tensors that are given. Only from within {@link #call}.
   *
   * @throws CancellationException if the process is ending
   */
  public static OrtSession.Result run(
      OrtSession session,
      Map<String, ? extends OnnxTensorLike> inputs,
      Map<String, ? extends OnnxValue> outputs)
      throws OrtException {
    try {
      return session.run(inputs, Set.of(), outputs, process().options());
    } catch (OrtException e) {
      if (CALLS.ending()) {
        throw ended();
      }
      throw e;
    }
  }

  /** Frees a network, unless the process is ending and frees all. */
  public static void close(OrtSession session) {
    try {
      CALLS.enter();
    } catch (CancellationException e) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close a network: " + e.getMessage(), e);
    } finally {
      CALLS.leave();
    }
  }

  /** Returns the runtime's version. */
  public static String version() {
    return process().environment().getVersion();
  }

  /** Unpacks what runs networks on a GPU; returns the library where it is in the jar. */
  public static Optional<Path> cudaLibrary() {
    Loaded unused = process();
    synchronized (LOCK) {
      return process().libraries().flatMap(NativeLibraries::unpackCuda);
    }
  }

  private static CancellationException ended() {
    return new CancellationException("the program is ending; ONNX Runtime was stopped");
  }

  private static Loaded process() {
    synchronized (LOCK) {
      if (!failure.isEmpty()) {
        throw new IllegalStateException(failure);
      }
      Loaded started = loaded;
      if (started == null) {
        endInOrder();
        try {
          started = LargeStack.call(OnnxRuntime::start);
          loaded = started;
        } catch (CancellationException e) {
          throw e;
        } catch (IllegalStateException e) {
          // A class whose initialisation failed is not initialised again, and its second error says
          // less.
          failure = String.valueOf(e.getMessage());
          throw e;
        }
      }
      return started;
    }
  }

  private static Loaded start() {
    Optional<NativeLibraries> libraries = NativeLibraries.unpack();
    try {
      libraries.ifPresent(
          unpacked ->
              System.setProperty(NativeLibraries.PATH_PROPERTY, unpacked.folder().toString()));
      // Its log goes to the standard error stream; all that matters in it is in its exceptions too.
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "easyneg");
      OrtSession.RunOptions options = new OrtSession.RunOptions();
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      keepEnvironment();
      removeFolderOfTheRuntime();
      libraries.ifPresent(NativeLibraries::loaded);
      return new Loaded(environment, options, libraries);
    } catch (LinkageError | RuntimeException | OrtException e) {
      removeFolderOfTheRuntime();
      libraries.ifPresent(NativeLibraries::delete);
      if (processEnds()) {
        // The runtime's own hook came too late, which is not a fault of its library.
        throw ended();
      }
      throw NativeLibraries.unusable(
          "for "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " could not be loaded: "
              + root(e),
          e);
    } finally {
      libraries.ifPresent(unpacked -> System.clearProperty(NativeLibraries.PATH_PROPERTY));
    }
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /**
   * Makes this process an owner of the environment a second time, so that the hook of the runtime's
   * classes frees nothing. There is no public API for it; where this way no longer works, the
   * process ends as with the runtime alone.
   */
  private static void keepEnvironment() {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      create.setAccessible(true);
      Object second =
          create.invoke(
              null,
              api.getLong(null),
              OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue(),
              "easyneg");
      if (!(second instanceof Long)) {
        throw new IllegalStateException("no handle");
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(OnnxRuntime.class.getName())
          .log(System.Logger.Level.DEBUG, "the environment of ONNX Runtime is not kept", e);
    }
  }

  /** Installs the hook, once. Only under the lock. */
  private static void endInOrder() {
    if (CALLS.ending()) {
      throw ended();
    }
    if (!hooked) {
      try {
        Runtime.getRuntime()
            .addShutdownHook(new Thread(OnnxRuntime::end, "easyneg-onnxruntime-calls"));
      } catch (IllegalStateException e) {
        throw ended();
      }
      hooked = true;
    }
  }

  private static void end() {
    CALLS.end();
    Loaded started;
    synchronized (LOCK) {
      started = loaded;
    }
    if (started == null) {
      return;
    }
    try {
      started.options().setTerminate(true);
    } catch (OrtException e) {
      // The calls end by themselves then, only later.
    }
    CALLS.await();
    started.libraries().ifPresent(NativeLibraries::delete);
  }

  /** Tells whether the process is ending, where the hook may not have run yet. */
  private static boolean processEnds() {
    Thread hook = new Thread(() -> {}, "easyneg-never-started");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
      return CALLS.ending();
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** The runtime makes a temporary folder whether or not it has something to put there. */
  private static void removeFolderOfTheRuntime() {
    try {
      Field folder = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      folder.setAccessible(true);
      if (folder.get(null) instanceof Path made) {
        // Only an empty one goes.
        boolean ignored = Files.deleteIfExists(made);
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      System.getLogger(OnnxRuntime.class.getName())
          .log(System.Logger.Level.DEBUG, "the runtime's own folder is still there", e);
    }
  }
}
