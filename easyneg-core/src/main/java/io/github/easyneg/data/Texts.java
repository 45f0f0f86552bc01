package io.github.easyneg.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What rows and passages ask of a text: that it be well-formed, and a hash of it. */
final class Texts {
  private Texts() {}

  /**
   * Refuses a text that UTF-8 cannot carry.
   *
   * @throws IllegalArgumentException if {@code text} holds an unpaired surrogate
   */
  static void requireWellFormed(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw new IllegalArgumentException(
              what
                  + " holds an unpaired surrogate \\u"
                  + String.format("%04x", (int) c)
                  + " at position "
                  + i
                  + ", which UTF-8 cannot carry; repair or remove the character.");
        }
      }
    }
  }

  // One for each thread, which resets it with each use: looking for an implementation costs as much
  // as hashing a row.
  private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Texts::sha256);

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * SHA-256 over a sequence of texts and numbers; each part's length goes in before it. A thread
   * finishes one before it begins another.
   */
  static final class Digest {
    private final MessageDigest sha256 = SHA256.get();

    Digest() {
      sha256.reset();
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    Digest add(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      add(utf8.length);
      sha256.update(utf8);
      return this;
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    Digest add(int number) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        sha256.update((byte) (number >>> shift));
      }
      return this;
    }

    long toLong() {
      return ByteBuffer.wrap(sha256.digest()).getLong();
    }
  }

  /** Returns the first 128 bits of the SHA-256 of {@code text} in UTF-8, as 32 hex digits. */
  static String id(String text) {
    byte[] hash = SHA256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    return java.util.HexFormat.of().formatHex(hash, 0, 16);
  }
}
