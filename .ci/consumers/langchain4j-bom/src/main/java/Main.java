import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.langchain4j.ChromaIndex;
import io.github.easyneg.langchain4j.LangChain4j;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Mines with an adapted model of LangChain4j's, and makes an index in Chroma, which needs no other
 * dependency.
 */
public final class Main {
  public static void main(String[] args) {
    EmbeddingModel model =
        new EmbeddingModel() {
          @Override
          public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(segments.stream().map(segment -> vector(segment.text())).toList());
          }

          @Override
          public int dimension() {
            return 32;
          }
        };
    System.out.println(
        EasyNegatives.from(Datasets.jsonl(Path.of(args[0])))
            .embedWith(LangChain4j.embedder(model, "random/32"))
            .sampleK(1)
            .toAxolotl(Path.of(args[1])));
    try (ChromaIndex index = ChromaIndex.at("http://127.0.0.1:1", "not-opened")) {
      System.out.println(index);
    }
  }

  private static Embedding vector(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[32];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.from(vector);
  }
}
