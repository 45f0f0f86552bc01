package io.github.easyneg.hub.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A download that grows on disk, and is kept after a failed run. Failures of the disk are
 * unchecked.
 */
final class PartialFile implements Closeable {

  private final Path path;
  private final FileChannel channel;
  private final long wholeBytes;
  private long sizeBytes;

  private PartialFile(Path path, FileChannel channel, long wholeBytes, long sizeBytes) {
    this.path = path;
    this.channel = channel;
    this.wholeBytes = wholeBytes;
    this.sizeBytes = sizeBytes;
  }

  /**
   * Opens what an earlier run left, or begins. A file that is longer than expected is begun again.
   */
  static PartialFile open(Path path, long wholeBytes) {
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      PartialFile part = new PartialFile(path, channel, wholeBytes, channel.size());
      if (part.sizeBytes > wholeBytes) {
        part.restart();
      }
      channel.position(part.sizeBytes);
      return part;
    } catch (IOException e) {
      throw RepoCache.failed(path, "open", e);
    }
  }

  /** Removes a partial file, so that the next run begins again. */
  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw RepoCache.failed(path, "delete", e);
    }
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Returns the free space of its disk; unlimited where the disk does not say. */
  long freeBytes() {
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      return free == 0 ? Long.MAX_VALUE : free;
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Appends, unless that would be more than the whole; returns whether it did. */
  boolean append(List<ByteBuffer> bytes) {
    try {
      for (ByteBuffer buffer : bytes) {
        if (buffer.remaining() > wholeBytes - sizeBytes) {
          return false;
        }
        while (buffer.hasRemaining()) {
          sizeBytes += channel.write(buffer);
        }
      }
      return true;
    } catch (IOException e) {
      throw RepoCache.failed(path, "write", e);
    }
  }

  /** Drops what there is. */
  void restart() {
    try {
      channel.truncate(0);
      sizeBytes = 0;
    } catch (IOException e) {
      throw RepoCache.failed(path, "write", e);
    }
  }

  /** Drops what there is, and the file. */
  void discard() {
    restart();
    delete(path);
  }

  /** Makes sure that all of it is on the disk before it gets its final name. */
  void flush() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw RepoCache.failed(path, "write", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw RepoCache.failed(path, "close", e);
    }
  }
}
