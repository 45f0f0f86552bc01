package io.github.easyneg.bench;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.math.ExactSearch;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.TileKernel;
import io.github.easyneg.internal.math.VectorApiKernel;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.langchain4j.ChromaIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The 20 nearest passages of many queries: our search, and what others offer. */
final class NearestSearches {
  private static final int K = 20;

  private final int size;
  private final VectorMatrix matrix;
  private final Map<String, Search> searches = new LinkedHashMap<>();

  /** Searches for the first {@code queries} passages and says what it costs. */
  private record Search(int queries, IntFunction<Cost> cost) {}

  private NearestSearches(int size) {
    this.size = size;
    this.matrix = new VectorMatrix(size, MadeUpCorpus.DIMENSION);
    for (int i = 0; i < size; i++) {
      matrix.set(i, MadeUpCorpus.vector("passage " + i));
    }
  }

  static void measure(Scale scale, int size) throws IOException {
    NearestSearches all = new NearestSearches(size);
    Path file =
        MadeUpCorpus.write(() -> IntStream.range(0, size).mapToObj(all.matrix::get).iterator());
    int threads = scale.mostThreads();
    List<Peers> peers = scale.peers(threads, file, size);
    try (Workers workers = new Workers(threads);
        LuceneSearch lucene = LuceneSearch.of(all.matrix)) {
      int many = Math.min(size, 200_000_000 / size);
      for (Peers python : peers) {
        all.add("FAISS flat", many, q -> python.search("faiss", 0, q, K));
      }
      SearchKernel plain = new TileKernel();
      SearchKernel best = SearchKernel.find(System.err::println);
      all.add("EasyNegatives, " + plain.name(), many, all.ours(plain, workers));
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
        SearchKernel vector = new VectorApiKernel();
        all.add("EasyNegatives, " + vector.name(), many, all.ours(vector, workers));
      }
      all.add("EasyNegatives, " + best.name(), many, all.ours(best, workers));
      for (Peers python : peers) {
        all.add("NumPy", many, q -> python.search("numpy", 0, q, K));
      }
      all.add("Lucene, exact", 50 * threads, all.each(workers, q -> lucene.exact(q, K)));
      all.add("Lucene, HNSW (approximate)", many, all.each(workers, q -> lucene.hnsw(q, K)));
      InMemoryEmbeddingStore<TextSegment> store = all.store();
      all.add(
          "LangChain4j InMemoryEmbeddingStore",
          10 * threads,
          all.each(workers, q -> all.ask(store, q)));
      if (scale.chroma().isPresent()) {
        ChromaIndex chroma = all.chroma(scale.chroma().get());
        all.add(
            "Chroma, HNSW (approximate), one query a call",
            200 * threads,
            all.each(workers, q -> chroma.nearest(q, K)));
      }
      all.run(scale.rounds(), threads);
      for (Peers python : peers) {
        all.compare(best, python);
      }
    } finally {
      peers.forEach(Peers::close);
      Files.delete(file);
    }
  }

  private void add(String name, int queries, IntFunction<Cost> cost) {
    searches.put(name, new Search(Math.min(queries, size), cost));
  }

  private IntFunction<Cost> ours(SearchKernel kernel, Workers workers) {
    ExactSearch search = new ExactSearch(matrix, kernel);
    return queries ->
        Cost.of(
            () -> {
              int blocks = (queries + ExactSearch.QUERIES - 1) / ExactSearch.QUERIES;
              int[][][] found = new int[blocks][][];
              workers.forEach(
                  blocks,
                  block -> {
                    int from = block * ExactSearch.QUERIES;
                    List<float[]> asked = new ArrayList<>();
                    for (int q = from; q < Math.min(from + ExactSearch.QUERIES, queries); q++) {
                      asked.add(matrix.get(q));
                    }
                    found[block] = search.nearest(asked, K).toArray(new int[0][]);
                  });
            });
  }

  /** A search that takes queries one by one. */
  private interface One {
    Object nearest(float[] query);
  }

  private IntFunction<Cost> each(Workers workers, One search) {
    return queries ->
        Cost.of(
            () -> {
              Object[] found = new Object[queries];
              workers.forEach(queries, q -> found[q] = search.nearest(matrix.get(q)));
            });
  }

  /** Fills a collection, unless an earlier run has. */
  private ChromaIndex chroma(String url) {
    ChromaIndex index = ChromaIndex.at(url, "easyneg-bench-" + size);
    index.open(MadeUpCorpus.DIMENSION, "random directions");
    List<VectorIndex.Entry> entries = new ArrayList<>();
    boolean filled = index.size() == size;
    for (int i = 0; !filled && i < size; i++) {
      entries.add(new VectorIndex.Entry(Passage.of("passage " + i), matrix.get(i)));
    }
    index.upsert(entries);
    return index;
  }

  private InMemoryEmbeddingStore<TextSegment> store() {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    List<Embedding> embeddings = new ArrayList<>();
    List<TextSegment> segments = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      embeddings.add(Embedding.from(matrix.get(i)));
      segments.add(TextSegment.from(String.valueOf(i)));
    }
    List<String> ids = store.addAll(embeddings, segments);
    assert ids.size() == size;
    return store;
  }

  private Object ask(InMemoryEmbeddingStore<TextSegment> store, float[] query) {
    return store.search(
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(query))
            .maxResults(K)
            .build());
  }

  private void run(int rounds, int threads) {
    Map<String, Cost> best = new LinkedHashMap<>();
    // The first round warms up.
    for (int round = 0; round <= rounds; round++) {
      boolean counts = round > 0;
      searches.forEach(
          (name, search) -> {
            Cost each = search.cost().apply(search.queries()).microsEach(search.queries());
            if (counts) {
              best.merge(name, each, Cost::best);
            }
          });
    }
    Scale.print(
        "\n| %d passages, nearest %d, %d threads | µs a query | speed | CPU µs a query | speed |",
        size, K, threads);
    Scale.print("|---|---|---|---|---|");
    Cost first = best.values().iterator().next();
    best.forEach(
        (name, each) ->
            Scale.print(
                "| %s | %.0f | %.3f | %.0f | %.3f |",
                name,
                each.wall(),
                first.wall() / each.wall(),
                each.cpu(),
                first.cpu() / each.cpu()));
  }

  /** Compares this library's results with those of FAISS, which sums in another order. */
  private void compare(SearchKernel kernel, Peers python) {
    int queries = Math.min(size, 512);
    Cost cost = python.search("faiss", 0, queries, K);
    assert cost.wall() > 0;
    int[] theirs = python.found();
    List<float[]> asked = IntStream.range(0, queries).mapToObj(matrix::get).toList();
    List<int[]> ours = new ExactSearch(matrix, kernel).nearest(asked, K);
    int same = 0;
    for (int q = 0; q < queries; q++) {
      Set<Integer> set =
          new HashSet<>(IntStream.of(ours.get(q)).boxed().collect(Collectors.toSet()));
      int from = q * K;
      same +=
          set.equals(
                  IntStream.range(from, from + K)
                      .map(i -> theirs[i])
                      .boxed()
                      .collect(Collectors.toSet()))
              ? 1
              : 0;
    }
    Scale.print("FAISS finds the same %d passages for %d of %d queries.", K, same, queries);
  }
}
