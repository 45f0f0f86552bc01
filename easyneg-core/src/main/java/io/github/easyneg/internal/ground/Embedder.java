package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.cache.EmbeddingCache;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.report.MiningReport.TokenLengths;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives texts their vectors, of length one: from the cache where there is one, else from the
 * provider, whose answers it checks and keeps. For one thread at a time.
 */
public final class Embedder implements AutoCloseable {
  /**
   * Texts handed to a provider at once: enough to sort by length, few enough to lose in a crash.
   */
  private static final int BATCH = 1024;

  /** Vectors of each role remembered where there is no cache, because short answers recur. */
  private static final int REMEMBERED = 8192;

  private static final float[] TO_COME = new float[0];

  private final EmbeddingProvider provider;
  private final @Nullable EmbeddingCache cache;
  private final Map<TextRole, Map<String, float[]>> recent = new EnumMap<>(TextRole.class);
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
  private static final class Recent extends LinkedHashMap<String, float[]> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
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
    return new TokenLengths(wholePassages, truncatedPassages);
  }

  private void countPassage(Embedding embedding) {
    Map<Integer, Long> lengths = embedding.truncated() ? truncatedPassages : wholePassages;
    embedding.tokens().ifPresent(tokens -> lengths.merge(tokens, 1L, Long::sum));
  }

  /** Returns a passage's vector from the cache, or null. */
  float @Nullable [] cached(Passage passage) {
    Embedding known = cache == null ? null : cache.get(TextRole.PASSAGE, passage.id());
    if (known == null) {
      return null;
    }
    fromCache++;
    countPassage(known);
    return unit(known, () -> "the cached vector of passage " + passage.id());
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
  void embedPassages(
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
      List<float[]> units = embed(texts, TextRole.PASSAGE, this::countPassage);
      for (int i = 0; i < batch.size(); i++) {
        sink.accept(batch.get(i), units.get(i));
      }
      progress.accept(batch.size());
    }
  }

  /** Takes a passage's vector. */
  interface VectorSink {
    void accept(int number, float[] unit);
  }

  /**
   * A text to embed.
   *
   * @param passage the text and its id
   * @param where the text's place, for errors
   */
  record Text(Passage passage, Supplier<String> where) {}

  /** Returns the vectors of texts, each distinct one embedded once. */
  List<float[]> units(List<Text> texts, TextRole role) {
    Map<String, float[]> remembered = Objects.requireNonNull(recent.get(role));
    Map<String, float[]> found = new HashMap<>();
    List<Text> missing = new ArrayList<>();
    for (Text text : texts) {
      String id = text.passage().id();
      if (found.containsKey(id)) {
        continue;
      }
      float[] known = cache == null ? remembered.get(id) : recall(cache, text, role);
      if (known == null) {
        missing.add(text);
        found.put(id, TO_COME);
      } else {
        found.put(id, known);
      }
    }
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<Text> batch = missing.subList(from, Math.min(from + BATCH, missing.size()));
      List<float[]> units = embed(batch, role, embedding -> {});
      for (int i = 0; i < batch.size(); i++) {
        found.put(batch.get(i).passage().id(), units.get(i));
        if (cache == null) {
          remembered.put(batch.get(i).passage().id(), units.get(i));
        }
      }
    }
    return texts.stream().map(text -> found.get(text.passage().id())).toList();
  }

  private float @Nullable [] recall(EmbeddingCache cache, Text text, TextRole role) {
    Embedding known = cache.get(role, text.passage().id());
    if (known == null) {
      return null;
    }
    fromCache++;
    return unit(known, text.where());
  }

  private List<float[]> embed(List<Text> batch, TextRole role, Consumer<Embedding> counted) {
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
    List<float[]> units = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Text text = batch.get(i);
      units.add(unit(embeddings.get(i), text.where()));
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
          text.where().get() + " cannot be embedded: " + e.getMessage() + " " + excerpt(text), e);
    }
  }

  private static String excerpt(Text text) {
    String whole = text.passage().text();
    return "The text is \"" + (whole.length() > 80 ? whole.substring(0, 80) + "…" : whole) + "\".";
  }

  private float[] unit(Embedding embedding, Supplier<String> where) {
    if (embedding == null) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' returned null for %s; expected a vector.",
              provider.fingerprint(),
              where.get()));
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
    longest = Math.max(longest, embedding.tokens().orElse(0));
    try {
      return UnitVectors.of(() -> "the vector of " + where.get(), embedding.vector());
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
