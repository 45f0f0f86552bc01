package io.github.easyneg.cli;

import io.github.easyneg.data.Passage;
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
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts the tokens of each distinct passage, and notes which the model reads in part only. A model
 * that cannot count without embedding embeds them.
 */
final class LengthCheckup {
  private static final int BATCH = 256;

  private final Findings findings;
  private final EmbeddingProvider embedder;
  private final String model;
  private final ProgressDisplay display;
  private final Set<String> seen = new HashSet<>();
  private final List<Waiting> batch = new ArrayList<>();
  private long measured;
  private long truncated;
  private int longest;

  private record Waiting(Place place, int context, String text) {}

  private record Length(OptionalInt tokens, boolean truncated) {}

  /**
   * Makes a checkup that has seen nothing yet.
   *
   * @param model what to call the model
   */
  LengthCheckup(
      Findings findings, EmbeddingProvider embedder, String model, ProgressDisplay display) {
    this.findings = findings;
    this.embedder = embedder;
    this.model = model;
    this.display = display;
  }

  void look(Place place, List<String> contexts) {
    for (int i = 0; i < contexts.size(); i++) {
      String text = contexts.get(i);
      if (!text.isBlank() && seen.add(Passage.of(text).id())) {
        batch.add(new Waiting(place, i, text));
      }
    }
    if (batch.size() >= BATCH) {
      flush();
    }
  }

  private void flush() {
    List<Length> lengths = lengths(batch);
    for (int i = 0; i < lengths.size(); i++) {
      Length length = lengths.get(i);
      longest = Math.max(longest, length.tokens().orElse(0));
      if (length.truncated()) {
        truncated++;
        complain(batch.get(i), length.tokens());
      }
    }
    measured += batch.size();
    batch.clear();
    display.on("counting tokens", measured, OptionalLong.empty());
  }

  private void complain(Waiting passage, OptionalInt tokens) {
    String length =
        limit().isPresent() && tokens.isPresent()
            ? " has %d tokens, of which %s reads %d"
                .formatted(tokens.getAsInt(), model, limit().getAsInt())
            : (tokens.isPresent() ? " has " + tokens.getAsInt() + " tokens, which" : "")
                + " is longer than "
                + model
                + " reads";
    findings.add(
        Complaint.TOO_LONG,
        passage.place(),
        "contexts[%d]%s; it will be found by its beginning only."
            .formatted(passage.context(), length));
  }

  private OptionalInt limit() {
    return embedder instanceof TokenCounter counter ? counter.tokenLimit() : OptionalInt.empty();
  }

  private List<Length> lengths(List<Waiting> passages) {
    List<String> texts = passages.stream().map(Waiting::text).toList();
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
        Waiting passage = passages.get(e.text().getAsInt());
        throw new EmbeddingException(
            passage.place() + ": contexts[" + passage.context() + "]: " + e.getMessage(),
            e.text().getAsInt(),
            e);
      }
      throw e;
    }
  }

  private static Length length(Embedding embedding) {
    return new Length(embedding.tokens(), embedding.truncated());
  }

  /** Ends the count and returns it in words. */
  String summary() {
    flush();
    if (measured == 0) {
      return "there is no passage to count them of";
    }
    if (longest == 0 && !(embedder instanceof TokenCounter)) {
      return model + " does not count them";
    }
    return String.format(Locale.ROOT, "longest passage %,d; %s", longest, againstTheLimit());
  }

  private String againstTheLimit() {
    if (embedder instanceof TokenCounter && limit().isEmpty()) {
      return model + " reads all of any passage";
    }
    String longer =
        truncated == 0
            ? "none is longer"
            : String.format(Locale.ROOT, "%,d of %,d are longer", truncated, measured);
    return limit().isPresent()
        ? String.format(Locale.ROOT, "%s reads %,d, and %s", model, limit().getAsInt(), longer)
        : longer + " than " + model + " reads";
  }
}
