package io.github.easyneg.langchain4j;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromaExtension.class)
final class ChromaMiningTest extends StoreMiningContract {
  ChromaMiningTest(ChromaServer server) {
    super(server);
  }
}
