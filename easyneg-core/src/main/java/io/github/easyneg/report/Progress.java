package io.github.easyneg.report;

import io.github.easyneg.internal.text.NotNull;
import java.util.OptionalLong;

/** Is notified of a run's progress. Called by one thread at a time, some times a second. */
@FunctionalInterface
public interface Progress {

  /** Ignores everything. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * Some more is done.
   *
   * @param stage the stage that is running
   * @param done how many items of it are done: rows, or passages
   * @param total how many there are, where that is known
   */
  void on(Stage stage, long done, OptionalLong total);

  /**
   * Something goes another way than usual: a run waits for another one, or a damaged cache is begun
   * again. By default nothing is done; {@link MiningReport#notes} holds it too, if the run ends
   * well.
   *
   * @param note a whole sentence
   */
  default void note(String note) {
    NotNull.check(note, "note");
  }

  /**
   * Something was chosen that nobody set: the shape in which a file is read, the words of the
   * prompt. By default nothing is done; {@link MiningReport#notes} holds it too, if the run ends
   * well.
   *
   * @param choice a whole sentence
   */
  default void choice(String choice) {
    NotNull.check(choice, "choice");
  }
}
