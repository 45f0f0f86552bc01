package io.github.easyneg.langchain4j.internal.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils bytes by chance: flips, cuts, repeats, and puts in what breaks readers. */
public final class Garbage {

  private static final List<String> POISON =
      List.of(
          "\0",
          "..",
          "../../",
          "\\",
          "\"",
          "{",
          "}",
          "[",
          "]",
          "\r\n",
          "\n",
          ":",
          "C:",
          "%2e%2e",
          "-1",
          "99999999999999999999",
          "1e400",
          "NaN",
          "null",
          "\u00ff",
          "\u001b[31m",
          "W/",
          "[[[[[[[[",
          "Content-Length: 5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Location: //x\r\n",
          "\\u0000",
          "\\ud800");

  private final Random random;

  /** Spoils the same way for the same seed. */
  public Garbage(long seed) {
    this.random = new Random(seed);
  }

  /** Returns {@code clean}, spoilt in one to four places. */
  public byte[] spoil(byte[] clean) {
    byte[] bytes = clean;
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = spoilOnce(bytes);
    }
    return bytes;
  }

  /** Returns {@code clean}, spoilt half of the times. */
  public byte[] spoilPerhaps(byte[] clean) {
    return random.nextBoolean() ? spoil(clean) : clean;
  }

  /** Returns bytes that mean nothing. */
  public byte[] nonsense() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] spoilOnce(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> flip(bytes, at);
      case 2 -> insert(bytes, at, repeated(bytes, at));
      default -> insert(bytes, at, POISON.get(random.nextInt(POISON.size())).getBytes(ISO_8859_1));
    };
  }

  private byte[] flip(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] repeated(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(20)));
  }

  private static byte[] insert(byte[] bytes, int at, byte[] more) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
    System.arraycopy(more, 0, all, at, more.length);
    return all;
  }
}
