package io.github.easyneg.view;

import io.github.easyneg.mine.Marks;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of marks while people make them. Each change is on disk before its request is answered;
 * what another program wrote to the file meanwhile is kept. Thread-safe.
 */
final class MarkBook {
  private final Path file;
  private Marks marks;
  private long seen;

  MarkBook(Path file, Marks marks) {
    this.file = file;
    this.marks = marks;
    this.seen = stamp();
  }

  synchronized Optional<Marks.Verdict> of(String question, String passage) {
    return marks.of(question, passage);
  }

  synchronized int count() {
    return marks.all().size();
  }

  synchronized void set(Marks.Mark mark) {
    refresh();
    save(marks.with(mark));
  }

  synchronized void remove(String question, String passage) {
    refresh();
    save(marks.without(question, passage));
  }

  private void refresh() {
    if (stamp() != seen) {
      marks = file.toFile().exists() ? Marks.read(file) : Marks.none();
    }
  }

  private void save(Marks changed) {
    changed.write(file);
    marks = changed;
    seen = stamp();
  }

  /** Changes with the file's content, as far as its length and time tell. */
  private long stamp() {
    return file.toFile().lastModified() * 31 + file.toFile().length();
  }
}
