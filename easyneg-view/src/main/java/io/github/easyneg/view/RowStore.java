package io.github.easyneg.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.json.JsonValues;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an audit as JSON, in a temporary file that only this user may read and that goes with
 * the store: texts of 100,000 rows need not fit into memory, and compressed audits have no places
 * to jump to. Written by one thread, then read by any.
 */
final class RowStore implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long[] ends = new long[1024];
  private int size;
  private long written;

  private RowStore(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  static RowStore create() {
    try {
      Path file = Files.createTempFile("easyneg-view", ".rows");
      return new RowStore(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void add(Map<String, @Nullable Object> row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (JsonGenerator json = JsonValues.generator(bytes)) {
        JsonValues.write(json, "", row);
      }
      bytes.writeTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
    written += bytes.size();
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = written;
  }

  /** Ends the writing. */
  void settle() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  int size() {
    return size;
  }

  /** Returns the JSON of a row, by its place from 0. */
  byte[] json(int row) {
    long start = row == 0 ? 0 : ends[row - 1];
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(ends[row] - start));
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, start + bytes.position()) < 0) {
          throw new IOException("it became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "the temporary file of the view cannot be used: "
            + Reason.of(e)
            + "; free some space, or name another folder with -Djava.io.tmpdir.",
        e);
  }
}
