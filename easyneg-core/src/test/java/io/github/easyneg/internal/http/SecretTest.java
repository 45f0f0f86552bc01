package io.github.easyneg.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-geheim/123+xyz==",
        "sk-geheim%2F123%2Bxyz%3D%3D",
        "sk-geheim%2f123%2bxyz%3d%3d",
        "c2stZ2VoZWltLzEyMyt4eXo9PQ==",
        "c2stZ2VoZWltLzEyMyt4eXo9PQ"
      })
  void aSecretIsHiddenInEachFormInWhichAServerRepeatsIt(String form) {
    Secret secret = Secret.of("KEY", "sk-geheim/123+xyz==").orElseThrow();
    assertThat(secret.hiddenIn("key " + form + ", " + form + "!")).isEqualTo("key (key), (key)!");
  }

  @Test
  void nothingElseIsHidden() {
    Secret secret = Secret.of("KEY", "sk-geheim").orElseThrow();
    assertThat(secret.hiddenIn("no such model sk")).isEqualTo("no such model sk");
  }
}
