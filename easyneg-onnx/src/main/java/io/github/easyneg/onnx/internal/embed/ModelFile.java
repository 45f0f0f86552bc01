package io.github.easyneg.onnx.internal.embed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of a model, in a folder or in a jar. Its string is its place, for messages. */
sealed interface ModelFile {

  /** Opens the file, to be read from its start. */
  InputStream open() throws IOException;

  /** Opens the file, to be read from anywhere. */
  Content content() throws IOException;

  /**
   * Reads the file as text.
   *
   * @throws IllegalArgumentException if it is none, or too large
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  String text();

  /** The bytes of an open file. */
  interface Content extends Closeable {
    long size() throws IOException;

    /**
     * Reads some of the bytes from a position on, as {@link FileChannel#read(ByteBuffer, long)}
     * does.
     *
     * @return how many, or -1 at the end
     */
    int read(ByteBuffer into, long position) throws IOException;
  }

  /** A file of a folder. */
  record InFolder(Path path) implements ModelFile {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public Content content() throws IOException {
      return new Channel(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public String text() {
      return ModelFolder.tokenizerText(path);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A resource of a jar.
   *
   * @param jar the coordinates of the jar, for the message when it is not there
   */
  record InJar(String resource, String jar) implements ModelFile {
    @Override
    public InputStream open() {
      InputStream in = ModelFile.class.getClassLoader().getResourceAsStream(resource);
      if (in == null) {
        throw new IllegalStateException(
            resource + " is not on the class path; add " + jar + ", which holds it.");
      }
      return in;
    }

    @Override
    public Content content() throws IOException {
      return new InMemory(ByteBuffer.wrap(bytes()));
    }

    @Override
    public String text() {
      try {
        return new String(bytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw ModelFolder.unreadable(resource, e);
      }
    }

    private byte[] bytes() throws IOException {
      try (InputStream in = open()) {
        return in.readAllBytes();
      }
    }

    @Override
    public String toString() {
      return resource;
    }
  }

  /** A file that is read where it lies. */
  record Channel(FileChannel channel) implements Content {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** A file that was read whole: what is compressed in a jar has no other way to its middle. */
  record InMemory(ByteBuffer bytes) implements Content {
    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public int read(ByteBuffer into, long position) {
      int count = (int) Math.min(into.remaining(), bytes.capacity() - position);
      if (count <= 0) {
        return -1;
      }
      into.put(bytes.slice((int) position, count));
      return count;
    }

    @Override
    public void close() {}
  }
}
