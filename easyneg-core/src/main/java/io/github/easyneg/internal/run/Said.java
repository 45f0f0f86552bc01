package io.github.easyneg.internal.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What models said of a row's passages, beyond rejecting candidates.
 *
 * @param answers candidates that answer the question
 * @param relevance a cross-encoder's scores, if they were asked for
 */
record Said(List<Answer> answers, Optional<Scores> relevance) {
  static final Said NOTHING = new Said(List.of(), Optional.empty());

  /**
   * A candidate that answers the question.
   *
   * @param passage its number
   * @param guard whose verdict it is
   * @param score that the verdict rests on; NaN if there is none
   */
  record Answer(int passage, String guard, double score) {}

  /** Scores of the row's contexts, then of its negatives. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Scores(String guard, double[] all) {
    List<Double> first(int n) {
      return Arrays.stream(all, 0, n).boxed().toList();
    }

    List<Double> after(int n) {
      return Arrays.stream(all, n, all.length).boxed().toList();
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(answers.size());
    for (Answer answer : answers) {
      out.writeInt(answer.passage());
      out.writeUTF(answer.guard());
      out.writeDouble(answer.score());
    }
    out.writeBoolean(relevance.isPresent());
    if (relevance.isPresent()) {
      out.writeUTF(relevance.get().guard());
      out.writeInt(relevance.get().all().length);
      for (double score : relevance.get().all()) {
        out.writeDouble(score);
      }
    }
  }

  static Said read(DataInputStream in) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      answers.add(new Answer(in.readInt(), in.readUTF(), in.readDouble()));
    }
    if (!in.readBoolean()) {
      return new Said(List.copyOf(answers), Optional.empty());
    }
    String guard = in.readUTF();
    double[] all = new double[in.readInt()];
    for (int i = 0; i < all.length; i++) {
      all[i] = in.readDouble();
    }
    return new Said(List.copyOf(answers), Optional.of(new Scores(guard, all)));
  }
}
