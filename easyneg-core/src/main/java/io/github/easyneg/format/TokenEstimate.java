package io.github.easyneg.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a language model will make of a record, without its tokenizer.
 *
 * <p>Two tokens for five bytes of UTF-8, which is meant to be too many rather than too few: the
 * multilingual vocabularies of the Llama and Mistral family make about one token of three letters
 * of German, and about one of one Chinese character, which has three bytes.
 */
public final class TokenEstimate {
  private static final int TOKENS = 2;
  private static final int BYTES = 5;

  private TokenEstimate() {}

  /** Returns an estimate for all texts of a record together, at least 1. */
  public static int of(OutputRecord record) {
    long tokens = bytes(record.fields()) * TOKENS / BYTES + 1;
    return (int) Math.min(tokens, Integer.MAX_VALUE);
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return utf8Length(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(TokenEstimate::bytes).sum();
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToLong(TokenEstimate::bytes).sum();
    }
    return 0;
  }

  /** A pair of surrogates counts two and two. */
  private static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
