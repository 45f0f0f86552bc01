package io.github.easyneg.hub.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Hub's name for a file's content, which is also its checksum and the blob's name in the cache:
 * the SHA-256 of a large file, and for the others the SHA-1 that git gives a blob.
 *
 * @param hash 40 or 64 lower-case hexadecimal digits
 */
record Etag(String hash) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /**
   * Returns the etag of a header, weak or strong, or nothing if it is not one that the Hub gives.
   */
  static Optional<Etag> parse(String header) {
    String bare = header.startsWith("W/") ? header.substring(2) : header;
    if (bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return HASH.matcher(bare).matches() ? Optional.of(new Etag(bare)) : Optional.empty();
  }

  /** Returns which hash this is, for messages. */
  String algorithm() {
    return isSha256() ? "SHA-256" : "git SHA-1";
  }

  /** Returns the hash that a file should have if it were this content. */
  String hashOf(Path file) throws IOException {
    MessageDigest digest = digest(isSha256() ? "SHA-256" : "SHA-1");
    if (!isSha256()) {
      // git hashes a header before the content.
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private boolean isSha256() {
    return hash.length() == 64;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return hash;
  }
}
