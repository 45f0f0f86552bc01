package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.LongList;
import io.github.easyneg.internal.io.MappedMemory;
import io.github.easyneg.internal.io.SectionWriter;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.Words;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes a ground file. What grows with the passages lies in temporary files on the way, so that
 * Java's heap holds a part of the passages at a time.
 */
final class GroundWriter {
  /** Passages whose words are found together, by all threads. */
  private static final int TOGETHER = 1024;

  private static final int LONGEST_SHORT_ID = 254;
  private static final int LONG_ID = 255;

  private final SectionWriter out;
  private final Workers workers;
  private final LongList starts;
  private final LongList ids;
  private final LongList folded;
  private final BitSet corpus = new BitSet();
  private final LexicalIndex.Builder lexical;
  private int passages;
  private long withId;
  private long start;

  private GroundWriter(SectionWriter out, MappedMemory memory, Workers workers) {
    this.out = out;
    this.workers = workers;
    this.starts = new LongList(memory);
    this.ids = new LongList(memory);
    this.folded = new LongList(memory);
    this.lexical = new LexicalIndex.Builder(memory);
  }

  /**
   * Writes a file, which appears whole or not at all.
   *
   * @param about what it says of itself
   */
  static void write(Path file, String about, SpooledPassages passages, Workers workers) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    try (SectionWriter out = SectionWriter.create(file, GroundFile.VERSION);
        MappedMemory memory = MappedMemory.in(folder)) {
      out.text("about", about);
      new GroundWriter(out, memory, workers).write(passages);
      out.commit();
    }
  }

  private void write(SpooledPassages spooled) {
    for (int part = 0; part < SpooledPassages.PARTS; part++) {
      List<SpooledPassages.Entry> entries = spooled.part(part);
      for (int from = 0; from < entries.size(); from += TOGETHER) {
        add(entries.subList(from, Math.min(from + TOGETHER, entries.size())));
      }
    }
    spooled.close();
    starts.add(start);
    out.end("passages");
    starts.write(out);
    out.end("starts");
    ids.write(out);
    out.end("ids");
    folded.write(out);
    out.end("folded");
    out.write(LongBuffer.wrap(Arrays.copyOf(corpus.toLongArray(), (passages + 63) >>> 6)));
    out.end("corpus");
    out.write(LongBuffer.wrap(new long[] {withId}));
    out.end("given");
    lexical.build(workers).save(out);
  }

  private void add(List<SpooledPassages.Entry> entries) {
    int[][] words = new int[entries.size()][];
    long[] hashes = new long[words.length];
    ByteBuffer[] records = new ByteBuffer[words.length];
    workers.forEach(
        words.length,
        i -> {
          String text = entries.get(i).text();
          words[i] = Words.of(text);
          Arrays.sort(words[i]);
          hashes[i] = Fold.hash(text);
          records[i] = record(entries.get(i).sourceId(), text);
        });
    for (int i = 0; i < words.length; i++) {
      SpooledPassages.Entry entry = entries.get(i);
      starts.add(start);
      start += records[i].remaining();
      out.write(records[i]);
      ids.add(entry.high());
      ids.add(entry.low());
      folded.add(hashes[i]);
      corpus.set(passages++, entry.inCorpus());
      withId += entry.sourceId().isPresent() ? 1 : 0;
      lexical.add(words[i]);
    }
  }

  /** Returns the length of the corpus' id plus one, that id, and the text. */
  private static ByteBuffer record(Optional<String> sourceId, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (sourceId.isEmpty()) {
      return ByteBuffer.allocate(1 + utf8.length).put((byte) 0).put(utf8).flip();
    }
    byte[] id = sourceId.get().getBytes(StandardCharsets.UTF_8);
    ByteBuffer record = ByteBuffer.allocate(1 + Integer.BYTES + id.length + utf8.length);
    record.order(ByteOrder.LITTLE_ENDIAN);
    if (id.length < LONGEST_SHORT_ID) {
      record.put((byte) (1 + id.length));
    } else {
      record.put((byte) LONG_ID).putInt(id.length);
    }
    return record.put(id).put(utf8).flip();
  }

  /** Reads the length of the corpus' id from the beginning of a record; negative if it has none. */
  static int idLength(ByteBuffer record) {
    int first = record.get() & 0xFF;
    return first == LONG_ID ? record.getInt() : first - 1;
  }
}
