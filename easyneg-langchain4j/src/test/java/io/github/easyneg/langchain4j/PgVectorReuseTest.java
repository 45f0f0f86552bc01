package io.github.easyneg.langchain4j;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PgExtension.class)
final class PgVectorReuseTest extends StoreReuseContract {
  PgVectorReuseTest(PgServer server) {
    super(server);
  }
}
