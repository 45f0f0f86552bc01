package io.github.easyneg.internal.cache;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.io.FolderLock;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings on disk, one file for all models: {@code embeddings.mv} in the cache directory. A key
 * is the model's fingerprint, the role, and the id of the text; a value ends in a checksum of key
 * and value, so that no changed bit becomes a wrong vector. Of a text without a vector the reason
 * is kept.
 *
 * <p>What was {@link #commit committed} survives a crash. A file whose content is damaged is moved
 * aside, and a new one begun: a cache holds nothing that cannot be made again. A file that cannot
 * be read, or that another program has locked, stays as it is, and is an error.
 *
 * <p>For one thread at a time, and one process at a time: a second one waits.
 */
public final class EmbeddingCache implements AutoCloseable {
  private static final String FILE = "embeddings.mv";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HEADER = Integer.BYTES + 1;

  // What the byte after the number of tokens says.
  private static final byte WHOLE = 0;
  private static final byte TRUNCATED = 1;
  private static final byte NO_VECTOR = 2;

  private final int dimension;
  private final FolderLock lock;
  private final CacheFile file;
  private long damaged;
  private boolean closed;

  private EmbeddingCache(CacheFile file, int dimension, FolderLock lock) {
    this.file = file;
    this.dimension = dimension;
    this.lock = lock;
  }

  /**
   * Opens or makes the cache.
   *
   * @param directory made if it is not there
   * @param fingerprint of the model
   * @param dimension of the model
   * @param notes is told of waiting and of damage
   * @throws IllegalStateException if another run or another program has it open and does not end
   *     within half a minute
   * @throws UncheckedIOException if the directory cannot be made or written, or the file not read
   */
  public static EmbeddingCache open(
      Path directory, String fingerprint, int dimension, Consumer<String> notes) {
    return open(directory, fingerprint, dimension, notes, PATIENCE);
  }

  /** Returns the files that a cache in {@code directory} consists of. */
  public static List<Path> files(Path directory) {
    return List.of(directory.resolve(FILE), FolderLock.file(directory));
  }

  static EmbeddingCache open(
      Path directory,
      String fingerprint,
      int dimension,
      Consumer<String> notes,
      Duration patience) {
    FolderLock lock = FolderLock.take(directory, "embedding cache", patience, notes);
    try {
      CacheFile file =
          CacheFile.open(directory.resolve(FILE), "embeddings of " + fingerprint, patience, notes);
      return new EmbeddingCache(file, dimension, lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Returns a text's embedding, or null if it is not there, or damaged. */
  public @Nullable Embedding get(TextRole role, String textId) {
    String key = key(role, textId);
    byte[] bytes = file.get(key);
    if (bytes == null) {
      return null;
    }
    int length = bytes.length - Integer.BYTES;
    if (length < HEADER
        || ByteBuffer.wrap(bytes, length, Integer.BYTES).getInt() != checksum(key, bytes, length)) {
      damaged++;
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int counted = buffer.getInt();
    OptionalInt tokens = counted < 0 ? OptionalInt.empty() : OptionalInt.of(counted);
    byte kind = buffer.get();
    if (kind == NO_VECTOR) {
      return Embedding.none(
          new String(bytes, HEADER, length - HEADER, StandardCharsets.UTF_8), tokens);
    }
    if (length != HEADER + dimension * Float.BYTES) {
      damaged++;
      return null;
    }
    float[] vector = new float[dimension];
    buffer.asFloatBuffer().get(vector);
    return new Embedding(vector, tokens, kind == TRUNCATED);
  }

  /** Keeps a text's embedding; it is safe after the next {@link #commit}. */
  public void put(TextRole role, String textId, Embedding embedding) {
    String key = key(role, textId);
    byte[] reason = embedding.missing().orElse("").getBytes(StandardCharsets.UTF_8);
    int length = HEADER + (embedding.hasVector() ? dimension * Float.BYTES : reason.length);
    ByteBuffer buffer = ByteBuffer.allocate(length + Integer.BYTES);
    buffer.putInt(embedding.tokens().orElse(-1));
    if (embedding.hasVector()) {
      buffer.put(embedding.truncated() ? TRUNCATED : WHOLE);
      buffer.asFloatBuffer().put(embedding.vector());
    } else {
      buffer.put(NO_VECTOR).put(reason);
    }
    buffer.putInt(length, checksum(key, buffer.array(), length));
    file.put(key, buffer.array());
  }

  private static int checksum(String key, byte[] value, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(key.getBytes(StandardCharsets.UTF_8));
    checksum.update(value, 0, length);
    return (int) checksum.getValue();
  }

  private static String key(TextRole role, String textId) {
    return (role == TextRole.QUERY ? "q" : "p") + textId;
  }

  /** Writes what was put to disk. */
  public void commit() {
    file.commit();
  }

  /** Returns how many embeddings were asked for and found damaged; they are made again. */
  public long damaged() {
    return damaged;
  }

  /** Closes the file and lets the next run in. May be called twice. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      file.close();
    }
  }
}
