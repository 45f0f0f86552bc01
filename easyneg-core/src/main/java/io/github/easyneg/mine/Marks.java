package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.json.ObjectLines;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people said about mined negatives, for the next run to apply.
 *
 * <p>A mark belongs to a question and a passage, not to a row's place, so that it stays true when
 * rows are added or sorted. Questions that are the same after normalisation, as {@link
 * io.github.easyneg.data.Splits} says, are the same question. The last mark of a pair counts.
 *
 * <p>Its file is JSON Lines, one mark a line: {@code question}, {@code passage} (the passage's id),
 * {@code text} (the passage, for readers and for {@link Verdict#ANSWERS}) and {@code mark}: {@code
 * answers}, {@code too-easy} or {@code fine}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Marks {
  /** The name of {@link #guard()}. */
  public static final String GUARD = "marked";

  /** What was said about a negative. */
  public enum Verdict {
    /** It answers the question: a positive, never a negative. */
    ANSWERS,
    /** Nobody could take it for an answer: not to be mined for this question again. */
    TOO_EASY,
    /** A good negative. */
    FINE;

    /** Returns the word in the file: {@code answers}, {@code too-easy}, {@code fine}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the verdict of a word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Verdict of(String word) {
      NotNull.check(word, "word");
      for (Verdict verdict : values()) {
        if (verdict.word().equals(word)) {
          return verdict;
        }
      }
      throw new IllegalArgumentException(
          "mark is \""
              + word
              + "\"; expected "
              + Stream.of(values()).map(Verdict::word).collect(Collectors.joining(", "))
              + ".");
    }
  }

  /**
   * One mark.
   *
   * @param question the row's question
   * @param passage the id of the passage
   * @param text the passage
   * @param verdict what was said
   */
  public record Mark(String question, String passage, String text, Verdict verdict) {

    /** Refuses null. */
    public Mark {
      NotNull.check(passage, "passage");
      NotNull.check(question, "question");
      NotNull.check(text, "text");
      NotNull.check(verdict, "verdict");
    }
  }

  private record Key(String question, String passage) {}

  private static final Marks NONE = new Marks(Map.of());

  private final Map<Key, Mark> marks;

  /** What was marked as an answer, by normalised question. */
  private final Map<String, List<Passage>> answers = new LinkedHashMap<>();

  private Marks(Map<Key, Mark> marks) {
    this.marks = marks;
    marks.forEach(
        (key, mark) -> {
          if (mark.verdict() == Verdict.ANSWERS) {
            answers
                .computeIfAbsent(key.question(), question -> new ArrayList<>())
                .add(new Passage(mark.passage(), mark.text()));
          }
        });
  }

  /** Returns no marks. */
  public static Marks none() {
    return NONE;
  }

  /**
   * Reads a file of marks; an empty one has none.
   *
   * @throws IllegalArgumentException if there is no such file, or it may not be read
   * @throws io.github.easyneg.data.DatasetFormatException if a line is not a mark; the message
   *     names file and line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Marks read(Path file) {
    InputFile.require(file, "give the file of marks that 'easyneg view' wrote");
    if (file.toFile().length() == 0) {
      return NONE;
    }
    Map<Key, Mark> marks = new LinkedHashMap<>();
    ObjectLines.read(
        file,
        "of marks, with {\"question\", \"passage\", \"text\", \"mark\"}",
        Marks::mark,
        mark -> put(marks, mark));
    return new Marks(marks);
  }

  /** Returns these marks and one more, which takes the place of an earlier one of its pair. */
  public Marks with(Mark mark) {
    Map<Key, Mark> more = new LinkedHashMap<>(marks);
    put(more, mark);
    return new Marks(more);
  }

  /** Returns these marks without the one of a question and a passage, if there is one. */
  public Marks without(String question, String passage) {
    NotNull.check(question, "question");
    NotNull.check(passage, "passage");
    Map<Key, Mark> fewer = new LinkedHashMap<>(marks);
    return fewer.remove(key(question, passage)) == null ? this : new Marks(fewer);
  }

  /** Returns what was said about a passage as a negative of a question. */
  public Optional<Verdict> of(String question, String passage) {
    NotNull.check(passage, "passage");
    NotNull.check(question, "question");
    return marks.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(marks.get(key(question, passage))).map(Mark::verdict);
  }

  /** Returns all marks, in the order in which they were first made. */
  public Collection<Mark> all() {
    return List.copyOf(marks.values());
  }

  /**
   * Returns a guard, named {@value #GUARD}, that rejects what was marked {@link Verdict#ANSWERS} or
   * {@link Verdict#TOO_EASY} for the row's question.
   */
  public Guard guard() {
    return new MarkGuard(this);
  }

  /** Describes itself by the marks' content, so that a run with other marks is another run. */
  private record MarkGuard(Marks marks) implements Guard, KnownAnswers {
    @Override
    public String name() {
      return GUARD;
    }

    @Override
    public boolean rejects(QaRow row, Candidate candidate) {
      return marks
          .of(row.question(), candidate.passage().id())
          .filter(verdict -> verdict != Verdict.FINE)
          .isPresent();
    }

    @Override
    public List<Passage> answersTo(String question) {
      return marks.answers.getOrDefault(Fold.question(question), List.of());
    }

    @Override
    public String describe() {
      String content =
          marks.marks.entrySet().stream()
              .map(
                  mark ->
                      mark.getKey().passage()
                          + " "
                          + mark.getValue().verdict().word()
                          + " "
                          + mark.getKey().question())
              .sorted()
              .collect(Collectors.joining("\n"));
      return GUARD + ":" + Sha256.of(content).substring(0, 16);
    }
  }

  /**
   * Writes the file, which appears whole or not at all.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, ObjectLines.write(marks.values().stream().map(Marks::fields).toList()));
  }

  private static Map<String, Object> fields(Mark mark) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("question", mark.question());
    fields.put("passage", mark.passage());
    fields.put("text", mark.text());
    fields.put("mark", mark.verdict().word());
    return fields;
  }

  private static void put(Map<Key, Mark> marks, Mark mark) {
    marks.put(key(mark.question(), mark.passage()), mark);
  }

  private static Key key(String question, String passage) {
    return new Key(Fold.question(question), passage);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Marks that && marks.equals(that.marks);
  }

  @Override
  public int hashCode() {
    return marks.hashCode();
  }

  @Override
  public String toString() {
    return "Marks" + marks.values();
  }

  private static Mark mark(Map<?, ?> fields) {
    return new Mark(
        text(fields, "question"),
        text(fields, "passage"),
        text(fields, "text"),
        Verdict.of(text(fields, "mark")));
  }

  private static String text(Map<?, ?> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        name
            + (fields.containsKey(name) ? " must be a text" : " is missing")
            + "; a mark is {\"question\", \"passage\", \"text\", \"mark\"}.");
  }
}
