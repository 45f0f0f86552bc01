package io.github.easyneg.cli;

import io.github.easyneg.data.Passage;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Lets a model embed each distinct passage, and notes which it reads in part only. */
final class LengthCheckup {
  private static final int BATCH = 256;

  private final Findings findings;
  private final EmbeddingProvider embedder;
  private final ProgressDisplay display;
  private final Set<String> seen = new HashSet<>();
  private final List<Waiting> batch = new ArrayList<>();
  private long embedded;
  private long truncated;
  private int longest;

  private record Waiting(Place place, int context, String text) {}

  LengthCheckup(Findings findings, EmbeddingProvider embedder, ProgressDisplay display) {
    this.findings = findings;
    this.embedder = embedder;
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
    List<Embedding> embeddings = embed(batch);
    for (int i = 0; i < embeddings.size(); i++) {
      Embedding embedding = embeddings.get(i);
      Waiting passage = batch.get(i);
      longest = Math.max(longest, embedding.tokens().orElse(0));
      if (embedding.truncated()) {
        truncated++;
        findings.add(
            Complaint.TOO_LONG,
            passage.place(),
            "contexts[%d]%s is longer than the model reads; it will be found by its beginning only."
                .formatted(
                    passage.context(),
                    embedding.tokens().isPresent()
                        ? " has " + embedding.tokens().getAsInt() + " tokens, which"
                        : ""));
      }
    }
    embedded += batch.size();
    batch.clear();
    display.on("counting tokens", embedded, OptionalLong.empty());
  }

  private List<Embedding> embed(List<Waiting> passages) {
    try {
      return embedder.embed(passages.stream().map(Waiting::text).toList(), TextRole.PASSAGE);
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

  /** Ends the count and returns it in words. */
  String summary() {
    flush();
    if (longest == 0) {
      return "the model does not count them";
    }
    return String.format(
        Locale.ROOT,
        "longest passage %,d; %,d of %,d passages are longer than the model reads",
        longest,
        truncated,
        embedded);
  }
}
