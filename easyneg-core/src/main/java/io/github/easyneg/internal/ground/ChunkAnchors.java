package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.internal.settings.RowName;
import io.github.easyneg.mine.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a chunk's anchors. Where an anchor has none, the row's question stands in for it,
 * as it does where a row has no such text; where the question has none either, the row cannot be
 * compared with anything.
 */
final class ChunkAnchors {
  private final Ground ground;
  private final Embedder embedder;
  private final List<RowReader.Numbered> chunk;
  private final List<Anchor> anchors;
  private final float[][] @Nullable [] vectors;
  private final BitSet[] standIns;

  ChunkAnchors(Ground ground, Embedder embedder, List<RowReader.Numbered> chunk) {
    this.ground = ground;
    this.embedder = embedder;
    this.chunk = chunk;
    this.anchors = ground.settings().anchors();
    this.vectors = new float[chunk.size()][anchors.size()][];
    this.standIns = new BitSet[chunk.size()];
    Arrays.setAll(standIns, i -> new BitSet());
    for (TextRole role : TextRole.values()) {
      embedOwn(role);
    }
    letQuestionsStandIn();
    for (int a = 0; a < anchors.size(); a++) {
      if (anchors.get(a).answerShare() > 0) {
        subtractAnswers(a);
      }
    }
  }

  /** Texts to embed, and which anchors of which rows they are. */
  private final class Wanted {
    private final List<Embedder.Text> texts = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();

    void add(int i, int a, Passage text, String name) {
      texts.add(new Embedder.Text(text, () -> "the " + name + " of " + rowName(i)));
      places.add(new int[] {i, a});
    }

    void embed(TextRole role) {
      List<Optional<float[]>> units = embedder.units(texts, role);
      for (int t = 0; t < units.size(); t++) {
        vectors[places.get(t)[0]][places.get(t)[1]] = units.get(t).orElse(null);
      }
    }
  }

  private String rowName(int i) {
    return RowName.of(ground.settings().dataset(), chunk.get(i).number(), chunk.get(i).row());
  }

  /** Returns the vectors of a row's anchors; none if one of them is missing. */
  float[][] vectors(int i) {
    float[][] all = new float[anchors.size()][];
    for (int a = 0; a < all.length; a++) {
      float @Nullable [] vector = vectors[i][a];
      if (vector == null) {
        return new float[0][];
      }
      all[a] = vector;
    }
    return all;
  }

  /** Returns for which of a row's anchors the question stands in, for lack of a vector. */
  BitSet standIns(int i) {
    return standIns[i];
  }

  private void embedOwn(TextRole role) {
    Wanted wanted = new Wanted();
    List<int[]> passages = new ArrayList<>();
    for (int i = 0; i < chunk.size(); i++) {
      for (int a = 0; a < anchors.size(); a++) {
        Anchor anchor = anchors.get(a);
        if (anchor.roleIn(chunk.get(i).row()) != role) {
          continue;
        }
        Passage text = Passage.of(anchor.textOf(chunk.get(i).row()));
        int known = role == TextRole.PASSAGE ? ground.corpus().number(text.id()) : -1;
        if (known < 0) {
          wanted.add(i, a, text, anchor.name());
        } else {
          passages.add(new int[] {i, a, known});
        }
      }
    }
    wanted.embed(role);
    ground.vectors().make(passages.stream().mapToInt(place -> place[2]).toArray());
    for (int[] place : passages) {
      if (ground.vectors().has(place[2])) {
        vectors[place[0]][place[1]] = ground.vectors().get(place[2]);
      }
    }
  }

  private void letQuestionsStandIn() {
    Wanted wanted = new Wanted();
    for (int i = 0; i < chunk.size(); i++) {
      QaRow row = chunk.get(i).row();
      for (int a = 0; a < anchors.size(); a++) {
        if (vectors[i][a] == null && anchors.get(a).isIn(row)) {
          wanted.add(i, a, Passage.of(row.question()), "question");
          standIns[i].set(a);
        }
      }
    }
    wanted.embed(TextRole.QUERY);
  }

  /** Moves an anchor of each row that has an answer away from it. */
  private void subtractAnswers(int a) {
    Anchor anchor = anchors.get(a);
    List<Embedder.Text> texts = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < chunk.size(); i++) {
      Optional<String> answer = anchor.subtracted(chunk.get(i).row());
      if (answer.isPresent() && vectors[i][a] != null) {
        int place = i;
        texts.add(
            new Embedder.Text(Passage.of(answer.get()), () -> "the answer of " + rowName(place)));
        rows.add(i);
      }
    }
    List<Optional<float[]>> answers = embedder.units(texts, TextRole.QUERY);
    for (int t = 0; t < answers.size(); t++) {
      float[][] ofRow = vectors[rows.get(t)];
      float[] vector = Objects.requireNonNull(ofRow[a]);
      ofRow[a] = answers.get(t).map(answer -> apart(vector, anchor, answer)).orElse(vector);
    }
  }

  /** Returns a text's vector less a share of its answer's. */
  private static float[] apart(float[] text, Anchor anchor, float[] answer) {
    float[] vector = text.clone();
    boolean apart = false;
    for (int d = 0; d < vector.length; d++) {
      vector[d] -= (float) (anchor.answerShare() * answer[d]);
      apart |= vector[d] != 0;
    }
    // A question that is its answer, at a share of 1, leaves no direction; then it stays.
    return apart ? UnitVectors.of("an anchor", vector) : text;
  }
}
