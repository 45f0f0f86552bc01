package io.github.easyneg.parquet;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a Parquet file says of it.
 *
 * @param schema its columns
 * @param rowGroups its parts, each with all columns of some of the rows
 * @param rows how many rows there are in all
 * @param createdBy the program that wrote it, if recorded; some need workarounds
 */
record ParquetFooter(
    MessageType schema, List<RowGroup> rowGroups, long rows, Optional<String> createdBy) {
  /** Magic, the footer's length, magic. */
  private static final int FRAME = 12;

  private static final int TAIL = 8;

  ParquetFooter {
    rowGroups = List.copyOf(rowGroups);
  }

  /**
   * Reads the footer.
   *
   * @throws DatasetFormatException if the file is not a Parquet file, is truncated, or is encrypted
   */
  static ParquetFooter of(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < FRAME) {
      throw damaged(file, "it has " + size + " bytes, fewer than any Parquet file", null);
    }
    ByteBuffer tail = bytes(channel, size - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
    long length = tail.getInt();
    String magic = StandardCharsets.ISO_8859_1.decode(tail).toString();
    if (magic.equals("PARE")) {
      throw broken(
          file,
          "the Parquet file is encrypted, which cannot be read here; decrypt it first.",
          null);
    }
    if (!magic.equals("PAR1")) {
      throw damaged(file, "it does not end in PAR1", null);
    }
    if (length <= 0 || length > size - FRAME) {
      throw damaged(
          file, "its footer is " + length + " bytes long in a file of " + size + " bytes", null);
    }
    byte[] footer = new byte[(int) length];
    bytes(channel, size - TAIL - length, footer.length).get(footer);
    try {
      FileMetaData data = Util.readFileMetaData(new ByteArrayInputStream(footer));
      return new ParquetFooter(
          ParquetSchema.of(data.getSchema()),
          data.getRow_groups(),
          data.getNum_rows(),
          Optional.ofNullable(data.getCreated_by()));
    } catch (IOException | RuntimeException e) {
      throw damaged(file, "its footer cannot be decoded (" + reason(e) + ")", e);
    }
  }

  /** The error for a file that is not as the format asks. */
  static DatasetFormatException damaged(Path file, String found, @Nullable Throwable cause) {
    return broken(
        file,
        "expected a whole Parquet file, but "
            + found
            + "; fetch the file again, or write it again.",
        cause);
  }

  /** An error about a whole file, after which nothing more can be read of it. */
  static DatasetFormatException broken(Path file, String problem, @Nullable Throwable cause) {
    return new DatasetFormatException(
        Place.of(String.valueOf(file.getFileName())), problem, true, cause);
  }

  /** What an exception of the decoders says, or its kind where it says nothing. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }
}
