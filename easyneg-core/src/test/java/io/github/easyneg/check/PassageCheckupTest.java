package io.github.easyneg.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageCheckupTest {
  private final List<Finding> found = new ArrayList<>();

  @Test
  void findsWhatComparingAllWithAllFinds() {
    Random random = new Random(3);
    List<Set<Integer>> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean copy = i > 0 && random.nextInt(3) == 0;
      Set<Integer> words = copy ? new HashSet<>(texts.get(random.nextInt(i))) : new HashSet<>();
      int changes = copy ? random.nextInt(12) : 40;
      for (int j = 0; j < changes; j++) {
        words.add(random.nextInt(500));
      }
      texts.add(words);
    }

    PassageCheckup checkup = new PassageCheckup(findings());
    for (int i = 0; i < texts.size(); i++) {
      checkup.look(Place.of("f", i + 1), List.of(text(texts.get(i))));
    }

    Set<Integer> lines =
        found.stream()
            .map(finding -> finding.place().line().orElseThrow())
            .collect(Collectors.toSet());
    // A pair of 80 % is missed with probability 0.0002; the seed is one where none is.
    assertThat(lines).isEqualTo(nearAnEarlierOne(texts)).hasSizeGreaterThan(30);
  }

  private static Set<Integer> nearAnEarlierOne(List<Set<Integer>> texts) {
    Set<Integer> near = new HashSet<>();
    Set<Set<Integer>> seen = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      Set<Integer> words = texts.get(i);
      if (seen.add(words)
          && texts.subList(0, i).stream().anyMatch(other -> jaccard(words, other) >= 0.8)) {
        near.add(i + 1);
      }
    }
    return near;
  }

  private static double jaccard(Set<Integer> a, Set<Integer> b) {
    Set<Integer> both = new HashSet<>(a);
    both.retainAll(b);
    return (double) both.size() / (a.size() + b.size() - both.size());
  }

  /** Words in one order, so that equal sets are equal texts. */
  private static String text(Set<Integer> words) {
    return words.stream().sorted().map(word -> "wort" + word).collect(Collectors.joining(" "));
  }

  @Test
  void saysWhereItStopsToCompare() {
    PassageCheckup checkup = new PassageCheckup(findings(), 2);
    IntStream.rangeClosed(1, 4)
        .forEach(i -> checkup.look(Place.of("f", i), List.of("Text Nummer " + i)));

    assertThat(found)
        .map(Finding::toString)
        .containsExactly(
            "f:3: warning: from here on passages are not checked for near-duplicates: no more than"
                + " 2 are remembered.");
  }

  private Findings findings() {
    return new Findings(found::add, 0);
  }
}
