package io.github.easyneg.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Opens a lock file whose name is known to everybody, in a folder that others may be able to write:
 * follows no link, and empties nothing that easyneg did not write.
 */
final class LockFile {
  /** Far beyond what is written, because some systems let nobody read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /** How what easyneg writes begins. */
  static final String BEGINNING = "process ";

  /** No name of a process, a host and a moment is longer. */
  private static final int LONGEST = 1024;

  private LockFile() {}

  /**
   * Opens and locks the file, and writes who holds it.
   *
   * @return the open file; null if another process has it locked
   * @throws Foreign if what has this name is not a lock file of easyneg's
   * @throws IOException if it cannot be opened, locked or written
   */
  static @Nullable FileChannel take(Path file, String holder) throws IOException {
    requireRegular(file);
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean taken = false;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock != null) {
        requireOurs(file, channel);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        taken = true;
      }
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    return taken ? channel : null;
  }

  /** A pipe would hold up whoever opens it. */
  private static void requireRegular(Path file) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    if (found.isSymbolicLink()) {
      throw new Foreign(
          file
              + " is a symbolic link, where easyneg expects a lock file of its own; remove the"
              + " link, or name another directory.");
    }
    if (!found.isRegularFile()) {
      throw new Foreign(
          file
              + " is not a regular file, where easyneg expects a lock file of its own; remove it,"
              + " or name another directory.");
    }
  }

  private static void requireOurs(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(BEGINNING.length());
    for (int read = 0; read >= 0 && start.hasRemaining(); ) {
      read = channel.read(start, start.position());
    }
    String found = new String(start.array(), 0, start.position(), StandardCharsets.UTF_8);
    if (channel.size() > LONGEST || !(found.isEmpty() || BEGINNING.startsWith(found))) {
      throw new Foreign(
          file
              + " was not written by easyneg; expected the lock file of a run, which names its"
              + " process. Rename it, or name another directory.");
    }
    if (names(file) > 1) {
      throw new Foreign(
          file
              + " has another name as well; expected a lock file of easyneg's own. Remove this"
              + " name, or name another directory.");
    }
  }

  /** Returns how many names a file has, where the system tells. */
  private static int names(Path file) throws IOException {
    try {
      return Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer n
          ? n
          : 1;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 1;
    }
  }

  /** What has the lock's name is something else. The message is whole. */
  static final class Foreign extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private Foreign(String message) {
      super(null, null, message);
    }
  }
}
