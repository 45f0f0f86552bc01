package io.github.easyneg.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields are what, much as a map on the command line says it. */
final class Mapping {
  private static final List<String> ORDER =
      List.of("question", "answer", "contexts", "titles", "ids", "positives", "negatives");

  private Mapping() {}

  /**
   * Returns a mapping in words, such as {@code question=query, positives=pos, negatives=neg}.
   *
   * @param fields of a record; of any other nothing is said
   * @param meanings fields by what they are
   */
  static String of(Set<String> fields, Map<String, List<String>> meanings) {
    List<String> said = new ArrayList<>();
    for (String meaning : ORDER) {
      List<String> found =
          fields.stream()
              .filter(
                  field ->
                      meanings.getOrDefault(meaning, List.of()).stream()
                          .anyMatch(field::equalsIgnoreCase))
              .toList();
      if (!found.isEmpty()) {
        said.add(meaning + "=" + String.join("+", found));
      }
    }
    return String.join(", ", said);
  }
}
