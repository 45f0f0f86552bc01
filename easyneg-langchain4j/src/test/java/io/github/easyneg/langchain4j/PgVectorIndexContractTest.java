package io.github.easyneg.langchain4j;

import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.testkit.StoredVectorsContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PgExtension.class)
final class PgVectorIndexContractTest extends StoredVectorsContract {
  private String url = "";
  private PgVectorOptions options = PgVectorOptions.defaults();
  private String table = "";

  @BeforeEach
  void freshTable(PgServer server) {
    url = server.url();
    options = server.options();
    table = TestServer.freshName();
  }

  @Override
  protected VectorIndex emptyIndex() {
    return PgVectorIndex.at(url, table, options);
  }

  @Override
  protected VectorIndex sameIndex() {
    return PgVectorIndex.at(url, table, options);
  }
}
