package io.github.easyneg.internal.ground;

import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.io.DataTexts;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.TokenLengths;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What several embedders did, one after the other or side by side. For one thread. */
public final class EmbedderCounts {
  private long embedded;
  private long truncated;
  private int longest;
  private final Map<Integer, Long> whole = new TreeMap<>();
  private final Map<Integer, Long> cut = new TreeMap<>();
  private final Map<TextRole, String> withoutVector = new EnumMap<>(TextRole.class);

  /** Adds what an embedder did so far; others may be at work with it. */
  public void add(Embedder embedder) {
    // An embedder's own lock, so that its counts belong together
    synchronized (embedder) {
      embedded += embedder.embedded();
      truncated += embedder.truncated();
      longest = Math.max(longest, embedder.longest());
      add(embedder.passageLengths().whole(), whole);
      add(embedder.passageLengths().truncated(), cut);
      for (TextRole role : TextRole.values()) {
        embedder.withoutVector(role).ifPresent(text -> keepFirst(role, text));
      }
    }
  }

  /** Adds others' counts. */
  public void addAll(EmbedderCounts others) {
    embedded += others.embedded;
    truncated += others.truncated;
    longest = Math.max(longest, others.longest);
    add(others.whole, whole);
    add(others.cut, cut);
    others.withoutVector.forEach(this::keepFirst);
  }

  /**
   * Returns what was counted since, of counts that only grow. A length that was the longest before
   * stays the longest, unless nothing was embedded since.
   */
  public EmbedderCounts since(EmbedderCounts before) {
    EmbedderCounts since = new EmbedderCounts();
    since.embedded = embedded - before.embedded;
    since.truncated = truncated - before.truncated;
    since.longest = since.embedded == 0 ? 0 : longest;
    add(whole, since.whole);
    before.whole.forEach((length, count) -> since.whole.merge(length, -count, EmbedderCounts::sum));
    add(cut, since.cut);
    before.cut.forEach((length, count) -> since.cut.merge(length, -count, EmbedderCounts::sum));
    since.withoutVector.putAll(withoutVector);
    return since;
  }

  /** Returns a sum that a map keeps if it is not 0. */
  private static @Nullable Long sum(Long one, Long other) {
    return one + other == 0 ? null : one + other;
  }

  private static void add(Map<Integer, Long> from, Map<Integer, Long> to) {
    from.forEach((length, count) -> to.merge(length, count, Long::sum));
  }

  /** Of several texts the same one, in whatever order they are found. */
  private void keepFirst(TextRole role, String text) {
    withoutVector.merge(role, text, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  /** Returns one text of a role that has no vector, and why, if there is one. */
  public Optional<String> withoutVector(TextRole role) {
    return Optional.ofNullable(withoutVector.get(role));
  }

  /** Returns a report's counts, to which the others are to be added. */
  public EmbeddingCounts.Builder report() {
    return EmbeddingCounts.builder()
        .embedded(embedded)
        .truncated(truncated)
        .longestTokens(longest)
        .passages(TokenLengths.builder().whole(whole).truncated(cut).build());
  }

  /** Writes the counts, for {@link #addAll} of others. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(embedded);
    out.writeLong(truncated);
    out.writeInt(longest);
    write(out, whole);
    write(out, cut);
    out.writeInt(withoutVector.size());
    for (Map.Entry<TextRole, String> text : withoutVector.entrySet()) {
      out.writeUTF(text.getKey().name());
      DataTexts.write(out, text.getValue());
    }
  }

  private static void write(DataOutput out, Map<Integer, Long> lengths) throws IOException {
    out.writeInt(lengths.size());
    for (Map.Entry<Integer, Long> length : lengths.entrySet()) {
      out.writeInt(length.getKey());
      out.writeLong(length.getValue());
    }
  }

  /** Adds counts that were written. */
  public void addAll(DataInput in) throws IOException {
    embedded += in.readLong();
    truncated += in.readLong();
    longest = Math.max(longest, in.readInt());
    addLengths(in, whole);
    addLengths(in, cut);
    for (int left = in.readInt(); left > 0; left--) {
      TextRole role = TextRole.valueOf(in.readUTF());
      keepFirst(role, DataTexts.read(in));
    }
  }

  private static void addLengths(DataInput in, Map<Integer, Long> lengths) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int length = in.readInt();
      lengths.merge(length, in.readLong(), Long::sum);
    }
  }
}
