package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import io.github.easyneg.internal.text.NotNull;

/**
 * One thing that was found.
 *
 * @param kind what it is; says how bad, too
 * @param place where
 * @param text what is wrong, and what to do; a sentence
 */
public record Finding(FindingKind kind, Place place, String text) {

  /** Refuses null. */
  public Finding {
    NotNull.check(kind, "kind");
    NotNull.check(place, "place");
    NotNull.check(text, "text");
  }

  /** Returns how bad it is. */
  public Severity severity() {
    return kind.severity();
  }

  /** Returns the finding on one line, as compilers do: {@code rows.jsonl:7: warning: …}. */
  @Override
  public String toString() {
    return place + ": " + severity().word() + ": " + text;
  }
}
