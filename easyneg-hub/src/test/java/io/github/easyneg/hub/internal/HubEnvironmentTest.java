package io.github.easyneg.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubEnvironmentTest {

  @ParameterizedTest
  @CsvSource({
    "'', /me/.cache/huggingface/hub",
    "XDG_CACHE_HOME=/xdg, /xdg/huggingface/hub",
    "XDG_CACHE_HOME=/xdg HF_HOME=/hf, /hf/hub",
    "HF_HOME=/hf HUGGINGFACE_HUB_CACHE=/old, /old",
    "HF_HOME=/hf HUGGINGFACE_HUB_CACHE=/old HF_HUB_CACHE=/new, /new",
    "HF_HOME=~/hf, /me/hf/hub",
    "HF_HUB_CACHE=~, /me",
    "HF_HUB_CACHE=$SCRATCH/x SCRATCH=/big, /big/x",
    "HF_HUB_CACHE=${SCRATCH}x SCRATCH=/big, /bigx",
    "HF_HUB_CACHE=/a/$UNKNOWN, /a/$UNKNOWN",
    "HF_HUB_CACHE= HF_HOME=/hf, /hf/hub",
  })
  void cacheIsWherePythonHasIt(String environment, String directory) {
    assertThat(settings(environment).cache().directory()).isEqualTo(Path.of(directory));
  }

  @Test
  void defaultsAreThoseOfTheHub() {
    HubSettings settings = settings("");

    assertThat(settings.connection().endpoint()).hasToString("https://huggingface.co");
    assertThat(settings.connection().token()).isEmpty();
    assertThat(settings.connection().offline()).isFalse();
    assertThat(settings.connection().headTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.connection().readTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.cache().symlinks()).isTrue();
    assertThat(settings.request())
        .isEqualTo(new HubSettings.Request(Revision.MAIN, Optional.empty(), 50_000_000_000L));
  }

  @ParameterizedTest
  @CsvSource({"1,true", "ON,true", "yes,true", "True,true", "0,false", "no,false", "'',false"})
  void offlineIsReadAsPythonDoes(String value, boolean offline) {
    assertThat(settings("HF_HUB_OFFLINE=" + value).connection().offline()).isEqualTo(offline);
    assertThat(settings("TRANSFORMERS_OFFLINE=" + value).connection().offline()).isEqualTo(offline);
  }

  @Test
  void endpointLosesItsLastSlash() {
    assertThat(settings("HF_ENDPOINT=https://mirror.test/hf/").connection().endpoint())
        .hasToString("https://mirror.test/hf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "huggingface.co",
        "ftp://huggingface.co",
        "https://",
        "https://user:password@huggingface.co",
        "https://huggingface.co?a=b",
        "https://huggingface.co#a",
        "https://huggingface.co:70000",
        "https://hugging|face.co"
      })
  void endpointThatIsNoneIsAnErrorThatDoesNotShowIt(String endpoint) {
    assertThatThrownBy(() -> settings("HF_ENDPOINT=" + endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "HF_ENDPOINT is not an endpoint (it is not shown, for it may hold a password); expected"
                + " http:// or https://, a host, no port above 65535, and no user, query or"
                + " fragment, as in 'https://huggingface.co'.")
        .hasNoCause();
  }

  @Test
  void timeoutsAreInSeconds() {
    HubSettings settings = settings("HF_HUB_ETAG_TIMEOUT=3 HF_HUB_DOWNLOAD_TIMEOUT=60");

    assertThat(settings.connection().headTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.connection().readTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> settings("HF_HUB_ETAG_TIMEOUT=soon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "HF_HUB_ETAG_TIMEOUT is 'soon'; expected whole seconds, 1 to 999999. Correct it, or"
                + " unset it for 10.");
  }

  @Test
  void tokenComesFromTheVariableBeforeTheFile(@TempDir Path home) throws IOException {
    Files.writeString(home.resolve("token"), "hf_file\n");
    Files.writeString(home.resolve("other"), "hf_other\r\n");
    String files = "HF_HOME=" + home + " ";

    assertThat(authorization(files)).isEqualTo("Bearer hf_file");
    assertThat(authorization(files + "HF_TOKEN_PATH=" + home.resolve("other")))
        .isEqualTo("Bearer hf_other");
    assertThat(authorization(files + "HUGGING_FACE_HUB_TOKEN=hf_old")).isEqualTo("Bearer hf_old");
    assertThat(authorization(files + "HUGGING_FACE_HUB_TOKEN=hf_old HF_TOKEN=hf_new"))
        .isEqualTo("Bearer hf_new");
    assertThat(authorization(files + "HF_TOKEN=hf_new HF_HUB_DISABLE_IMPLICIT_TOKEN=1"))
        .isEqualTo("none");
    Files.writeString(home.resolve("token"), "\n");
    assertThat(authorization(files)).isEqualTo("none");
  }

  @Test
  void tokenFileThatCannotBeReadIsAnError(@TempDir Path home) throws IOException {
    Path token = Files.createDirectory(home.resolve("token"));

    assertThatThrownBy(() -> settings("HF_HOME=" + home))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            token
                + ": expected the Hugging Face token, but the file cannot be read (IOException)."
                + " Repair it, or set HF_TOKEN or HF_TOKEN_PATH.");
  }

  private static String authorization(String environment) {
    return settings(environment).connection().token().map(Token::authorization).orElse("none");
  }

  /** Makes settings of {@code NAME=value NAME=value}. */
  private static HubSettings settings(String environment) {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", "/me");
    for (String variable : environment.strip().split(" ", -1)) {
      if (!variable.isEmpty()) {
        int equals = variable.indexOf('=');
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return new HubEnvironment(variables).settings();
  }
}
