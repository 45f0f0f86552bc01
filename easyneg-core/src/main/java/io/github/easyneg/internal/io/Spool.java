package io.github.easyneg.internal.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that are dealt into buckets of a temporary file, which are read one at a time: what comes
 * in any order and is larger than the memory leaves in order, once each bucket is sorted. For one
 * thread.
 */
public final class Spool implements Closeable {
  /** How many buckets there are. */
  public static final int BUCKETS = 256;

  private static final int BUFFERED = 1 << 16;

  private final Path folder;
  private final FileChannel channel;
  private final Bucket[] buckets = new Bucket[BUCKETS];
  private long end;

  private static final class Bucket {
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final List<long[]> written = new ArrayList<>();
    private long size;
  }

  private Spool(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
    for (int b = 0; b < BUCKETS; b++) {
      buckets[b] = new Bucket();
    }
  }

  /**
   * Makes an empty value.
   *
   * @param folder where its file is made; the file has no name, and goes with the process
   * @throws java.io.UncheckedIOException if it cannot be made
   */
  public static Spool in(Path folder) {
    return new Spool(folder, NamelessFile.open(folder));
  }

  /** Adds bytes to a bucket. */
  public void add(int bucket, byte[] record) {
    Bucket to = buckets[bucket];
    to.buffer.writeBytes(record);
    to.size += record.length;
    if (to.buffer.size() >= BUFFERED) {
      flush(to);
    }
  }

  private void flush(Bucket bucket) {
    ByteBuffer bytes = ByteBuffer.wrap(bucket.buffer.toByteArray());
    bucket.written.add(new long[] {end, bytes.remaining()});
    bucket.buffer.reset();
    try {
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
    } catch (IOException e) {
      throw MappedMemory.failed(folder, end + bytes.remaining(), e);
    }
  }

  /** Returns all that was added to a bucket, in order. */
  public ByteBuffer bucket(int number) {
    Bucket bucket = buckets[number];
    if (bucket.size > Integer.MAX_VALUE - Long.BYTES) {
      throw new OutOfMemoryError("a bucket of " + bucket.size + " bytes");
    }
    ByteBuffer all = ByteBuffer.allocate((int) bucket.size);
    try {
      for (long[] piece : bucket.written) {
        int limit = all.position() + (int) piece[1];
        long from = piece[0] - all.position();
        all.limit(limit);
        while (all.hasRemaining()) {
          int read = channel.read(all, from + all.position());
          if (read < 0) {
            throw new IOException("it was cut off");
          }
        }
      }
    } catch (IOException e) {
      throw MappedMemory.failed(folder, end, e);
    }
    all.limit(all.capacity());
    return all.put(bucket.buffer.toByteArray()).flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw MappedMemory.failed(folder, end, e);
    }
  }
}
