package io.github.easyneg.internal.io;

import io.github.easyneg.internal.concurrent.Interrupts;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that appears under its name whole, or not at all.
 *
 * <p>Bytes go to {@code .<name>.<random>.tmp} in the same folder. {@link #commit} forces them to
 * the disk, moves the file over its name in one step, and forces the folder. {@link #close} without
 * a commit, and the end of the JVM by Ctrl-C, delete it. What a JVM leaves behind that was killed
 * is deleted by the next writer of the same name. A file that stood under the name stays as it is
 * until the move, and gives its mode, group and owner to the file that replaces it, where that may
 * be. Where the name is a symbolic link, the file that it points to is replaced.
 *
 * <p>For one thread.
 */
public final class AtomicFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Files that a JVM on its way out must delete; its lock is held while one is added. */
  private static final Set<AtomicFile> UNFINISHED = ConcurrentHashMap.newKeySet();

  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private static boolean ending;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(AtomicFile::discardAll, "easyneg-unfinished-files"));
  }

  private final Path named;
  private final Path target;
  private final Path temporary;
  private final Optional<Access> access;
  private final FileChannel channel;
  private final OutputStream out;

  private AtomicFile(
      Path named, Path target, Path temporary, Optional<Access> access, FileChannel channel) {
    this.named = named;
    this.target = target;
    this.temporary = temporary;
    this.access = access;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /**
   * Begins to write {@code file}.
   *
   * @throws UncheckedIOException if the folder is missing or cannot be written, or {@code file} is
   *     a folder or a device
   * @throws CancellationException if the JVM is on its way out
   */
  public static AtomicFile create(Path file) {
    try {
      Path target = Files.isSymbolicLink(file) ? resolve(file) : file.toAbsolutePath();
      requireReplaceable(file, target);
      Leftovers.sweep(target, UNFINISHED.stream().map(unfinished -> unfinished.temporary).toList());
      while (true) {
        AtomicFile atomic = begin(file, target);
        if (Leftovers.claim(atomic.temporary, atomic.channel)) {
          return atomic;
        }
        atomic.discard();
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw failed(file, e);
    }
  }

  /** Makes a temporary file, of which a JVM on its way out knows, or which it does not let be. */
  private static AtomicFile begin(Path file, Path target) throws IOException {
    synchronized (UNFINISHED) {
      if (ending) {
        throw new CancellationException("the program is ending; " + file + " was not written");
      }
      Path temporary = Leftovers.name(target);
      Optional<Access> access = Access.of(target);
      FileChannel channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              access.isPresent() ? new FileAttribute<?>[] {Access.PRIVATE} : NO_ATTRIBUTES);
      AtomicFile atomic = new AtomicFile(file, target, temporary, access, channel);
      UNFINISHED.add(atomic);
      return atomic;
    }
  }

  private static void discardAll() {
    synchronized (UNFINISHED) {
      ending = true;
    }
    CloseAll.of(List.copyOf(UNFINISHED));
  }

  /**
   * Writes a whole text in UTF-8.
   *
   * @throws UncheckedIOException as {@link #create} and {@link #commit} do
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes some bytes.
   *
   * @throws UncheckedIOException as {@link #create} and {@link #commit} do
   */
  public static void write(Path file, byte[] bytes) {
    try (AtomicFile atomic = create(file)) {
      atomic.writeAll(bytes);
      atomic.commit();
    }
  }

  /** Returns where the bytes go; buffered. Closing it is not needed, and does not commit. */
  public OutputStream out() {
    return out;
  }

  /**
   * Writes all that the file is to hold, and brings it to the disk.
   *
   * @throws UncheckedIOException if the disk fails; then nothing is left behind
   */
  public void writeAll(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw discarded(failed(named, e));
    }
    settle();
  }

  /**
   * Brings all that was written to the disk, so that little can go wrong at {@link #commit}.
   *
   * @throws UncheckedIOException if the disk fails; then nothing is left behind
   */
  public void settle() {
    try {
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      throw discarded(failed(named, e));
    }
  }

  /**
   * Makes the file appear under its name. An interrupt that comes meanwhile does not stop this, so
   * that who is told of one knows that the file is not there.
   *
   * @throws UncheckedIOException if the disk fails; then nothing is left behind
   * @throws CancellationException if the thread was interrupted before; then nothing is, either
   * @throws IllegalStateException if the file was closed or committed before
   */
  public void commit() {
    try {
      Interrupts.heldOff(this::move);
    } catch (CancellationException e) {
      throw discarded(e);
    }
  }

  private synchronized void move() {
    if (!UNFINISHED.contains(this)) {
      throw new IllegalStateException(named + " was closed before; a file is committed once.");
    }
    try {
      out.flush();
      if (access.isPresent()) {
        access.get().giveTo(temporary);
      }
      channel.force(true);
      // Moved before it is closed: whoever sweeps takes a file for lost once it is closed.
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      UNFINISHED.remove(this);
      channel.close();
      forceFolder(target);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw discarded(failed(named, e));
    }
  }

  /** Deletes what was written, unless it was committed. May be called twice. */
  @Override
  public void close() {
    discard();
  }

  /** Deletes what was written; that even this failed is not what the user must know first. */
  private RuntimeException discarded(RuntimeException failure) {
    try {
      discard();
    } catch (UncheckedIOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void discard() {
    synchronized (this) {
      if (!UNFINISHED.remove(this)) {
        return;
      }
      try (channel) {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        if (!Files.isDirectory(folder(temporary))) {
          return; // A file took the folder's place, and what was in it is gone.
        }
        throw new UncheckedIOException(
            temporary + " could not be deleted: " + Reason.of(e) + "; delete it by hand.", e);
      }
    }
  }

  /** Returns the exception that tells the user of {@code e} and what to do about it. */
  public static RuntimeException failed(Path file, Exception e) {
    if (Interrupts.isOne(e)) {
      return Interrupts.cancelled();
    }
    IOException cause = e instanceof IOException io ? io : new IOException(e);
    if (e instanceof FileFailure failure) {
      return new UncheckedIOException(failure.getMessage(), cause);
    }
    String reason = reason(file, e);
    if (e instanceof AccessDeniedException
        || e instanceof ReadOnlyFileSystemException
        || reason.endsWith("Read-only file system")) {
      return new UncheckedIOException(
          file
              + ": the folder "
              + folder(file.toAbsolutePath())
              + " may not be written; change its permissions, or write elsewhere.",
          cause);
    }
    return new UncheckedIOException(
        file
            + " could not be written: "
            + reason
            + (reason.contains("No space left")
                ? "; free some space, or write elsewhere."
                : "; write elsewhere, or check the disk.")
            + " Nothing of it was left behind.",
        cause);
  }

  /** Returns why, without the temporary name, which tells the user nothing. */
  private static String reason(Path file, Exception e) {
    if (e instanceof NoSuchFileException) {
      return Files.isDirectory(folder(file.toAbsolutePath()))
          ? "its temporary file was deleted meanwhile"
          : "its folder is gone";
    }
    return e instanceof IOException io ? Reason.of(io) : String.valueOf(e.getMessage());
  }

  /** A failure whose message is whole. */
  private static final class FileFailure extends IOException {
    private static final long serialVersionUID = 1L;

    FileFailure(String message) {
      super(message);
    }
  }

  private static void requireReplaceable(Path file, Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileFailure(
          file + " is a folder; name a file in it, such as " + file.resolve("train.jsonl") + ".");
    }
    Path folder = folder(target);
    if (!Files.exists(folder)) {
      throw new FileFailure(
          file + ": the folder " + folder + " does not exist; create it, or write elsewhere.");
    }
    if (!Files.isDirectory(folder)) {
      throw new FileFailure(file + ": " + folder + " is a file, not a folder; write elsewhere.");
    }
    if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileFailure(
          file + " is a device or a pipe, which cannot be replaced; name a file.");
    }
  }

  private static Path resolve(Path link) throws IOException {
    if (Files.exists(link)) {
      return link.toRealPath();
    }
    throw new FileFailure(
        link
            + " is a symbolic link to "
            + Files.readSymbolicLink(link)
            + ", which does not exist; create that, or remove the link.");
  }

  private static Path folder(Path absolute) {
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /**
   * Makes the new name survive a power cut. Windows cannot open a folder, and needs no such call.
   */
  private static void forceFolder(Path target) throws IOException {
    if (target.getFileSystem().getSeparator().equals("\\")) {
      return;
    }
    try (FileChannel folder = FileChannel.open(folder(target), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
