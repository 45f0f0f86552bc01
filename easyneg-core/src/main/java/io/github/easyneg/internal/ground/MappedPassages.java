package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.text.LexicalIndex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Passages in a ground file, of which none is in Java's heap: texts are decoded when they are asked
 * for.
 */
final class MappedPassages implements Passages {
  private static final HexFormat HEX = HexFormat.of();

  /** The ids of this many passages around the place where one is expected are looked at first. */
  private static final int FIRST_STEP = 64;

  private final int size;
  private final SectionFile.Section ids;
  private final SectionFile.Section starts;
  private final SectionFile.Section records;
  private final SectionFile.Section folded;
  private final SectionFile.Section corpus;
  private final boolean hasIds;
  private final LexicalIndex lexical;
  private final GivenIds given;

  /**
   * Opens a file whose checksums are right.
   *
   * @throws SectionFile.Damaged if a section is not there
   */
  MappedPassages(SectionFile file) throws SectionFile.Damaged {
    this.ids = file.section("ids");
    this.size = (int) (ids.length() / (2 * Long.BYTES));
    this.starts = file.section("starts");
    this.records = file.section("passages");
    this.folded = file.section("folded");
    this.corpus = file.section("corpus");
    this.hasIds = file.section("given").longAt(0) > 0;
    this.lexical = LexicalIndex.open(file);
    this.given = GivenIds.NONE;
    if (lexical.size() != size) {
      throw new SectionFile.Damaged("its sections do not match");
    }
  }

  private MappedPassages(MappedPassages other, GivenIds given) {
    this.ids = other.ids;
    this.size = other.size;
    this.starts = other.starts;
    this.records = other.records;
    this.folded = other.folded;
    this.corpus = other.corpus;
    this.hasIds = other.hasIds;
    this.lexical = other.lexical;
    this.given = given;
  }

  /** Returns the same with the ids that the corpus and the rows give. */
  MappedPassages given(Map<Integer, String> byRows) {
    return new MappedPassages(this, GivenIds.of(this, byRows));
  }

  static long high(String id) {
    return HexFormat.fromHexDigitsToLong(id, 0, 16);
  }

  static long low(String id) {
    return HexFormat.fromHexDigitsToLong(id, 16, 32);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Passage passage(int number) {
    String id = HEX.toHexDigits(idStart(number)) + HEX.toHexDigits(ids.longAt(2L * number + 1));
    return new Passage(id, text(number), given.of(this, number));
  }

  private String text(int number) {
    ByteBuffer record = record(number);
    int id = GroundWriter.idLength(record);
    return decoded(record.position(record.position() + Math.max(0, id)));
  }

  /** Returns the id that the corpus gives to a passage. */
  Optional<String> corpusId(int number) {
    if (!hasIds) {
      return Optional.empty();
    }
    ByteBuffer record = record(number);
    int id = GroundWriter.idLength(record);
    return id < 0 ? Optional.empty() : Optional.of(decoded(record.limit(record.position() + id)));
  }

  private ByteBuffer record(int number) {
    long start = starts.longAt(number);
    return records.bytes(start, (int) (starts.longAt(number + 1L) - start));
  }

  private static String decoded(ByteBuffer bytes) {
    byte[] utf8 = new byte[bytes.remaining()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public long idStart(int number) {
    return ids.longAt(2L * number);
  }

  @Override
  public long folded(int number) {
    return folded.longAt(number);
  }

  /** Tells whether a passage is in the corpus, and not in the rows alone. */
  boolean isInCorpus(int number) {
    return (corpus.longAt(number >>> 6) >>> number & 1) != 0;
  }

  @Override
  public int numberOfText(String text) {
    return numberOfId(Passage.of(text).id());
  }

  /**
   * Looks around the place where the id is to be expected, because ids are evenly distributed: two
   * steps or three, and a search among some hundred.
   */
  @Override
  public int numberOfId(String id) {
    return numberOfId(high(id), low(id));
  }

  /** The same for an id by its halves. */
  int numberOfId(long high, long low) {
    int lo = (int) ((high >>> 11) * 0x1.0p-53 * size);
    int hi = lo;
    for (long step = FIRST_STEP; lo > 0 && compare(lo, high, low) > 0; step *= 2) {
      hi = lo;
      lo = (int) Math.max(0, lo - step);
    }
    for (long step = FIRST_STEP; hi < size && compare(hi, high, low) < 0; step *= 2) {
      lo = hi;
      hi = (int) Math.min(size, hi + step);
    }
    // What is before lo is less, what is from hi on is not.
    while (lo < hi) {
      int middle = (lo + hi) >>> 1;
      if (compare(middle, high, low) < 0) {
        lo = middle + 1;
      } else {
        hi = middle;
      }
    }
    return lo < size && compare(lo, high, low) == 0 ? lo : -1;
  }

  private int compare(int number, long high, long low) {
    int compared = Long.compareUnsigned(idStart(number), high);
    return compared != 0 ? compared : Long.compareUnsigned(ids.longAt(2L * number + 1), low);
  }

  @Override
  public LexicalIndex lexical(Workers workers) {
    return lexical;
  }

  @Override
  public SourceIds sourceIds() {
    return given.known();
  }
}
