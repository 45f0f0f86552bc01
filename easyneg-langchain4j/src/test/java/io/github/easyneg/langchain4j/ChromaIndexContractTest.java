package io.github.easyneg.langchain4j;

import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.testkit.StoredVectorsContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromaExtension.class)
final class ChromaIndexContractTest extends StoredVectorsContract {
  private String url = "";
  private String collection = "";

  @BeforeEach
  void freshCollection(ChromaServer server) {
    url = server.url();
    collection = TestServer.freshName();
  }

  @Override
  protected VectorIndex emptyIndex() {
    return ChromaIndex.at(url, collection);
  }

  @Override
  protected VectorIndex sameIndex() {
    return ChromaIndex.at(url, collection);
  }
}
