package io.github.easyneg.internal.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts of any length in binary data, which {@link DataOutput#writeUTF} does not write. */
public final class DataTexts {
  private DataTexts() {}

  /** Writes a text: how many bytes its UTF-8 has, and these. */
  public static void write(DataOutput out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /** Reads a text that {@link #write} wrote. */
  public static String read(DataInput in) throws IOException {
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
