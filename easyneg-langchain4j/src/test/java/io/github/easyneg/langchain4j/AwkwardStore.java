package io.github.easyneg.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.Collection;
import java.util.List;

/**
 * What LangChain4j allows a store to be: unable to remove, keeping its vectors to itself, returning
 * fewer than asked.
 */
final class AwkwardStore implements EmbeddingStore<TextSegment> {
  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
  private final boolean removes;
  private final int most;

  AwkwardStore(boolean removes, int most) {
    this.removes = removes;
    this.most = most;
  }

  @Override
  public String add(Embedding embedding) {
    return store.add(embedding);
  }

  @Override
  public void add(String id, Embedding embedding) {
    store.add(id, embedding);
  }

  @Override
  public String add(Embedding embedding, TextSegment segment) {
    return store.add(embedding, segment);
  }

  @Override
  public List<String> addAll(List<Embedding> embeddings) {
    return store.addAll(embeddings);
  }

  @Override
  public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
    store.addAll(ids, embeddings, segments);
    // As stores do that normalise what they are given, in place.
    embeddings.forEach(Embedding::normalize);
  }

  @Override
  public void removeAll(Collection<String> ids) {
    if (!removes) {
      throw new UnsupportedFeatureException("Not supported yet.");
    }
    store.removeAll(ids);
  }

  @Override
  public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
    List<EmbeddingMatch<TextSegment>> matches =
        store.search(request).matches().stream()
            .limit(most)
            .map(
                m ->
                    new EmbeddingMatch<>(
                        m.score(), m.embeddingId(), (Embedding) null, m.embedded()))
            .toList();
    return new EmbeddingSearchResult<>(matches);
  }
}
