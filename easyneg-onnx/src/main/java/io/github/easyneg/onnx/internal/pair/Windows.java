package io.github.easyneg.onnx.internal.pair;

import io.github.easyneg.onnx.internal.embed.PairTokens;
import io.github.easyneg.onnx.internal.embed.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows in which a reader reads a passage, each after the question: as many tokens as it
 * reads, overlapping with the window before, so that an answer at a border is whole in one of the
 * two.
 *
 * @param most the maximum number of tokens of a window, question and special tokens included
 * @param mostOfQuestion the maximum number of tokens of a question, of which it never takes more
 *     than half
 * @param overlap how many tokens of a window are in the next one too, at most half of them
 */
public record Windows(int most, int mostOfQuestion, int overlap) {

  /**
   * A window.
   *
   * @param tokens what the network reads
   * @param from the first token of the passage
   * @param to the one after the last
   */
  public record Window(Tokens tokens, int from, int to) {}

  /** Returns how many tokens of the question are kept. */
  public int ofQuestion(PairTokens pair) {
    int half = Math.max(1, (most - pair.specials()) / 2);
    return Math.min(pair.firstLength(), Math.min(mostOfQuestion, half));
  }

  /** Returns the windows of a question and a passage; none where the passage has no token. */
  public List<Window> of(PairTokens pair) {
    int question = ofQuestion(pair);
    int room = Math.max(1, most - pair.specials() - question);
    int step = room - Math.min(overlap, room / 2);
    int begin = pair.secondBegins(question);
    List<Window> windows = new ArrayList<>();
    for (int from = 0; from < pair.secondLength(); from += step) {
      int to = Math.min(pair.secondLength(), from + room);
      windows.add(new Window(pair.part(question, from, to), begin, begin + to - from));
      if (to == pair.secondLength()) {
        break;
      }
    }
    return windows;
  }
}
