package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.concurrent.Workers;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a data set that many processes read, by what these found out. */
final class FactsOnGround extends RowsOnGround {
  private final String name;
  private final Supplier<Iterator<RowFact>> facts;
  private final boolean alone;
  private @Nullable Counted counted;

  /**
   * Makes a value.
   *
   * @param name of the data set
   * @param facts opens them anew, the same each time and of each thing one
   */
  FactsOnGround(String name, Supplier<Iterator<RowFact>> facts, boolean alone) {
    super(alone);
    this.name = name;
    this.facts = facts;
    this.alone = alone;
  }

  /** Writes what is known of the rows; {@link #corpus} must be there. */
  void write(Path file) {
    Counted last = Objects.requireNonNull(counted);
    RowFactsFile.write(file, last.facts(), last.sourceIds(), alone);
  }

  private void forEach(Consumer<RowFact> consumer) {
    long read = 0;
    for (Iterator<RowFact> all = facts.get(); all.hasNext(); ) {
      if (++read % 1024 == 0) {
        Workers.requireNotInterrupted();
      }
      consumer.accept(all.next());
    }
  }

  @Override
  void eachContext(Consumer<String> consumer) {
    forEach(
        fact -> {
          if (fact.kind() == RowFact.Kind.PASSAGE) {
            consumer.accept(fact.text().orElseThrow());
          }
        });
  }

  @Override
  Counted counted(MappedPassages passages) {
    Count count = new Count(passages);
    forEach(count::add);
    Counted all = count.end();
    this.counted = all;
    return all;
  }

  private final class Count {
    private final MappedPassages passages;
    private final int[] frequencies;
    private final Map<Integer, String> sourceIds = new HashMap<>();
    private final SameQuestions.Builder questions = new SameQuestions.Builder();
    private final FrequentTexts.Builder answers = new FrequentTexts.Builder();
    private final List<RowFact> parts = new ArrayList<>();
    private long missing;
    private int inRows;

    Count(MappedPassages passages) {
      this.passages = passages;
      this.frequencies = new int[passages.size()];
    }

    void add(RowFact fact) {
      switch (fact.kind()) {
        case PART -> parts.add(fact);
        case PASSAGE -> addPassage(fact);
        case QUESTION -> {
          int number = passages.numberOfId(fact.b(), fact.c());
          if (number >= 0) {
            questions.add(fact.a(), number);
          }
        }
        case ANSWER -> answers.add(fact.a());
      }
    }

    private void addPassage(RowFact fact) {
      int number = passages.numberOfId(fact.a(), fact.c());
      if (number < 0) {
        missing += fact.count();
        return;
      }
      inRows++;
      frequencies[number] = Math.toIntExact(fact.count());
      fact.sourceId().ifPresent(id -> sourceIds.put(number, id));
    }

    Counted end() {
      parts.sort(Comparator.comparingLong(RowFact::a));
      CensusCount census = new CensusCount();
      for (RowFact part : parts) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part.bytes()))) {
          long unusedRejected = in.readLong();
          long unusedSequence = in.readLong();
          census.addAll(in);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      if (census.rows() == 0) {
        throw new IllegalArgumentException(name + " has no rows; mining needs at least one.");
      }
      return new Counted(
          missing,
          new RowFacts(
              frequencies, inRows, questions.buildKept(), answers.buildFrequent(), census.census()),
          sourceIds);
    }
  }
}
