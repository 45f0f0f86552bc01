package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.CorpusReader;
import io.github.easyneg.internal.ground.Embedder;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.PassageVectors;
import io.github.easyneg.internal.ground.Room;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.ground.RowReader;
import io.github.easyneg.internal.ground.Vectors;
import io.github.easyneg.internal.settings.RecipeSettings;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.Signal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows that have their anchor or their question in common, and find nothing or little: each looks
 * at as many passages in a large data set as in a small one. Looks are counted, not timed: each
 * cosine, and each value of a signal, of which there is one for each look.
 */
class RowsInCommonTest {
  private static final int ROWS = 400;

  /** A pool in which no passage lies. */
  private static final Pool NOTHING = Pool.similarity(0.97, 0.98);

  private record Case(String name, IntFunction<QaRow> row, UnaryOperator<EasyNegatives> options) {
    Arguments arguments() {
      return Arguments.of(name, this);
    }
  }

  /** Of nine passages four hold the answer; the others lie below the pool, all with one cosine. */
  private static QaRow row(int i, String question, String answer) {
    List<String> contexts = new ArrayList<>();
    contexts.add("T" + i + "\n\n" + answer + " wort" + i + " bar");
    contexts.add("U" + i + "\n\nbaz" + i);
    if (i % 4 == 0) {
      contexts.add("V" + i + "\n\nqux" + i);
    }
    return QaRow.of(contexts, question, answer, 0);
  }

  private static QaRow unanswered(int i) {
    return QaRow.withoutPositive(List.of("U" + i + "\n\nbaz" + i), "Worum geht es?", "nichts");
  }

  private static QaRow ofOnePositive(int i) {
    return QaRow.of(List.of("Titel\n\nein Text", "U" + i + "\n\nbaz" + i), "Frage " + i, "Text", 0);
  }

  /** Two passages of the data set lie in the pool, and three are wanted. */
  private static QaRow withTwoToFind(int i) {
    return i == 0
        ? QaRow.withoutPositive(List.of("ja nein eins", "ja nein zwei"), "?", "nichts")
        : row(i, "Frage " + i, "ja");
  }

  static Stream<Arguments> cases() {
    String[] labels = {"gut", "schlecht", "neutral"};
    return Stream.of(
            new Case("one answer", i -> row(i, "Frage " + i, "ja"), r -> r),
            new Case("one answer and question", i -> row(i, "Frage", "ja"), r -> r),
            new Case(
                "three answers",
                i -> row(i, "Frage " + i, labels[i % 3]),
                r -> r.candidates(NOTHING)),
            new Case(
                "one answer, below the positive",
                i -> row(i, "Frage " + i, "ja"),
                r -> r.candidates(Pool.hard())),
            new Case(
                "one answer, widened",
                i -> row(i, "Frage " + i, "ja"),
                r -> r.candidates(NOTHING).whenShort(Shortage.WIDEN).sampleK(2)),
            new Case(
                "anchor question",
                i -> row(i, "Worum geht es?", "foo" + i),
                r -> r.anchoredOn(Anchor.QUESTION).candidates(NOTHING)),
            new Case(
                "without a positive", RowsInCommonTest::unanswered, r -> r.candidates(NOTHING)),
            new Case(
                "anchor positive",
                RowsInCommonTest::ofOnePositive,
                r -> r.anchoredOn(Anchor.POSITIVE).candidates(NOTHING)),
            new Case(
                "anchor skewed",
                i -> row(i, "Worum geht es?", "ja"),
                r -> r.anchoredOn(Anchor.skewed(0.5)).candidates(NOTHING)),
            new Case(
                "two anchors, one in common",
                i -> row(i, "Frage " + i, "ja"),
                r -> r.anchoredOn(Anchor.QUESTION, Anchor.ANSWER).candidates(NOTHING)),
            new Case(
                "words of one question",
                i -> row(i, "baz1 bar", "foo" + i),
                r -> r.candidates(Pool.all().withLexicalQuantile(0, 0.05))),
            new Case(
                "two to find",
                RowsInCommonTest::withTwoToFind,
                r -> r.candidates(Pool.similarity(0.55, 0.6)).sampleK(3)))
        .map(Case::arguments);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aRowLooksAtNoMorePassagesWhereThereAreFourTimesAsManyRows(String name, Case one) {
    long few = looks(one, ROWS) / ROWS;
    long many = looks(one, 4 * ROWS) / (4 * ROWS);
    assertThat(many).as(name).isLessThanOrEqualTo(few + few / 4 + 16);
  }

  /** Counts how often rows look at a passage, the background and the rows' own contexts aside. */
  private static long looks(Case one, int size) {
    AtomicLong looks = new AtomicLong();
    List<QaRow> rows = new ArrayList<>();
    List<RowReader.Numbered> numbered = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(one.row.apply(i));
      numbered.add(new RowReader.Numbered(rows.get(i), i + 1, rows.get(i).key()));
    }
    HashingEmbedder model = HashingEmbedder.ofDimension(64);
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.of(rows))
            .embedWith(model)
            .background(512)
            .withSignal(counting(looks), new Band(0, 1), 0);
    Settings settings = RecipeSettings.of(one.options.apply(recipe));
    try (Workers workers = new Workers(1);
        Embedder embedder = new Embedder(model, null)) {
      NumberedPassages corpus =
          CorpusReader.read(
              settings.dataset(), settings.corpus(), settings.corpusAlone(), settings.progress());
      Room room = new Room(model.dimension(), Optional.empty(), note -> {});
      Vectors vectors = counting(PassageVectors.of(settings, corpus, embedder, room), looks);
      Ground ground = Ground.of(settings, corpus, vectors, workers);
      List<Row> anchored = RowReader.withAnchors(ground, embedder, numbered);
      Miner miner = new Miner(ground, workers, note -> {});
      looks.set(0);
      var unused = miner.draw(anchored, ReuseLimit.none());
      return looks.get() - (long) ground.background().size() * size;
    }
  }

  private static Vectors counting(Vectors vectors, AtomicLong looks) {
    return (Vectors)
        Proxy.newProxyInstance(
            Vectors.class.getClassLoader(),
            new Class<?>[] {Vectors.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "cosine" -> looks.incrementAndGet();
                case "cosines" -> looks.addAndGet((int) arguments[2]);
                default -> {}
              }
              try {
                return method.invoke(vectors, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Signal counting(AtomicLong looks) {
    return new Signal() {
      @Override
      public String name() {
        return "counting";
      }

      @Override
      public Prepared prepare(List<Passage> passages) {
        return row ->
            passage -> {
              looks.incrementAndGet();
              return 0;
            };
      }
    };
  }
}
