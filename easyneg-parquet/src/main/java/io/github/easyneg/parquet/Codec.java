package io.github.easyneg.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Unpacks the pages of one column, in each of the ways that writers of data sets use. */
final class Codec {
  private final CompressionCodec codec;

  /**
   * Checks that it can be unpacked.
   *
   * @throws IllegalArgumentException if not
   */
  Codec(CompressionCodec codec) {
    this.codec = codec;
    if (codec == CompressionCodec.LZO || codec == CompressionCodec.BROTLI) {
      throw new IllegalArgumentException(
          "is compressed with "
              + codec
              + ", but only files with SNAPPY, GZIP, ZSTD, LZ4 or no compression can be read; write"
              + " the file again with one of these, for example with pandas:"
              + " to_parquet(path, compression='zstd').");
    }
  }

  /**
   * Unpacks a page.
   *
   * @param size how many bytes come out
   * @throws IOException if it is not that many, or the data are damaged
   */
  byte[] unpack(byte[] packed, int offset, int length, int size) throws IOException {
    byte[] plain = new byte[size];
    int found =
        switch (codec) {
          case UNCOMPRESSED -> copy(packed, offset, length, plain);
          case GZIP -> gunzip(packed, offset, length, plain);
          case SNAPPY -> decompress(new SnappyDecompressor(), packed, offset, length, plain);
          case ZSTD -> decompress(new ZstdDecompressor(), packed, offset, length, plain);
          case LZ4_RAW -> decompress(new Lz4Decompressor(), packed, offset, length, plain);
          case LZ4 -> hadoopLz4(packed, offset, length, plain);
          case LZO, BROTLI -> throw new AssertionError("refused by the constructor");
        };
    if (found != size) {
      throw new IOException("a page unpacks to " + found + " bytes, expected " + size);
    }
    return plain;
  }

  private static int copy(byte[] packed, int offset, int length, byte[] plain) {
    System.arraycopy(packed, offset, plain, 0, Math.min(length, plain.length));
    return length;
  }

  private static int gunzip(byte[] packed, int offset, int length, byte[] plain)
      throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(packed, offset, length))) {
      int found = in.readNBytes(plain, 0, plain.length);
      return in.read() < 0 ? found : found + 1;
    }
  }

  private static int decompress(
      Decompressor decompressor, byte[] packed, int offset, int length, byte[] plain)
      throws IOException {
    try {
      return decompressor.decompress(packed, offset, length, plain, 0, plain.length);
    } catch (RuntimeException e) {
      throw new IOException("a page cannot be unpacked: " + ParquetFooter.reason(e), e);
    }
  }

  /**
   * The deprecated codec LZ4: Hadoop's frame of blocks (two big-endian lengths, unpacked and
   * packed, before each), though some writers left the frame out, so that a bare block is tried
   * next.
   *
   * @see <a href="https://github.com/apache/parquet-format/blob/master/Compression.md">Compression,
   *     LZ4</a>
   */
  private static int hadoopLz4(byte[] packed, int offset, int length, byte[] plain)
      throws IOException {
    ByteBuffer in = ByteBuffer.wrap(packed, offset, length);
    int found = 0;
    while (in.remaining() > 2 * Integer.BYTES) {
      int unpacked = in.getInt();
      int block = in.getInt();
      if (block < 0 || block > in.remaining() || unpacked < 0 || unpacked > plain.length - found) {
        return decompress(new Lz4Decompressor(), packed, offset, length, plain);
      }
      try {
        found +=
            new Lz4Decompressor()
                .decompress(packed, in.position(), block, plain, found, plain.length - found);
      } catch (RuntimeException e) {
        return decompress(new Lz4Decompressor(), packed, offset, length, plain);
      }
      in.position(in.position() + block);
    }
    return found;
  }
}
