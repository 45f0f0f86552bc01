package io.github.easyneg.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void editsAreCounted() {
    assertThat(Settings.edits("", "pool")).isEqualTo(4);
    assertThat(Settings.edits("pool", "pool")).isZero();
    assertThat(Settings.edits("pol", "pool")).isEqualTo(1);
    assertThat(Settings.edits("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void theNearestNameIsTheOneWithTheFewestEdits() {
    assertThat(Settings.nearest("treads", List.of("seed", "threads", "pool"))).isEqualTo("threads");
  }
}
