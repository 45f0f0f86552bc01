package io.github.easyneg.cli.compare;

import io.github.easyneg.internal.io.Sha256;
import java.util.List;
import java.util.Map;

/**
 * A row as a comparison sees it.
 *
 * @param number its number in the audit or report
 * @param content a hash of question and contexts, by which rows of two files are matched
 * @param question the question
 * @param negatives the texts of its negatives by the passages' ids, in the order of the draw
 */
record ComparedRow(long number, long content, String question, Map<String, String> negatives) {

  static ComparedRow of(
      long number, String question, List<String> contexts, Map<String, String> negatives) {
    StringBuilder content = new StringBuilder(question);
    contexts.forEach(context -> content.append('\0').append(context));
    String hash = Sha256.of(content.toString());
    return new ComparedRow(number, Long.parseUnsignedLong(hash, 0, 16, 16), question, negatives);
  }
}
