package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixtures.NullArguments;
import io.github.easyneg.mine.BatchGuard;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

  @Test
  void nullIsRefusedAtOnceAndTheArgumentIsNamed() throws Exception {
    QaRow row = QaRow.of(List.of("a", "b"), "c", "d", 0);
    NullArguments arguments =
        new NullArguments()
            .with(ChatJudge.class, LangChain4j.judge(never(ChatModel.class)))
            .with(ScoringGuard.class, LangChain4j.scoringGuard(never(ScoringModel.class), 0.5))
            .with(LangChain4jEmbedder.class, LangChain4j.embedder(never(EmbeddingModel.class), "a"))
            .with(OpenAiEmbedder.class, OpenAiEmbedder.at("http://localhost:1/v1", "a"))
            .with(ChromaOptions.class, ChromaOptions.defaults())
            .with(PgVectorOptions.class, PgVectorOptions.defaults())
            .with(PgVectorIndex.class, PgVectorIndex.at("postgresql://localhost:1/a", "a"))
            .with(BatchGuard.Pair.class, new BatchGuard.Pair(row, Passage.of("a")));

    // An index of Chroma is opened at a server; its tests have one.
    assertThat(arguments.unnamed(LangChain4j.class)).isEmpty();
    assertThat(arguments.unsampled()).allMatch(missing -> missing.contains("ChromaIndex"));
    assertThat(arguments.checked()).isGreaterThan(30);
  }

  /** Returns a model that is never asked, as nulls are refused before. */
  private static <T> T never(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (on, method, given) -> {
              if (method.isDefault()) {
                return InvocationHandler.invokeDefault(on, method, given);
              }
              throw new AssertionError(method + " was called");
            }));
  }
}
