package io.github.easyneg.bench;

import io.github.easyneg.internal.math.TopK;
import io.github.easyneg.internal.math.VectorMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Lucene's vectors in memory, one segment: scored one by one, and by its HNSW graph. */
final class LuceneSearch implements AutoCloseable {
  private static final String FIELD = "vector";

  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private LuceneSearch(DirectoryReader reader) {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
  }

  static LuceneSearch of(VectorMatrix matrix) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config = new IndexWriterConfig(null).setRAMBufferSizeMB(1900);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < matrix.rows(); i++) {
        Document document = new Document();
        document.add(
            new KnnFloatVectorField(FIELD, matrix.get(i), VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    return new LuceneSearch(DirectoryReader.open(directory));
  }

  /** Scores every vector. */
  int[] exact(float[] query, int k) {
    try {
      TopK best = new TopK(k);
      for (LeafReaderContext leaf : reader.leaves()) {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(FIELD);
        VectorScorer scorer = values.scorer(query);
        DocIdSetIterator documents = scorer.iterator();
        for (int doc = documents.nextDoc();
            doc != DocIdSetIterator.NO_MORE_DOCS;
            doc = documents.nextDoc()) {
          best.offer(scorer.score(), leaf.docBase + doc);
        }
      }
      return best.rowsBestFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Searches the graph. */
  Object hnsw(float[] query, int k) {
    try {
      return searcher.search(new KnnFloatVectorQuery(FIELD, query, k), k);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
