package io.github.easyneg.onnx.internal.embed;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over what a model's vectors depend on. Each part goes in with its name and length, so
 * that no two lists of parts hash the same bytes.
 */
final class Fingerprint {
  private final MessageDigest sha256 = newSha256();

  @CanIgnoreReturnValue
  Fingerprint add(String name, String value) {
    bytes(name.getBytes(StandardCharsets.UTF_8));
    bytes(value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @CanIgnoreReturnValue
  Fingerprint add(String name, float[] values) {
    ByteBuffer floats = ByteBuffer.allocate(Float.BYTES * values.length);
    floats.asFloatBuffer().put(values);
    bytes(name.getBytes(StandardCharsets.UTF_8));
    bytes(floats.array());
    return this;
  }

  /** Adds all that a stream holds, and closes it. */
  @CanIgnoreReturnValue
  Fingerprint add(String name, InputStream content) throws IOException {
    MessageDigest own = newSha256();
    try (content) {
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        own.update(buffer, 0, n);
      }
    }
    bytes(name.getBytes(StandardCharsets.UTF_8));
    bytes(own.digest());
    return this;
  }

  /** Returns the first 128 bits as 32 hex digits. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }

  private void bytes(byte[] bytes) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha256.update(bytes);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
