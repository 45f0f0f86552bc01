package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.io.Spool;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Passages as they are read, in any order and perhaps several times, which leave in the order of
 * their ids and once each. For one thread.
 */
final class SpooledPassages implements Closeable {
  /** How many parts there are, one after the other in the order of ids. */
  static final int PARTS = Spool.BUCKETS;

  private static final int IN_CORPUS = 1;
  private static final int HAS_ID = 2;
  private static final Comparator<Entry> BY_ID =
      (one, other) -> {
        int compared = Long.compareUnsigned(one.high, other.high);
        return compared != 0 ? compared : Long.compareUnsigned(one.low, other.low);
      };

  private final Spool spool;
  private long added;

  /**
   * Makes an empty value.
   *
   * @param folder for a temporary file
   */
  SpooledPassages(Path folder) {
    this.spool = Spool.in(folder);
  }

  /**
   * A passage.
   *
   * @param high the first half of its id
   * @param low the second half
   * @param inCorpus whether it is in the corpus, and not in the rows alone
   * @param sourceId that which the corpus gives to it
   */
  record Entry(long high, long low, boolean inCorpus, Optional<String> sourceId, String text) {
    private Entry with(Entry same) {
      return new Entry(
          high,
          low,
          inCorpus || same.inCorpus,
          sourceId.isPresent() && same.sourceId.isPresent()
              ? Optional.of(RowFacts.Builder.first(sourceId.get(), same.sourceId.get()))
              : sourceId.or(same::sourceId),
          text);
    }
  }

  /** Adds a passage; the ids that rows give are not kept. */
  void add(Passage passage, boolean inCorpus) {
    added++;
    byte[] text = passage.text().getBytes(StandardCharsets.UTF_8);
    byte[] id =
        passage.sourceId().filter(any -> inCorpus).orElse("").getBytes(StandardCharsets.UTF_8);
    long high = MappedPassages.high(passage.id());
    ByteBuffer record =
        ByteBuffer.allocate(2 * Long.BYTES + 1 + 2 * Integer.BYTES + id.length + text.length)
            .putLong(high)
            .putLong(MappedPassages.low(passage.id()))
            .put((byte) ((inCorpus ? IN_CORPUS : 0) | (id.length > 0 ? HAS_ID : 0)))
            .putInt(id.length)
            .put(id)
            .putInt(text.length)
            .put(text);
    spool.add((int) (high >>> 56), record.array());
  }

  /** Returns how many were added; one that was added twice counts twice. */
  long added() {
    return added;
  }

  /** Returns the passages of a part, each once, in the order of their ids. */
  List<Entry> part(int part) {
    ByteBuffer bytes = spool.bucket(part);
    List<Entry> all = new ArrayList<>();
    while (bytes.hasRemaining()) {
      long high = bytes.getLong();
      long low = bytes.getLong();
      int flags = bytes.get();
      String id = text(bytes);
      all.add(
          new Entry(
              high,
              low,
              (flags & IN_CORPUS) != 0,
              (flags & HAS_ID) != 0 ? Optional.of(id) : Optional.empty(),
              text(bytes)));
    }
    all.sort(BY_ID);
    List<Entry> distinct = new ArrayList<>();
    for (Entry entry : all) {
      int last = distinct.size() - 1;
      if (last >= 0 && BY_ID.compare(distinct.get(last), entry) == 0) {
        distinct.set(last, distinct.get(last).with(entry));
      } else {
        distinct.add(entry);
      }
    }
    return distinct;
  }

  private static String text(ByteBuffer bytes) {
    byte[] utf8 = new byte[bytes.getInt()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    spool.close();
  }
}
