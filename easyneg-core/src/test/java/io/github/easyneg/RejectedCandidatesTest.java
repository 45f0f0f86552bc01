package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.RejectedCandidate;
import io.github.easyneg.report.Explanation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One guard rejects every third passage, one that judges batches every fifth of the others. */
class RejectedCandidatesTest {
  private static EasyNegatives recipe() {
    List<QaRow> rows =
        IntStream.range(0, 60)
            .mapToObj(i -> QaRow.of(List.of("passage " + i), "question " + i, "answer " + i, 0))
            .toList();
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(HashingEmbedder.ofDimension(32))
        .candidates(Pool.all())
        .withoutGuards(Guards.NEAR_DUPLICATE)
        .rejecting(new Thirds(), new Fifths())
        .sampleK(20);
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(text.indexOf(' ') + 1));
  }

  private static final class Thirds implements Guard {
    @Override
    public String name() {
      return "thirds";
    }

    @Override
    public boolean rejects(QaRow row, Candidate candidate) {
      return number(candidate.passage().text()) % 3 == 0;
    }
  }

  private static final class Fifths implements BatchGuard {
    @Override
    public String name() {
      return "fifths";
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      BitSet rejects = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        rejects.set(i, number(pairs.get(i).passage().text()) % 5 == 0);
      }
      return rejects;
    }
  }

  @Test
  void ofEachGuardARowKeepsTheFirstThreeInTheOrderOfTheDraw() {
    Explanation story = recipe().explain(7);
    Map<String, Integer> ofGuard = new HashMap<>();
    List<RejectedCandidate> first = new ArrayList<>();
    for (RejectedCandidate one : story.rejections()) {
      if (ofGuard.merge(one.guard(), 1, Integer::sum) <= RejectedCandidate.PER_GUARD) {
        first.add(one);
      }
    }

    assertThat(ofGuard.get("thirds")).isGreaterThan(3);
    assertThat(ofGuard.get("fifths")).isGreaterThan(3);
    assertThat(story.mined().rejected())
        .isEqualTo(first)
        .extracting(RejectedCandidate::guard)
        .endsWith("fifths", "fifths", "fifths");
  }

  @Test
  void theyAreTheSameOnAnyNumberOfThreadsAndWithALimitToReuse() {
    for (EasyNegatives recipe : List.of(recipe(), recipe().sampleK(3).maxReuse(8))) {
      List<List<RejectedCandidate>> one = rejected(recipe.threads(1));
      assertThat(one).anySatisfy(ofRow -> assertThat(ofRow).isNotEmpty());
      assertThat(rejected(recipe.threads(7))).isEqualTo(one);
    }
  }

  private static List<List<RejectedCandidate>> rejected(EasyNegatives recipe) {
    return Jobs.run(recipe).rows().stream().map(row -> row.rejected()).toList();
  }
}
