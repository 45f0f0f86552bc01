package io.github.easyneg.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import io.github.easyneg.mine.RelevanceGuard;
import io.github.easyneg.testkit.RelevanceGuardContract;
import java.util.List;

class ScoringGuardContractTest extends RelevanceGuardContract {
  private static final class LettersModel implements ScoringModel {
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      return Response.from(
          segments.stream().map(s -> (s.text() + query).chars().sum() % 101 / 100.0).toList());
    }
  }

  @Override
  protected RelevanceGuard guard() {
    return LangChain4j.scoringGuard(new LettersModel(), 0.5);
  }
}
