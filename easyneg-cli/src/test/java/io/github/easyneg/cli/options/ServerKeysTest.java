package io.github.easyneg.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.cli.console.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerKeysTest {

  @ParameterizedTest
  @ValueSource(strings = {"EASYNEG_JUDGE_KEY", "EASYNEG_EMBED_KEY", "EASYNEG_CHROMA_TOKEN"})
  void aKeyThatCannotBeSentIsNotShownAndItsVariableIs(String variable) {
    assertThatThrownBy(() -> ServerKeys.of(variable, "secret 123"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            variable
                + " holds a space or a character outside ASCII (the key is not shown); copy it"
                + " again from where it was issued.");
  }

  @Test
  void whatIsBlankIsNoKey() {
    assertThat(ServerKeys.of("KEY", "\n")).isEmpty();
    assertThat(ServerKeys.of("KEY", null)).isEmpty();
    assertThat(ServerKeys.of("KEY", " sk-1\n").orElseThrow().value()).isEqualTo("sk-1");
  }
}
