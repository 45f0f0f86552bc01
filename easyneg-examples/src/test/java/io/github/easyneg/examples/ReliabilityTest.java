package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of promises names tests that exist. */
class ReliabilityTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

  @Test
  void everyTestNamedExists() {
    Matcher named = TEST.matcher(Repository.read(Repository.path("docs/reliability.md")));
    Set<String> sources = new TreeSet<>();
    Repository.sources().forEach(path -> sources.add(String.valueOf(path.getFileName())));
    Set<String> tests = new TreeSet<>();
    while (named.find()) {
      tests.add(named.group(1) + ".java");
    }
    assertThat(tests).hasSizeGreaterThan(15);
    assertThat(sources).containsAll(tests);
  }
}
