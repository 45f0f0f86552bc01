package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.easyneg.internal.text.ParserWords;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * A safetensors file: eight bytes of header length, a JSON header, and the numbers, all little
 * endian. Everything that the header says is checked against the file's size before anything is
 * allocated.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index">The format</a>
 */
final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The format's own limit. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  private static final int CHUNK_BYTES = 1 << 20;
  private static final String METADATA = "__metadata__";

  /**
   * One tensor as the header describes it.
   *
   * @param shape its lengths, outermost first
   * @param begin where its numbers begin in the file
   */
  private record Entry(ElementType type, List<Long> shape, long begin) {}

  private final ModelFile file;
  private final Map<String, Entry> entries;

  /** The types of tensors that are not supported, which do not matter until they are read. */
  private final Map<String, String> foreign;

  private Safetensors(ModelFile file, Map<String, Entry> entries, Map<String, String> foreign) {
    this.file = file;
    this.entries = entries;
    this.foreign = foreign;
  }

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException if the file is not a whole safetensors file
   * @throws UncheckedIOException if it cannot be read
   */
  static Safetensors open(Path file) {
    return open(new ModelFile.InFolder(file));
  }

  /** Does the same for a file that may lie in a jar. */
  static Safetensors open(ModelFile file) {
    try (ModelFile.Content content = file.content()) {
      long size = content.size();
      if (size < Long.BYTES) {
        throw broken(file, "it has " + size + " bytes, and the header's length alone takes 8");
      }
      long headerBytes = read(content, 0, Long.BYTES).getLong();
      if (headerBytes < 0 || headerBytes > Math.min(MOST_HEADER_BYTES, size - Long.BYTES)) {
        throw broken(
            file,
            "its header is said to have "
                + Long.toUnsignedString(headerBytes)
                + " bytes, and the file has "
                + size);
      }
      JsonNode header = JSON.readTree(read(content, Long.BYTES, (int) headerBytes).array());
      Map<String, Entry> entries = new TreeMap<>();
      Map<String, String> foreign = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : header.properties()) {
        String name = field.getKey();
        String dtype = field.getValue().path("dtype").asText();
        Optional<ElementType> type = ElementType.named(dtype);
        if (name.equals(METADATA)) {
          continue;
        }
        if (type.isPresent()) {
          entries.put(
              name,
              entry(file, name, type.get(), field.getValue(), Long.BYTES + headerBytes, size));
        } else {
          foreign.put(name, dtype);
        }
      }
      return new Safetensors(file, entries, foreign);
    } catch (JacksonException e) {
      throw broken(
          file, "its header is not JSON (" + ParserWords.plain(e.getOriginalMessage()) + ")");
    } catch (IOException e) {
      throw ModelFolder.unreadable(file, e);
    }
  }

  private static Entry entry(
      ModelFile file, String name, ElementType type, JsonNode json, long dataBegin, long size) {
    List<Long> shape = longs(json.path("shape"));
    List<Long> offsets = longs(json.path("data_offsets"));
    if (offsets.size() != 2 || !fits(type, shape, offsets, size - dataBegin)) {
      throw broken(
          file,
          "tensor '"
              + name
              + "' is said to have the shape "
              + shape
              + " of "
              + type
              + " at the bytes "
              + offsets
              + " of "
              + (size - dataBegin)
              + ", which does not fit together");
    }
    return new Entry(type, shape, dataBegin + offsets.get(0));
  }

  private static boolean fits(
      ElementType type, List<Long> shape, List<Long> offsets, long dataBytes) {
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin < 0 || begin > end || end > dataBytes) {
      return false;
    }
    long bytes = type.bytes();
    for (long length : shape) {
      // A product that overflows does not fit: the file is smaller than that.
      if (length < 0 || Math.multiplyHigh(bytes, length) != 0 || bytes * length < 0) {
        return false;
      }
      bytes *= length;
    }
    return bytes == end - begin;
  }

  private static List<Long> longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(n -> n.isIntegralNumber() && n.canConvertToLong() ? n.longValue() : -1)
        .toList();
  }

  boolean has(String name) {
    return entries.containsKey(name) || foreign.containsKey(name);
  }

  ModelFile file() {
    return file;
  }

  /** Returns a tensor's lengths, outermost first. */
  List<Long> shape(String name) {
    return require(name).shape();
  }

  /**
   * Reads a tensor as rows.
   *
   * @return {@code float[rows][columns]}
   * @throws IllegalArgumentException if there is no such tensor, or it is not a matrix, or it does
   *     not fit into the heap
   */
  float[][] matrix(String name) {
    Entry entry = require(name);
    if (entry.shape().size() != 2
        || entry.shape().get(0) > Integer.MAX_VALUE - 8
        || entry.shape().get(1) > Integer.MAX_VALUE / Long.BYTES) {
      throw broken(file, "tensor '" + name + "' has the shape " + entry.shape() + ", not a matrix");
    }
    int rows = entry.shape().get(0).intValue();
    int columns = entry.shape().get(1).intValue();
    requireHeap((long) rows * (16 + Float.BYTES * (long) columns));
    float[][] matrix = new float[rows][columns];
    int rowBytes = columns * entry.type().bytes();
    int rowsPerChunk = Math.max(1, CHUNK_BYTES / Math.max(1, rowBytes));
    try (ModelFile.Content content = file.content()) {
      for (int first = 0; first < rows && rowBytes > 0; first += rowsPerChunk) {
        int count = Math.min(rowsPerChunk, rows - first);
        ByteBuffer chunk = read(content, entry.begin() + (long) first * rowBytes, count * rowBytes);
        for (int row = first; row < first + count; row++) {
          for (int column = 0; column < columns; column++) {
            matrix[row][column] = (float) entry.type().next(chunk);
          }
        }
      }
      return matrix;
    } catch (IOException e) {
      throw ModelFolder.unreadable(file, e);
    }
  }

  /**
   * Reads a tensor of one dimension.
   *
   * @throws IllegalArgumentException if there is no such tensor, or it is not a vector
   */
  double[] vector(String name) {
    Entry entry = require(name);
    if (entry.shape().size() != 1
        || entry.shape().get(0) > Integer.MAX_VALUE / entry.type().bytes() - 8) {
      throw broken(file, "tensor '" + name + "' has the shape " + entry.shape() + ", not a vector");
    }
    int length = entry.shape().get(0).intValue();
    requireHeap((long) length * (Double.BYTES + entry.type().bytes()));
    try (ModelFile.Content content = file.content()) {
      ByteBuffer numbers = read(content, entry.begin(), length * entry.type().bytes());
      double[] vector = new double[length];
      for (int i = 0; i < length; i++) {
        vector[i] = entry.type().next(numbers);
      }
      return vector;
    } catch (IOException e) {
      throw ModelFolder.unreadable(file, e);
    }
  }

  private Entry require(String name) {
    Entry entry = entries.get(name);
    if (entry == null && foreign.containsKey(name)) {
      throw broken(
          file,
          "tensor '"
              + name
              + "' has the type '"
              + foreign.get(name)
              + "', and supported are "
              + List.of(ElementType.values()));
    }
    if (entry == null) {
      throw broken(file, "it holds no tensor '" + name + "', only " + entries.keySet());
    }
    return entry;
  }

  private void requireHeap(long bytes) {
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw new IllegalArgumentException(
          file
              + " needs "
              + (bytes >> 20)
              + " MB of heap, and this Java machine has "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB at most. Raise -Xmx, or use a smaller model.");
    }
  }

  private static ByteBuffer read(ModelFile.Content content, long position, int count)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (content.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static IllegalArgumentException broken(ModelFile file, String what) {
    return new IllegalArgumentException(
        file
            + " is not the safetensors file that was expected: "
            + what
            + ". Download the model's folder again.");
  }
}
