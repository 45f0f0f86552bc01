package io.github.easyneg.internal.run;

import io.github.easyneg.report.Progress;
import java.util.ArrayList;
import java.util.List;

/** What the user is told, at once and in the report. Thread-safe. */
final class Notes {
  private final Progress progress;
  private final List<String> all = new ArrayList<>();

  Notes(Progress progress) {
    this.progress = progress;
  }

  synchronized void add(String note) {
    all.add(note);
    progress.note(note);
  }

  /** Tells what was chosen that nobody set. */
  synchronized void choice(String choice) {
    all.add(choice);
    progress.choice(choice);
  }

  /** Returns what was told so far, as a list of its own. */
  synchronized List<String> all() {
    return new ArrayList<>(all);
  }
}
