package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that was found. Immutable; made by a {@link DatasetCheck} alone. */
public final class Finding {
  private final FindingKind kind;
  private final Place place;
  private final String text;

  Finding(FindingKind kind, Place place, String text) {
    this.kind = kind;
    this.place = place;
    this.text = text;
  }

  /** Returns what it is; says how bad, too. */
  public FindingKind kind() {
    return kind;
  }

  /** Returns where it is. */
  public Place place() {
    return place;
  }

  /** Returns what is wrong, and what to do; a sentence. */
  public String text() {
    return text;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Finding that
        && kind == that.kind
        && place.equals(that.place)
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, place, text);
  }
}
