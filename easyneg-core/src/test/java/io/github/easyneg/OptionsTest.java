package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.TopSampler;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each option alone, and each pair of options: legal ones run, illegal ones say why not. */
class OptionsTest {
  private static final QaRow ROW = QaRow.of(List.of("a b", "c d"), "wer?", "b", 0);

  private static EasyNegatives base() {
    return EasyNegatives.from(
            Datasets.of(
                List.of(
                    ROW,
                    QaRow.withoutPositive(List.of("e f", "g h", "i j", "k l"), "was?", "none"))))
        .embedWith(HashingEmbedder.ofDimension(16));
  }

  private static final Signal LENGTH =
      new Signal() {
        @Override
        public String name() {
          return "length";
        }

        @Override
        public Prepared prepare(List<io.github.easyneg.data.Passage> passages) {
          return row -> index -> passages.get(index).text().length();
        }
      };

  private static final BatchGuard JUDGE =
      new BatchGuard() {
        @Override
        public String name() {
          return "judge";
        }

        @Override
        public BitSet rejects(List<Pair> pairs) {
          return new BitSet();
        }
      };

  private static Map<String, UnaryOperator<EasyNegatives>> options() {
    Map<String, UnaryOperator<EasyNegatives>> options = new LinkedHashMap<>();
    options.put("indexIn", r -> r.indexIn(new ExactIndex()));
    options.put("anchoredOn", r -> r.anchoredOn(Anchor.QUESTION, Anchor.POSITIVE));
    options.put("candidates", r -> r.candidates(Pool.all()));
    options.put("candidates by rank", r -> r.candidates(Pool.nearest(3)));
    options.put("sampleK", r -> r.sampleK(2));
    options.put("sampleMix", r -> r.sampleMix(Mix.of(1, Pool.easy()).and(1, Pool.semiHard())));
    options.put("rejecting", r -> r.rejecting(Guards.sameTitle()));
    options.put("rejecting in batches", r -> r.rejecting(JUDGE));
    options.put("withoutGuards", r -> r.withoutGuards(Guards.NEAR_DUPLICATE));
    options.put("withSignal", r -> r.withSignal(LENGTH, new Band(0, 1), 0));
    options.put("withSignal of weight", r -> r.withSignal(LENGTH, new Band(0, 1), 2));
    options.put("sampler", r -> r.sampler(MultinomialSampler.uniform()));
    options.put("sampler without weights", r -> r.sampler(new TopSampler()));
    options.put("seed", r -> r.seed(7));
    options.put("threads", r -> r.threads(97));
    options.put("background", r -> r.background(3));
    options.put("maxReuse", r -> r.maxReuse(2));
    options.put("whenShort", r -> r.whenShort(Shortage.WIDEN));
    options.put("refusal", r -> r.refusal("Weiß nicht."));
    options.put("ownNegatives", r -> r.ownNegatives(1));
    options.put("refusalRatio", r -> r.refusalRatio(0.5));
    return options;
  }

  /** The pairs that exclude each other, and what is said. */
  private static final Map<List<String>, String> ILLEGAL =
      Map.of(
          List.of("candidates", "sampleMix"),
          "sampleMix(..) names its own pools and numbers; leave out candidates(..), or"
              + " sampleMix(..).",
          List.of("candidates by rank", "sampleMix"),
          "sampleMix(..) names its own pools and numbers; leave out candidates(..), or"
              + " sampleMix(..).",
          List.of("sampleK", "sampleMix"),
          "sampleMix(..) names its own pools and numbers; leave out sampleK(..), or"
              + " sampleMix(..).",
          List.of("withSignal of weight", "sampler without weights"),
          "the signal 'length' has the weight 2.0, but the sampler (top, by cosine) has no weights;"
              + " use weight 0, or a WeightedSampler.");

  static List<List<String>> pairs() {
    List<String> names = List.copyOf(options().keySet());
    return names.stream()
        .flatMap(
            one -> names.stream().filter(two -> !two.equals(one)).map(two -> List.of(one, two)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aPairOfOptionsRunsOrSaysWhyNot(List<String> pair, @TempDir Path folder) {
    Map<String, UnaryOperator<EasyNegatives>> options = options();
    if (pair.contains("withSignal") && pair.contains("withSignal of weight")) {
      return; // the same option twice
    }
    EasyNegatives recipe = base();
    for (String name : pair) {
      recipe = java.util.Objects.requireNonNull(options.get(name)).apply(recipe);
    }
    Path out = folder.resolve("out.jsonl");
    EasyNegatives both = recipe;
    String message = ILLEGAL.getOrDefault(pair, ILLEGAL.get(List.of(pair.get(1), pair.get(0))));
    if (message == null) {
      MiningReport report = both.toAxolotl(out);
      assertThat(report.rows().read()).isEqualTo(2);
      assertThat(report.lines().written()).isPositive();
      assertThat(both.describe()).isNotBlank();
    } else {
      assertThatThrownBy(() -> both.toAxolotl(out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void moreNegativesThanAPoolByRankCanHoldAreRefused() {
    assertThatThrownBy(() -> Jobs.run(base().candidates(Pool.nearest(3)).sampleK(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sampleK(5) exceeds candidates(nearest(3)): a row can have at most 3 candidates. Take a"
                + " wider pool, or lower sampleK.");
    assertThatThrownBy(() -> Jobs.run(base().candidates(Pool.ranks(10, 12)).sampleK(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sampleK(3) exceeds candidates(ranks(10, 12)): a row can have at most 2 candidates."
                + " Take a wider pool, or lower sampleK.");
  }

  @Test
  void singleValuesAreCheckedWhereTheyAreSet() {
    refuses(() -> base().sampleK(0), "sampleK is 0; use 1 or more.");
    refuses(() -> base().threads(0), "threads is 0; use 1 or more.");
    refuses(() -> base().background(0), "background is 0; use 1 or more.");
    refuses(() -> base().maxReuse(-1), "maxReuse is -1; use 1 or more.");
    refuses(() -> base().ownNegatives(-1), "ownNegatives is -1; use 0 or more; 0 writes none.");
    refuses(() -> base().refusalRatio(0), "refusalRatio is 0.0; use a share above 0, at most 1.");
    refuses(
        () -> base().refusalRatio(Double.NaN),
        "refusalRatio is NaN; use a share above 0, at most 1.");
    refuses(
        () -> base().refusal(" "),
        "refusal is blank; give the sentence that a model is to answer where there is no"
            + " answer.");
    refuses(
        () -> base().anchoredOn(Anchor.ANSWER, Anchor.QUESTION, Anchor.ANSWER),
        "anchoredOn(..) has two anchors named 'answer'; name each once.");
    refuses(
        () -> base().rejecting(Guards.guard("own-context", (row, c) -> false)),
        "the guard 'own-context' is always on; give yours another name.");
    refuses(
        () -> base().withoutGuards("answers-same-question"),
        "the guard 'answers-same-question' cannot be switched off: what it rejects is not"
            + " a negative.");
    refuses(
        () -> base().rejecting(JUDGE).withoutGuards("nonsense"),
        "no guard 'nonsense' is on; on are near-duplicate, containment, question-words,"
            + " answer-bearing, judge.");
    refuses(
        () -> base().withSignal(LENGTH, new Band(0, 2), 1),
        "the signal 'length' has the band [0.0, 2.0]; quantiles lie between 0 and 1.");
    refuses(
        () -> base().withSignal(LENGTH, new Band(0, 1), Double.NaN),
        "the signal 'length' has the weight NaN; use a finite number.");
    refuses(
        () -> base().withSignal(LENGTH, new Band(0, 1), 0).withSignal(LENGTH, new Band(0, 1), 1),
        "there is already a signal 'length'; give each a name of its own.");
    refuses(() -> Mix.of(0, Pool.easy()), "sampleK is 0; ask for at least 1 negative a row.");
  }

  @Test
  void poolsCheckTheirNumbers() {
    refuses(() -> Pool.ranks(5, 5), "ranks from 5 to 5 are empty; use 0 <= from < to.");
    refuses(() -> Pool.ranks(-1, 5), "ranks from -1 to 5 are empty; use 0 <= from < to.");
    refuses(() -> Pool.nearest(0), "ranks from 0 to 0 are empty; use 0 <= from < to.");
    refuses(
        () -> Pool.quantiles(0.5, 0.4),
        "a band from 0.5 to 0.4 is empty; give the lower end first.");
    refuses(
        () -> Pool.quantiles(30, 95),
        "cosineQuantile is [30.0, 95.0]; quantiles lie between 0 and 1.");
    refuses(() -> Pool.similarity(30, 95), "cosine is [30.0, 95.0]; cosines lie between -1 and 1.");
    refuses(
        () -> Pool.all().withLexicalQuantile(-0.1, 1),
        "lexicalQuantile is [-0.1, 1.0]; quantiles lie between 0 and 1.");
    refuses(
        () -> Pool.nearest(5).withLexicalQuantile(0, 0.5),
        "a pool by rank cannot have quantile bands too; use either ranks(..) or quantiles(..).");
    refuses(
        () -> Pool.all().belowPositive(-1, 0),
        "margins are absolute=-1.0, relative=0.0; use 0 or more.");
    refuses(() -> Pool.all().named(" "), "a pool's name is blank; negatives are labelled with it.");
    refuses(
        () -> new Band(Double.NaN, 1),
        "a band from NaN to 1.0 is empty; give the lower end first.");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void describeListsAllSettings() {
    EasyNegatives recipe =
        base()
            .cacheIn(Path.of("cache"))
            .auditTo(Path.of("audit.jsonl"))
            .anchoredOn(Anchor.ANSWER, Anchor.QUESTION)
            .sampleMix(Mix.of(2, Pool.easy()).and(1, Pool.semiHard()))
            .withSignal(LENGTH, new Band(0.1, 1), 2)
            .rejecting(Guards.sameTitle())
            .rejecting(JUDGE)
            .maxReuse(3)
            .ownNegatives(2)
            .refusalRatio(0.5)
            .threads(4);
    assertThat(recipe.describe())
        .isEqualTo(
            """
            data set       rows in memory
            embedder       hashing-words-2/16
            index          exact, in memory
            cache          cache
            anchors        answer, question
            pool 1         2 from easy: cosine quantile [0.3, 0.95], lexical quantile [0.0, 0.98]
            pool 2         1 from semi-hard: cosine quantile [0.95, 0.99], lexical quantile [0.0, 1.0], below the positive by 0.0 and 5.0 %
            signal length  quantile [0.1, 1.0], weight 2.0
            sampler        multinomial, temperature 1.0, plausibility 32.0, frequency exponent 0.0
            guards         own-context, answers-same-question, near-duplicate:0.8, containment:0.35, question-words:0.98, answer-bearing:0.5, same-title, judge
            background     1024 passages
            max reuse      3
            when short     KEEP
            refusal        in the language of the questions
            prompt         in the language of the questions
            system         none
            own negatives  at most 2 a row
            refusal ratio  0.5
            audit          audit.jsonl
            seed           42
            threads        4
            """);
  }

  @Test
  void defaultsAreDescribedToo() {
    String described = EasyNegatives.from(Datasets.of(List.of(ROW))).describe();
    assertThat(described)
        .contains("embedder       the default\n")
        .contains("cache          none\n")
        .contains("pool           1 from easy: ")
        .contains("max reuse      unlimited\n")
        .contains("own negatives  all\n")
        .contains("refusal ratio  not limited\n")
        .contains("audit          none\n");
  }

  @Test
  void aRecipeIsAValueThatNoCallChanges() {
    EasyNegatives base = base();
    String before = base.describe();
    options()
        .forEach(
            (name, option) -> {
              EasyNegatives changed = option.apply(base);
              assertThat(changed).as(name).isNotSameAs(base);
              assertThat(base.describe()).as(name).isEqualTo(before);
              assertThat(changed.describe()).as(name).isNotEqualTo(before);
            });
  }

  @Test
  void theOrderOfCallsDoesNotCount() {
    EasyNegatives one = base().seed(1).sampleK(2).maxReuse(3).candidates(Pool.all());
    EasyNegatives other = base().candidates(Pool.all()).maxReuse(3).sampleK(2).seed(1);
    assertThat(Jobs.run(one).texts()).isEqualTo(Jobs.run(other).texts());
    assertThat(one.describe()).isEqualTo(other.describe());
  }

  @Test
  void outputsMustBeApart(@TempDir Path folder) throws java.io.IOException {
    Path in =
        java.nio.file.Files.writeString(
            folder.resolve("in.corpus.jsonl"),
            "{\"contexts\":[\"a\"],\"question\":\"q\",\"answer\":\"w\",\"positive_ctx_idx\":0}");
    Path out = folder.resolve("out.jsonl");
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.jsonl(in)).embedWith(HashingEmbedder.defaults());
    refuses(
        () -> recipe.toAxolotl(folder.resolve("x").resolve("..").resolve("in.corpus.jsonl")),
        folder.resolve("x").resolve("..").resolve("in.corpus.jsonl")
            + " is the input; write to another file, so that the data stay as they are.");
    refuses(
        () -> recipe.auditTo(in).toAxolotl(out),
        in + " is the input; write to another file, so that the data stay as they are.");
    refuses(
        () -> recipe.auditTo(out).toAxolotl(out),
        "auditTo(" + out + ") names the output itself; write the audit to a file of its own.");
    refuses(
        () -> recipe.write(OutputFormats.tevatron(), folder.resolve("in.jsonl")),
        in + " is the input; write to another file, so that the data stay as they are.");
    refuses(
        () ->
            recipe.auditTo(folder.resolve("out.corpus.jsonl")).write(OutputFormats.tevatron(), out),
        "auditTo("
            + folder.resolve("out.corpus.jsonl")
            + ") names the file of the passages; write the audit to a file of its own.");
    assertThat(folder).isDirectoryContaining(in::equals);
  }
}
