package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.cache.EmbeddingCache;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.report.TokenLengths;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives texts their vectors, of length one: from the cache where there is one, else from the
 * provider, whose answers it checks and keeps. Thread-safe: callers wait for one another.
 */
public final class Embedder implements AutoCloseable {
  /**
   * Texts handed to a provider at once: enough to sort by length, few enough to lose in a crash.
   */
  private static final int BATCH = 1024;

  /** Vectors of each role remembered where there is no cache, because short answers recur. */
  private static final int REMEMBERED = 8192;

  private final EmbeddingProvider provider;
  private final @Nullable EmbeddingCache cache;
  private final Map<TextRole, Map<String, Optional<float[]>>> recent =
      new EnumMap<>(TextRole.class);
  private final Map<TextRole, String> withoutVector = new EnumMap<>(TextRole.class);
  private long embedded;
  private long fromCache;
  private long truncated;
  private int longest;
  private final Map<Integer, Long> wholePassages = new TreeMap<>();
  private final Map<Integer, Long> truncatedPassages = new TreeMap<>();

  public Embedder(EmbeddingProvider provider, @Nullable EmbeddingCache cache) {
    this.provider = provider;
    this.cache = cache;
    for (TextRole role : TextRole.values()) {
      recent.put(role, new Recent());
    }
  }

  /** The vectors that were asked for last, by their texts' ids. */
  private static final class Recent extends LinkedHashMap<String, Optional<float[]>> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Optional<float[]>> eldest) {
      return size() > REMEMBERED;
    }
  }

  public int dimension() {
    return provider.dimension();
  }

  String fingerprint() {
    return provider.fingerprint();
  }

  /** Returns how many texts the provider embedded. */
  public long embedded() {
    return embedded;
  }

  /** Returns how many texts' vectors came from the cache. */
  public long fromCache() {
    return fromCache;
  }

  /** Returns of how many texts the model read the beginning only. */
  public long truncated() {
    return truncated;
  }

  /** Returns the length of the longest text in tokens; 0 if the provider does not count them. */
  public int longest() {
    return longest;
  }

  /** Returns how long the passages are that the provider embedded or the cache held. */
  public TokenLengths passageLengths() {
    return TokenLengths.builder().whole(wholePassages).truncated(truncatedPassages).build();
  }

  /** Returns one text of a role that has no vector, and why, as a sentence; if there is one. */
  public Optional<String> withoutVector(TextRole role) {
    return Optional.ofNullable(withoutVector.get(role));
  }

  private void countPassage(Embedding embedding) {
    Map<Integer, Long> lengths = embedding.truncated() ? truncatedPassages : wholePassages;
    embedding.tokens().ifPresent(tokens -> lengths.merge(tokens, 1L, Long::sum));
  }

  /**
   * Hands over a passage's vector from the cache, or that it has none.
   *
   * @return whether the cache knows the passage
   */
  synchronized boolean cached(int number, Passage passage, VectorSink sink) {
    Embedding known = cache == null ? null : cache.get(TextRole.PASSAGE, passage.id());
    if (known == null) {
      return false;
    }
    fromCache++;
    countPassage(known);
    Text text = new Text(passage, () -> "the cached vector of passage " + passage.id());
    sink.accept(number, unit(known, text, TextRole.PASSAGE));
    return true;
  }

  /**
   * Embeds passages that are not in the cache.
   *
   * @param numbers which
   * @param passage finds a passage by its number
   * @param where says in words where a passage stands, for errors
   * @param sink gets a passage's number and vector
   * @param progress gets how many more are done
   */
  synchronized void embedPassages(
      List<Integer> numbers,
      IntFunction<Passage> passage,
      Function<Passage, String> where,
      VectorSink sink,
      IntConsumer progress) {
    for (int from = 0; from < numbers.size(); from += BATCH) {
      List<Integer> batch = numbers.subList(from, Math.min(from + BATCH, numbers.size()));
      List<Text> texts =
          batch.stream()
              .map(n -> passage.apply(n))
              .map(p -> new Text(p, () -> where.apply(p)))
              .toList();
      List<Optional<float[]>> units = embed(texts, TextRole.PASSAGE, this::countPassage);
      for (int i = 0; i < batch.size(); i++) {
        sink.accept(batch.get(i), units.get(i));
      }
      progress.accept(batch.size());
    }
  }

  /** Takes a passage's vector; empty if it has none. */
  interface VectorSink {
    void accept(int number, Optional<float[]> unit);
  }

  /**
   * A text to embed.
   *
   * @param passage the text and its id
   * @param where the text's place, for errors
   */
  record Text(Passage passage, Supplier<String> where) {}

  /** Returns the vectors of texts that have one, each distinct text embedded once. */
  synchronized List<Optional<float[]>> units(List<Text> texts, TextRole role) {
    Map<String, Optional<float[]>> remembered = Objects.requireNonNull(recent.get(role));
    Map<String, Optional<float[]>> found = new HashMap<>();
    Map<String, Text> missing = new LinkedHashMap<>();
    for (Text text : texts) {
      String id = text.passage().id();
      if (found.containsKey(id) || missing.containsKey(id)) {
        continue;
      }
      if (!recalled(text, role, remembered, found)) {
        missing.put(id, text);
      }
    }
    List<Text> all = List.copyOf(missing.values());
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Text> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      List<Optional<float[]>> units = embed(batch, role, embedding -> {});
      for (int i = 0; i < batch.size(); i++) {
        found.put(batch.get(i).passage().id(), units.get(i));
        if (cache == null) {
          remembered.put(batch.get(i).passage().id(), units.get(i));
        }
      }
    }
    return texts.stream().map(text -> found.get(text.passage().id())).toList();
  }

  /** Puts what is known of a text from the cache, or from before; returns whether anything is. */
  private boolean recalled(
      Text text,
      TextRole role,
      Map<String, Optional<float[]>> remembered,
      Map<String, Optional<float[]>> found) {
    String id = text.passage().id();
    if (cache == null) {
      boolean known = remembered.containsKey(id);
      if (known) {
        found.put(id, Objects.requireNonNull(remembered.get(id)));
      }
      return known;
    }
    Embedding known = cache.get(role, id);
    if (known == null) {
      return false;
    }
    fromCache++;
    found.put(id, unit(known, text, role));
    return true;
  }

  private List<Optional<float[]>> embed(
      List<Text> batch, TextRole role, Consumer<Embedding> counted) {
    Workers.requireNotInterrupted();
    List<Embedding> embeddings = ask(batch, role);
    if (embeddings == null || embeddings.size() != batch.size()) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' returned %s for %d texts; expected one for each.",
              provider.fingerprint(),
              embeddings == null ? "null" : embeddings.size() + " vectors",
              batch.size()));
    }
    List<Optional<float[]>> units = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Text text = batch.get(i);
      units.add(unit(embeddings.get(i), text, role));
      embedded++;
      counted.accept(embeddings.get(i));
      if (cache != null) {
        cache.put(role, text.passage().id(), embeddings.get(i));
      }
    }
    if (cache != null) {
      cache.commit();
    }
    return units;
  }

  private List<Embedding> ask(List<Text> batch, TextRole role) {
    try {
      return provider.embed(batch.stream().map(t -> t.passage().text()).toList(), role);
    } catch (EmbeddingException e) {
      if (e.text().isEmpty() || e.text().getAsInt() >= batch.size()) {
        throw e;
      }
      Text text = batch.get(e.text().getAsInt());
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "%s cannot be embedded: %s The text is \"%s\".",
              text.where().get(),
              e.getMessage(),
              Excerpt.cut(text.passage().text(), 80)),
          e);
    }
  }

  /** Checks what the provider or the cache gave for a text. */
  private Optional<float[]> unit(Embedding embedding, Text text, TextRole role) {
    Supplier<String> where = text.where();
    if (embedding == null) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' returned null for %s; expected a vector.",
              provider.fingerprint(),
              where.get()));
    }
    longest = Math.max(longest, embedding.tokens().orElse(0));
    if (embedding.missing().isPresent()) {
      String why = embedding.missing().get();
      String unused =
          withoutVector.computeIfAbsent(
              role, r -> "\"" + Excerpt.shown(text.passage().text()) + "\", because " + why);
      return Optional.empty();
    }
    if (embedding.vector().length != provider.dimension()) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' made a vector of %d dimensions for %s; it says that it makes %d.",
              provider.fingerprint(),
              embedding.vector().length,
              where.get(),
              provider.dimension()));
    }
    if (embedding.truncated()) {
      truncated++;
    }
    try {
      return Optional.of(UnitVectors.of(() -> "the vector of " + where.get(), embedding.vector()));
    } catch (IllegalArgumentException e) {
      throw new EmbeddingException(
          "the embedder '" + provider.fingerprint() + "' failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (cache != null) {
      cache.close();
    }
  }
}
