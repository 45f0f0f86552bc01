package io.github.easyneg.data;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

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
                  + String.format(Locale.ROOT, "%04x", (int) c)
                  + " at position "
                  + i
                  + ", which UTF-8 cannot carry; repair or remove the character.");
        }
      }
    }
  }

  private static final ThreadLocal<Digest> DIGEST = ThreadLocal.withInitial(Digest::new);

  /** Returns this thread's digest, empty; the thread finishes with it before it asks again. */
  static Digest digest() {
    Digest digest = DIGEST.get();
    digest.sha256.reset();
    return digest;
  }

  /** Returns the first 128 bits of the SHA-256 of {@code text} in UTF-8, as 32 hex digits. */
  static String id(String text) {
    Digest digest = digest();
    digest.sha256.update(digest.utf8(text));
    return HexFormat.of().formatHex(digest.finish(), 0, 16);
  }

  /**
   * SHA-256 over a sequence of texts and numbers; each part's length goes in before it. What it
   * works with is used again from row to row: finding and making it costs as much as the hash.
   */
  static final class Digest {
    /**
     * Longer texts get memory of their own, so that one of megabytes does not hold some for good.
     */
    private static final int SHORT = 4096;

    private final MessageDigest sha256;
    private final byte[] hash;
    private final CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer characters = CharBuffer.allocate(SHORT);
    private final ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.ceil(SHORT * encoder.maxBytesPerChar()));

    private Digest() {
      try {
        this.sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java platform has SHA-256", e);
      }
      this.hash = new byte[sha256.getDigestLength()];
    }

    @CanIgnoreReturnValue
    Digest add(String text) {
      ByteBuffer utf8 = utf8(text);
      add(utf8.remaining());
      sha256.update(utf8);
      return this;
    }

    @CanIgnoreReturnValue
    Digest add(int number) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        sha256.update((byte) (number >>> shift));
      }
      return this;
    }

    long toLong() {
      return ByteBuffer.wrap(finish()).getLong();
    }

    /** Returns a text's bytes, valid until the next text's. */
    private ByteBuffer utf8(String text) {
      if (text.length() > SHORT) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      }
      text.getChars(0, text.length(), characters.array(), 0);
      characters.clear().limit(text.length());
      encoder.reset().encode(characters, bytes.clear(), true);
      return bytes.flip();
    }

    /** Returns the hash, valid until the next one. */
    private byte[] finish() {
      try {
        int length = sha256.digest(hash, 0, hash.length);
        assert length == hash.length;
        return hash;
      } catch (DigestException e) {
        throw new AssertionError("the array is as long as the hash", e);
      }
    }
  }
}
