package io.github.easyneg.langchain4j;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PgExtension.class)
final class PgVectorMiningTest extends StoreMiningContract {
  PgVectorMiningTest(PgServer server) {
    super(server);
  }
}
