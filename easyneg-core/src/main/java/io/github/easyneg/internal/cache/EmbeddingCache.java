package io.github.easyneg.internal.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings on disk, one file for all models: {@code embeddings.mv} in the cache directory. A key
 * is the model's fingerprint, the role, and the id of the text.
 *
 * <p>For one thread at a time, one process at a time. What was {@link #commit committed} survives a
 * crash.
 */
public final class EmbeddingCache implements AutoCloseable {
  private static final String FILE = "embeddings.mv";
  private static final int HEADER = Integer.BYTES + 1;

  private final MVStore store;
  private final MVMap<String, byte[]> map;
  private final int dimension;

  private EmbeddingCache(MVStore store, MVMap<String, byte[]> map, int dimension) {
    this.store = store;
    this.map = map;
    this.dimension = dimension;
  }

  /**
   * Opens or makes the cache.
   *
   * @param directory made if it is not there
   * @param fingerprint of the model
   * @param dimension of the model
   * @throws IllegalStateException if another process has it open, or the file is damaged
   */
  public static EmbeddingCache open(Path directory, String fingerprint, int dimension) {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          directory + " cannot be made for the embedding cache: " + e.getMessage(), e);
    }
    try {
      MVStore store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
      MVMap<String, byte[]> map =
          store.openMap(
              "embeddings of " + fingerprint,
              new MVMap.Builder<String, byte[]>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      return new EmbeddingCache(store, map, dimension);
    } catch (MVStoreException e) {
      throw new IllegalStateException(
          file
              + " cannot be opened: "
              + e.getMessage()
              + ". If another run uses it, wait for it or name another cache directory; if the file"
              + " is damaged, delete it, and the embeddings are made anew.",
          e);
    }
  }

  /** Returns a text's embedding, or null if it is not there. */
  public @Nullable Embedding get(TextRole role, String textId) {
    byte[] bytes = unhurried(() -> map.get(key(role, textId)));
    if (bytes == null || bytes.length != HEADER + dimension * Float.BYTES) {
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
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + dimension * Float.BYTES);
    buffer.putInt(embedding.tokens().orElse(-1)).put((byte) (embedding.truncated() ? 1 : 0));
    buffer.asFloatBuffer().put(embedding.vector());
    map.put(key(role, textId), buffer.array());
  }

  /** Writes what was put to disk. */
  public void commit() {
    unhurried(store::commit);
  }

  private static String key(TextRole role, String textId) {
    return (role == TextRole.QUERY ? "q" : "p") + textId;
  }

  @Override
  public void close() {
    unhurried(
        () -> {
          store.close();
          return true;
        });
  }

  /**
   * Does some work on the file as if the thread had not been interrupted: an interrupt closes a
   * file channel that is in use, and the store with it. Whoever looks for the interrupt finds it
   * afterwards.
   */
  @CanIgnoreReturnValue
  private static <T> T unhurried(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } catch (MVStoreException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw (CancellationException)
            new CancellationException("interrupted; nothing was written").initCause(e);
      }
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
