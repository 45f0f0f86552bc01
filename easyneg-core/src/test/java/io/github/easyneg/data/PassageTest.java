package io.github.easyneg.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {

  // Short texts are hashed in memory that is used again, long ones are not: both sides of the line,
  // and the longest bytes that a short one can have.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Straße",
        "\uFEFF\u0000 NUL",
        "4095 a",
        "4096 a",
        "4097 a",
        "4096 ẞ",
        "4097 ẞ",
        "2048 😀",
        "2049 😀"
      })
  void theIdIsTheBeginningOfTheSha256OfTheTextInUtf8(String text) throws Exception {
    String whole =
        text.matches("\\d+ .*")
            ? text.substring(5).repeat(Integer.parseInt(text.substring(0, 4)))
            : text;
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
    assertThat(Passage.of(whole).id()).isEqualTo(HexFormat.of().formatHex(hash, 0, 16));
    assertThat(Passage.of("another").id()).isNotEqualTo(Passage.of(whole).id());
    assertThat(Passage.of(whole).id()).isEqualTo(HexFormat.of().formatHex(hash, 0, 16));
  }
}
