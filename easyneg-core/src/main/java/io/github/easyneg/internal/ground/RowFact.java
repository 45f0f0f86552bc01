package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.io.DataTexts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * One thing that many processes find out about a data set's rows, so that all of it together is
 * what mining must know of the rows. Facts are ordered by kind and numbers; equal ones become one.
 *
 * @param kind what it is of
 * @param a the first half of a passage's id; the hash of a question or of an answer; the number of
 *     a part
 * @param b the first half of the id of a passage that answers the question
 * @param c the second half of a passage's id
 * @param count how many contexts have the passage's text, or rows the answer; of a question 1, or 0
 *     where the row has no positive
 * @param text the passage's text; empty where the same process named it before
 * @param sourceId the id that rows give to the passage
 * @param bytes counts of a part, as {@link PartFacts#end} gives them; else empty
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // never compared; read by this version
public record RowFact(
    Kind kind,
    long a,
    long b,
    long c,
    long count,
    Optional<String> text,
    Optional<String> sourceId,
    byte[] bytes) {

  private static final byte[] NONE = {};
  private static final Kind[] KINDS = Kind.values();

  /** What a fact is of. */
  public enum Kind {
    /** A part of the rows, as a whole. */
    PART,
    /** A passage. */
    PASSAGE,
    /** A question, and a passage that answers it. */
    QUESTION,
    /** An answer. */
    ANSWER
  }

  static RowFact part(int number, byte[] counts) {
    return new RowFact(Kind.PART, number, 0, 0, 0, Optional.empty(), Optional.empty(), counts);
  }

  static RowFact passage(
      long high, long low, long count, Optional<String> text, Optional<String> sourceId) {
    return new RowFact(Kind.PASSAGE, high, 0, low, count, text, sourceId, NONE);
  }

  static RowFact question(long question, long high, long low) {
    return new RowFact(
        Kind.QUESTION, question, high, low, 1, Optional.empty(), Optional.empty(), NONE);
  }

  static RowFact unanswered(long question) {
    return new RowFact(Kind.QUESTION, question, 0, 0, 0, Optional.empty(), Optional.empty(), NONE);
  }

  static RowFact answer(long answer) {
    return new RowFact(Kind.ANSWER, answer, 0, 0, 1, Optional.empty(), Optional.empty(), NONE);
  }

  /** Writes the fact, for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    for (long number : new long[] {a, b, c, count}) {
      out.writeLong(number);
    }
    writeText(out, text);
    writeText(out, sourceId);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeText(DataOutput out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      DataTexts.write(out, text.get());
    }
  }

  /** Reads a fact. */
  public static RowFact read(DataInput in) throws IOException {
    Kind kind = KINDS[in.readByte()];
    long a = in.readLong();
    long b = in.readLong();
    long c = in.readLong();
    long count = in.readLong();
    Optional<String> text = readText(in);
    Optional<String> sourceId = readText(in);
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new RowFact(kind, a, b, c, count, text, sourceId, bytes);
  }

  private static Optional<String> readText(DataInput in) throws IOException {
    return in.readBoolean() ? Optional.of(DataTexts.read(in)) : Optional.empty();
  }

  /** Tells whether two facts are of the same thing. */
  boolean isOf(RowFact other) {
    return kind == other.kind
        && a == other.a
        && b == other.b
        && c == other.c
        && (kind != Kind.QUESTION || count == other.count);
  }

  /** Returns what two facts of the same thing come to. */
  RowFact and(RowFact other) {
    return new RowFact(
        kind,
        a,
        b,
        c,
        kind == Kind.QUESTION ? count : count + other.count,
        text.or(() -> other.text),
        sourceId.isPresent() && other.sourceId.isPresent()
            ? Optional.of(RowFacts.Builder.first(sourceId.get(), other.sourceId.get()))
            : sourceId.or(() -> other.sourceId),
        bytes);
  }
}
