package io.github.easyneg.internal.cache;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.FolderLock;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings on disk, one file for all models: {@code embeddings.mv} in the cache directory. A key
 * is the model's fingerprint, the role, and the id of the text; a value ends in a checksum of key
 * and value, so that no changed bit becomes a wrong vector.
 *
 * <p>What was {@link #commit committed} survives a crash. A file that cannot be read is moved
 * aside, and a new one begun: a cache holds nothing that cannot be made again.
 *
 * <p>For one thread at a time, and one process at a time: a second one waits.
 */
public final class EmbeddingCache implements AutoCloseable {
  private static final String FILE = "embeddings.mv";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HEADER = Integer.BYTES + 1;

  private final Path file;
  private final String fingerprint;
  private final int dimension;
  private final Consumer<String> notes;
  private final FolderLock lock;
  private MVStore store;
  private MVMap<String, byte[]> map;
  private long damaged;
  private boolean closed;

  private EmbeddingCache(
      Path file, String fingerprint, int dimension, Consumer<String> notes, FolderLock lock) {
    this.file = file;
    this.fingerprint = fingerprint;
    this.dimension = dimension;
    this.notes = notes;
    this.lock = lock;
    requireWritable();
    this.store = firstStore();
    this.map = openMap(store);
  }

  private MVStore firstStore() {
    try {
      return openStore();
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT) {
        throw new IllegalStateException(
            file
                + " was written by a newer version of easyneg; use that, or name another cache"
                + " directory.",
            e);
      }
      return startAgain(e);
    } catch (RuntimeException | AssertionError e) {
      // A damaged file can mislead the store into any kind of failure.
      return startAgain(e);
    }
  }

  /**
   * Opens or makes the cache.
   *
   * @param directory made if it is not there
   * @param fingerprint of the model
   * @param dimension of the model
   * @param notes is told of waiting and of damage
   * @throws IllegalStateException if another run has it open and does not end within half a minute
   * @throws UncheckedIOException if the directory cannot be made or written
   */
  public static EmbeddingCache open(
      Path directory, String fingerprint, int dimension, Consumer<String> notes) {
    return open(directory, fingerprint, dimension, notes, PATIENCE);
  }

  static EmbeddingCache open(
      Path directory,
      String fingerprint,
      int dimension,
      Consumer<String> notes,
      Duration patience) {
    FolderLock lock = FolderLock.take(directory, "embedding cache", patience, notes);
    try {
      return new EmbeddingCache(directory.resolve(FILE), fingerprint, dimension, notes, lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private void requireWritable() {
    if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
      throw new UncheckedIOException(
          file
              + " may not be written, or is no file; change its permissions, or name another cache"
              + " directory.",
          new AccessDeniedException(file.toString()));
    }
  }

  private MVStore openStore() {
    MVStore opened = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
    try {
      MVMap<String, byte[]> checked = openMap(opened);
      assert !checked.isClosed();
      return opened;
    } catch (RuntimeException | AssertionError e) {
      opened.closeImmediately();
      throw e;
    }
  }

  private MVMap<String, byte[]> openMap(MVStore store) {
    return store.openMap(
        "embeddings of " + fingerprint,
        new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  /** Moves the file aside and begins a new one. */
  private MVStore startAgain(Throwable damage) {
    Path aside = file;
    for (int n = 1; Files.exists(aside); n++) {
      aside = file.resolveSibling(FILE + ".damaged-" + n);
    }
    try {
      Files.move(file, aside);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is damaged (%s), and cannot be moved to %s: %s; delete it by hand."
              .formatted(file, oneLine(damage), aside.getFileName(), Reason.of(e)),
          e);
    }
    notes.accept(
        "%s is damaged (%s); it was moved to %s, and embeddings are made anew."
            .formatted(file, oneLine(damage), aside.getFileName()));
    return openStore();
  }

  private static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    // The store's messages name an object in memory, and end in its own version and code.
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" (from|to) file \\S+@\\p{XDigit}+", "")
        .replaceAll(" \\[\\d[\\d./]*]$", "");
  }

  /**
   * Does some work on the file as if the thread had not been interrupted: an interrupt closes a
   * file channel that is in use, and the store with it. Whoever looks for the interrupt finds it
   * afterwards.
   */
  private static <T> T unhurried(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Does something with the map; if the file turns out to be damaged, does it with a new one. */
  private <T> T withMap(Supplier<T> work) {
    try {
      return unhurried(work);
    } catch (MVStoreException e) {
      // An interrupt in the midst of it closes the file under the store's hands.
      Workers.requireNotInterrupted();
      if (e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
        throw notWritten(e);
      }
      return again(e, work);
    } catch (RuntimeException | AssertionError e) {
      return again(e, work);
    }
  }

  private <T> T again(Throwable damage, Supplier<T> work) {
    store.closeImmediately();
    store = startAgain(damage);
    map = openMap(store);
    return work.get();
  }

  private UncheckedIOException notWritten(MVStoreException e) {
    return new UncheckedIOException(
        "%s could not be written: %s; free some space, or name another cache directory. What was written before is kept."
            .formatted(file, reason(e)),
        new IOException(e));
  }

  /** Returns what the disk says, where it does; the store only says what it was about to do. */
  private static String reason(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return oneLine(first instanceof IOException ? first : e);
  }

  /** Returns a text's embedding, or null if it is not there, or damaged. */
  public @Nullable Embedding get(TextRole role, String textId) {
    String key = key(role, textId);
    byte[] bytes = withMap(() -> map.get(key));
    if (bytes == null) {
      return null;
    }
    int length = HEADER + dimension * Float.BYTES;
    if (bytes.length != length + Integer.BYTES
        || ByteBuffer.wrap(bytes, length, Integer.BYTES).getInt() != checksum(key, bytes, length)) {
      damaged++;
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int tokens = buffer.getInt();
    boolean truncated = buffer.get() != 0;
    float[] vector = new float[dimension];
    buffer.asFloatBuffer().get(vector);
    return new Embedding(
        vector, tokens < 0 ? OptionalInt.empty() : OptionalInt.of(tokens), truncated);
  }

  /** Keeps a text's embedding; it is safe after the next {@link #commit}. */
  public void put(TextRole role, String textId, Embedding embedding) {
    String key = key(role, textId);
    int length = HEADER + dimension * Float.BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(length + Integer.BYTES);
    buffer.putInt(embedding.tokens().orElse(-1)).put((byte) (embedding.truncated() ? 1 : 0));
    buffer.asFloatBuffer().put(embedding.vector());
    buffer.putInt(length, checksum(key, buffer.array(), length));
    byte[] unused = withMap(() -> map.put(key, buffer.array()));
  }

  private static int checksum(String key, byte[] value, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(key.getBytes(StandardCharsets.UTF_8));
    checksum.update(value, 0, length);
    return (int) checksum.getValue();
  }

  /** Writes what was put to disk. */
  public void commit() {
    long unused = withMap(() -> store.commit());
  }

  /** Returns how many embeddings were asked for and found damaged; they are made anew. */
  public long damaged() {
    return damaged;
  }

  private static String key(TextRole role, String textId) {
    return (role == TextRole.QUERY ? "q" : "p") + textId;
  }

  /** Closes the file and lets the next run in. May be called twice. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      boolean unused =
          unhurried(
              () -> {
                store.close();
                return true;
              });
    } catch (RuntimeException | AssertionError e) {
      // What was committed is safe; the file is looked at again when it is opened next.
      store.closeImmediately();
      notes.accept("%s could not be closed properly (%s).".formatted(file, oneLine(e)));
    }
  }
}
