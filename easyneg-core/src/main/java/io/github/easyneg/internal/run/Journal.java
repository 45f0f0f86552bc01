package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.ground.Corpus;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The draws of a run that may be interrupted, a file for each chunk of rows: {@code
 * draws-000001.bin}. All else that a run makes is made of the rows and their draws, so a run that
 * finds the draws of the chunks that were done goes on where the other was, and ends with the same
 * bytes and counts.
 *
 * <p>A chunk's file appears whole or not at all, and ends in a checksum; a damaged one, and those
 * after it, are drawn again. For one thread.
 */
final class Journal {
  /** What was drawn for a chunk, and how many candidates each batch guard turned away for it. */
  record Chunk(List<Drawn> drawn, Map<String, Long> batchRejections) {}

  private final Path directory;
  private final DrawnCodec codec;
  private final int doneChunks;
  private final long doneRows;
  private int chunk;

  private Journal(Path directory, Corpus corpus) {
    this.directory = directory;
    this.codec = new DrawnCodec(corpus);
    int chunks = 0;
    long rows = 0;
    for (int size = size(file(1)); size > 0; size = size(file(chunks + 1))) {
      chunks++;
      rows += size;
    }
    this.doneChunks = chunks;
    this.doneRows = rows;
  }

  /** Opens the journal of a run in a directory whose settings were compared. */
  static Journal open(Path directory, Corpus corpus) {
    return new Journal(directory, corpus);
  }

  /** Returns how many rows were drawn for when the journal was opened, from the first on. */
  long doneRows() {
    return doneRows;
  }

  /** Tells whether the next chunk's draws are there. */
  boolean hasNext() {
    return chunk < doneChunks;
  }

  /** Returns the next chunk's draws. */
  Chunk next() {
    chunk++;
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file(chunk))))) {
      int rows = in.readInt();
      List<Drawn> drawn = new ArrayList<>(rows);
      for (int i = 0; i < rows; i++) {
        drawn.add(codec.read(in));
      }
      int guards = in.readInt();
      Map<String, Long> rejections = new LinkedHashMap<>();
      for (int i = 0; i < guards; i++) {
        rejections.put(in.readUTF(), in.readLong());
      }
      return new Chunk(drawn, rejections);
    } catch (IOException e) {
      throw new UncheckedIOException(file(chunk) + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }

  /** Adds a chunk's draws. */
  void add(Chunk drawn) {
    chunk++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(drawn.drawn().size());
      for (Drawn row : drawn.drawn()) {
        codec.write(row, out);
      }
      out.writeInt(drawn.batchRejections().size());
      for (Map.Entry<String, Long> rejection : drawn.batchRejections().entrySet()) {
        out.writeUTF(rejection.getKey());
        out.writeLong(rejection.getValue());
      }
      out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    AtomicFile.write(file(chunk), bytes.toByteArray());
  }

  private Path file(int chunk) {
    return directory.resolve("draws-%06d.bin".formatted(chunk));
  }

  /** Returns how many rows a chunk's file holds; 0 if it is not there, or damaged. */
  private static int size(Path file) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      byte[] bytes = in.readAllBytes();
      int length = bytes.length - Long.BYTES;
      if (length < Integer.BYTES) {
        return 0;
      }
      DataInputStream end =
          new DataInputStream(new ByteArrayInputStream(bytes, length, Long.BYTES));
      boolean whole = end.readLong() == checksum(bytes, length);
      return whole ? new DataInputStream(new ByteArrayInputStream(bytes)).readInt() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }
}
