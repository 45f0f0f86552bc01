package io.github.easyneg.spark;

import io.github.easyneg.internal.io.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Checks at the call whether a function is serializable, so that it can be sent to other machines.
 */
final class Sendable {
  private Sendable() {}

  /**
   * Returns a hash of a function and all that it holds.
   *
   * @param what it is, in words
   * @throws IllegalArgumentException if it holds something that cannot be sent; the message names
   *     it
   */
  static String hash(String what, Serializable function) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(function);
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s holds a %s, which cannot be sent to other machines (it is not Serializable);"
                  + " make it inside the function, where each machine makes its own, and let the"
                  + " function use no field of the object around it.",
              what,
              e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          what + " cannot be sent to other machines: " + e + "; hold less in it.", e);
    }
    return Sha256.of(HexFormat.of().formatHex(bytes.toByteArray()));
  }
}
