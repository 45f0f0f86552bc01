package io.github.easyneg.internal.run;

import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.mine.VerdictMemory;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts that batch guards gave in a run that may be interrupted: a line each, which is
 * written as soon as the verdict is there, so that a run that ends within a chunk of rows loses
 * none that was paid for.
 *
 * <p>A line has 44 bytes: 128 bits of the SHA-256 of guard and request, the verdict, and a CRC-32C
 * of both. So one that is damaged spoils no other: it is left out, the user is told, and the
 * verdict is asked for again. What was cut off at the end is removed before anything is added.
 *
 * <p>Thread-safe. It writes by a stream that an interrupt does not close, as threads are that ask a
 * model.
 */
final class VerdictFile implements AutoCloseable {
  private static final int KEY = 32;
  private static final int CHECKED = KEY + 2;
  private static final int LINE = CHECKED + 10;

  private final Path file;
  private final Map<String, VerdictMemory.Verdict> verdicts = new HashMap<>();
  private @Nullable FileOutputStream out;

  private VerdictFile(Path file) {
    this.file = file;
  }

  /**
   * Reads what a run before left; the file appears with the first verdict.
   *
   * @param notes is told of lines that are not used
   * @throws UncheckedIOException if it is a symbolic link, or cannot be read
   */
  static VerdictFile open(Path file, Consumer<String> notes) {
    VerdictFile opened = new VerdictFile(file);
    if (Files.isSymbolicLink(file)) {
      throw opened.failure(
          "is a symbolic link; expected a file of its own. Remove the link, or name another work"
              + " folder",
          new IOException("a symbolic link"));
    }
    if (Files.exists(file)) {
      opened.read(notes);
    }
    return opened;
  }

  private void read(Consumer<String> notes) {
    byte[] bytes;
    try (RandomAccessFile all = new RandomAccessFile(file.toFile(), "rw")) {
      bytes = new byte[Math.toIntExact(all.length())];
      all.readFully(bytes);
      all.setLength(bytes.length - bytes.length % LINE);
    } catch (IOException e) {
      throw failure("cannot be read: " + Reason.of(e), e);
    }
    int damaged = bytes.length % LINE == 0 ? 0 : 1;
    for (int from = 0; from + LINE <= bytes.length; from += LINE) {
      String line = new String(bytes, from, LINE, StandardCharsets.ISO_8859_1);
      Optional<VerdictMemory.Verdict> verdict = verdict(line);
      verdict.ifPresent(known -> verdicts.put(line.substring(0, KEY), known));
      damaged += verdict.isEmpty() ? 1 : 0;
    }
    if (damaged > 0) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "%s: %s damaged; what is lost is asked for again.",
              file,
              Counted.of(damaged, "verdict is", "verdicts are")));
    }
  }

  private static Optional<VerdictMemory.Verdict> verdict(String line) {
    return Arrays.stream(VerdictMemory.Verdict.values())
        .filter(verdict -> line.equals(line(line.substring(0, KEY), verdict)))
        .findFirst();
  }

  private static String line(String key, VerdictMemory.Verdict verdict) {
    String checked = key + ' ' + verdict.name().charAt(0);
    CRC32C checksum = new CRC32C();
    checksum.update(checked.getBytes(StandardCharsets.ISO_8859_1));
    return String.format(Locale.ROOT, "%s %08x\n", checked, checksum.getValue());
  }

  /** Returns a guard's part of the memory. */
  VerdictMemory of(String guard) {
    return new VerdictMemory() {
      @Override
      public Optional<Verdict> recall(String request) {
        return VerdictFile.this.recall(key(guard, request));
      }

      @Override
      public void keep(String request, Verdict verdict) {
        VerdictFile.this.keep(key(guard, request), verdict);
      }
    };
  }

  private static String key(String guard, String request) {
    return Sha256.of(guard.length() + "\n" + guard + request).substring(0, KEY);
  }

  private synchronized Optional<VerdictMemory.Verdict> recall(String key) {
    return Optional.ofNullable(verdicts.get(key));
  }

  private synchronized void keep(String key, VerdictMemory.Verdict verdict) {
    if (verdict == verdicts.put(key, verdict)) {
      return;
    }
    try {
      FileOutputStream appended = out;
      if (appended == null) {
        appended = new FileOutputStream(file.toFile(), true);
        out = appended;
      }
      appended.write(line(key, verdict).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw failure("cannot be written: " + Reason.of(e), e);
    }
  }

  private UncheckedIOException failure(String what, IOException cause) {
    return new UncheckedIOException(
        String.format(Locale.ROOT, "%s, the verdicts that were paid for so far, %s.", file, what),
        cause);
  }

  @Override
  public synchronized void close() {
    if (out == null) {
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      throw failure("cannot be written: " + Reason.of(e), e);
    }
  }
}
