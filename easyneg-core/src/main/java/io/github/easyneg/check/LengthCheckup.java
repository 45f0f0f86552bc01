package io.github.easyneg.check;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.Place;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Counts the tokens of each distinct passage, and notes which the model reads in part only. A model
 * that cannot count without embedding embeds them.
 */
final class LengthCheckup {
  private final Findings findings;
  private final EmbeddingProvider embedder;
  private final String model;
  private final Set<String> seen = new HashSet<>();
  private long measured;
  private long truncated;
  private OptionalInt longest = OptionalInt.empty();

  private record Length(OptionalInt tokens, boolean truncated) {}

  /**
   * Makes a checkup that has seen nothing yet.
   *
   * @param model what to call the model
   */
  LengthCheckup(Findings findings, EmbeddingProvider embedder, String model) {
    this.findings = findings;
    this.embedder = embedder;
    this.model = model;
  }

  void look(Place place, List<String> contexts) {
    List<Integer> fresh = new ArrayList<>();
    for (int i = 0; i < contexts.size(); i++) {
      String text = contexts.get(i);
      if (!text.isBlank() && seen.add(Passage.of(text).id())) {
        fresh.add(i);
      }
    }
    List<Length> lengths = lengths(place, fresh, fresh.stream().map(contexts::get).toList());
    for (int i = 0; i < lengths.size(); i++) {
      Length length = lengths.get(i);
      measured++;
      if (length.tokens().isPresent()) {
        longest = OptionalInt.of(Math.max(longest.orElse(0), length.tokens().getAsInt()));
      }
      if (length.truncated()) {
        truncated++;
        complain(place, fresh.get(i), length.tokens());
      }
    }
  }

  private void complain(Place place, int context, OptionalInt tokens) {
    String length =
        limit().isPresent() && tokens.isPresent()
            ? String.format(
                Locale.ROOT,
                " has %d tokens, of which %s reads %d",
                tokens.getAsInt(),
                model,
                limit().getAsInt())
            : (tokens.isPresent() ? " has " + tokens.getAsInt() + " tokens, which" : "")
                + " is longer than "
                + model
                + " reads";
    findings.add(
        FindingKind.TOO_LONG,
        place,
        String.format(Locale.ROOT, "contexts[%d]%s; the rest is truncated.", context, length));
  }

  private OptionalInt limit() {
    return embedder instanceof TokenCounter counter ? counter.tokenLimit() : OptionalInt.empty();
  }

  /** Measures texts, which stand in the row at {@code contexts}. */
  private List<Length> lengths(Place place, List<Integer> contexts, List<String> texts) {
    try {
      if (embedder instanceof TokenCounter counter) {
        int most = counter.tokenLimit().orElse(Integer.MAX_VALUE);
        return Arrays.stream(counter.countTokens(texts, TextRole.PASSAGE))
            .mapToObj(tokens -> new Length(OptionalInt.of(tokens), tokens > most))
            .toList();
      }
      return embedder.embed(texts, TextRole.PASSAGE).stream().map(LengthCheckup::length).toList();
    } catch (EmbeddingException e) {
      if (e.text().isPresent()) {
        int text = e.text().getAsInt();
        throw new EmbeddingException(
            place + ": contexts[" + contexts.get(text) + "]: " + e.getMessage(), text, e);
      }
      throw e;
    }
  }

  private static Length length(Embedding embedding) {
    return new Length(embedding.tokens(), embedding.truncated());
  }

  /** Returns what was counted. */
  PassageTokens counted() {
    return new PassageTokens(
        model,
        embedder instanceof TokenCounter,
        limit(),
        new PassageTokens.Measured(measured, truncated, longest));
  }
}
