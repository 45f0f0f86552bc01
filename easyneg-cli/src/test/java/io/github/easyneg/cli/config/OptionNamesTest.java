package io.github.easyneg.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionNamesTest {
  @Test
  void editsAreCounted() {
    assertThat(OptionNames.edits("", "pool")).isEqualTo(4);
    assertThat(OptionNames.edits("pool", "pool")).isZero();
    assertThat(OptionNames.edits("pol", "pool")).isEqualTo(1);
    assertThat(OptionNames.edits("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void theNearestNameIsTheOneWithTheFewestEdits() {
    assertThat(OptionNames.nearest("treads", List.of("seed", "threads", "pool")))
        .isEqualTo("threads");
  }
}
