package io.github.easyneg.check;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Counts the tokens of each distinct passage, and notes which the model reads in part only, and
 * which passages, questions and answers have no vector. A model that cannot tell without embedding
 * embeds them.
 */
final class LengthCheckup {
  private final Findings findings;
  private final EmbeddingProvider embedder;
  private final String model;
  private final Set<String> seen = new HashSet<>();
  private long measured;
  private long truncated;
  private OptionalInt longest = OptionalInt.empty();

  private record Length(OptionalInt tokens, boolean truncated, Optional<String> missing) {}

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
      String field = "contexts[" + fresh.get(i) + "]";
      length
          .missing()
          .ifPresent(why -> complain(place, field, why, "it is never used as a negative"));
    }
  }

  /** Looks at what a row can be compared by. */
  void lookAtAnchors(Place place, QaRow row) {
    List<String> fields = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    if (!row.question().isBlank()) {
      fields.add("question");
      texts.add(row.question());
    }
    for (int i = 0; i < row.answers().size(); i++) {
      if (!row.answers().get(i).isBlank()) {
        fields.add(row.answers().size() == 1 ? "answer" : "answers[" + i + "]");
        texts.add(row.answers().get(i));
      }
    }
    List<Optional<String>> missing =
        told(
            place,
            fields,
            () ->
                embedder instanceof TokenCounter counter
                    ? counter.withoutVector(texts, TextRole.QUERY)
                    : embedder.embed(texts, TextRole.QUERY).stream()
                        .map(Embedding::missing)
                        .toList());
    for (int i = 0; i < missing.size(); i++) {
      String field = fields.get(i);
      String then =
          field.equals("question")
              ? "it cannot stand in for an answer, nor be an anchor"
              : "the question stands in for it";
      missing.get(i).ifPresent(why -> complain(place, field, why, then));
    }
  }

  private void complain(Place place, String field, String why, String then) {
    findings.add(
        FindingKind.NO_VECTOR,
        place,
        String.format(Locale.ROOT, "%s has no vector, because %s; %s.", field, why, then));
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

  /** Measures texts, which are in the row at {@code contexts}. */
  private List<Length> lengths(Place place, List<Integer> contexts, List<String> texts) {
    List<String> fields = contexts.stream().map(i -> "contexts[" + i + "]").toList();
    return told(
        place,
        fields,
        () ->
            embedder instanceof TokenCounter counter
                ? counted(counter, texts)
                : embedder.embed(texts, TextRole.PASSAGE).stream()
                    .map(LengthCheckup::length)
                    .toList());
  }

  private static List<Length> counted(TokenCounter counter, List<String> texts) {
    int most = counter.tokenLimit().orElse(Integer.MAX_VALUE);
    int[] counts = counter.countTokens(texts, TextRole.PASSAGE);
    List<Optional<String>> missing = counter.withoutVector(texts, TextRole.PASSAGE);
    List<Length> lengths = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      lengths.add(new Length(OptionalInt.of(counts[i]), counts[i] > most, missing.get(i)));
    }
    return lengths;
  }

  /** Asks the model; what it throws is told with the place in the row. */
  private static <T> T told(Place place, List<String> fields, Supplier<T> asking) {
    try {
      return asking.get();
    } catch (EmbeddingException e) {
      if (e.text().isPresent()) {
        int text = e.text().getAsInt();
        throw new EmbeddingException(
            place + ": " + fields.get(text) + ": " + e.getMessage(), text, e);
      }
      throw e;
    }
  }

  private static Length length(Embedding embedding) {
    return new Length(embedding.tokens(), embedding.truncated(), embedding.missing());
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
