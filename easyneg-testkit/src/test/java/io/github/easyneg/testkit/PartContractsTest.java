package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.FileType;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.KnownAnswers;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.ReadingGuard;
import io.github.easyneg.mine.RelevanceGuard;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What breaks a rule fails the test of that number. */
class PartContractsTest {

  private static void breaks(ThrowingCallable rule) {
    assertThatThrownBy(rule).isInstanceOf(AssertionError.class);
  }

  @Test
  void samplerRule4CatchesCopies() {
    NegativeSamplerContract contract =
        new NegativeSamplerContract() {
          @Override
          protected NegativeSampler sampler() {
            return new NegativeSampler() {
              @Override
              public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
                return candidates.stream().<Candidate>map(c -> copy((MinedNegative) c)).iterator();
              }

              @Override
              public String describe() {
                return "copies";
              }
            };
          }
        };
    breaks(contract::rule4WhatComesBackAreTheObjectsThatWereGiven);
  }

  private static MinedNegative copy(MinedNegative of) {
    return MinedNegative.of(of.passage(), of.pool())
        .cosine(of.cosine())
        .cosineQuantile(of.cosineQuantile())
        .lexicalQuantile(of.lexicalQuantile())
        .frequency(of.frequency())
        .probability(of.probability())
        .guards(of.guards())
        .build();
  }

  private static GuardContract guard(Guard guard) {
    return new GuardContract() {
      @Override
      protected Guard guard() {
        return guard;
      }
    };
  }

  /** Rejects what it is asked first, and so for one of several threads alone. */
  private static GuardContract rejectingOnce() {
    AtomicInteger asked = new AtomicInteger();
    return guard(Guards.guard("counts", (row, c) -> asked.getAndIncrement() == 0));
  }

  @Test
  void guardRulesCatchOneThatCounts() {
    breaks(rejectingOnce()::rule1TheVerdictIsAFunctionOfRowAndCandidate);
    breaks(rejectingOnce()::rule2ItIsThreadSafe);
    breaks(
        guard(Guards.guard(" ", (row, c) -> true))
            ::rule3NameAndDescriptionAreNotBlankAndDoNotChange);
  }

  private static BatchGuardContract batch(Function<List<BatchGuard.Pair>, BitSet> rejects) {
    return new BatchGuardContract() {
      @Override
      protected BatchGuard guard() {
        return new BatchGuard() {
          @Override
          public String name() {
            return "batch";
          }

          @Override
          public BitSet rejects(List<Pair> pairs) {
            return rejects.apply(pairs);
          }
        };
      }
    };
  }

  private static BitSet bits(int from, int to) {
    BitSet bits = new BitSet();
    bits.set(from, to);
    return bits;
  }

  @Test
  void batchGuardRulesCatchVerdictsByPlaceAndBitsTooFar() {
    breaks(batch(pairs -> bits(0, pairs.size() / 2))::rule1TheVerdictOnAPairDependsOnThePairAlone);
    breaks(
        batch(pairs -> bits(0, pairs.size() + 1))
            ::rule2NoBitBeyondTheLastPairIsOnAndTheListStaysAsItWas);
    breaks(batch(pairs -> bits(0, 1))::rule2OfNothingNothingIsRejected);
  }

  /** Says of the n-th pair that it is asked about whatever the n-th number is. */
  private static final class ByTurns implements ReadingGuard, RelevanceGuard {
    private final double[] numbers;
    private int turn;

    ByTurns(double... numbers) {
      this.numbers = numbers;
    }

    private double next() {
      return numbers[turn++ % numbers.length];
    }

    @Override
    public String name() {
      return "turns";
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      return bits(0, pairs.size());
    }

    @Override
    public OptionalDouble distracting(Pair pair) {
      return OptionalDouble.of(next());
    }

    @Override
    public boolean answers(Pair pair) {
      return next() > 0.5;
    }

    @Override
    public OptionalDouble score(Pair pair) {
      return OptionalDouble.of(next());
    }

    @Override
    public List<Double> relevances(List<Pair> pairs) {
      return List.of(next());
    }
  }

  private static ReadingGuardContract reading(double... numbers) {
    return new ReadingGuardContract() {
      @Override
      protected ReadingGuard guard() {
        return new ByTurns(numbers);
      }
    };
  }

  private static RelevanceGuardContract relevance(double... numbers) {
    return new RelevanceGuardContract() {
      @Override
      protected RelevanceGuard guard() {
        return new ByTurns(numbers);
      }
    };
  }

  @Test
  void readingGuardRulesCatchEffectsAboveOneAndEffectsByTurns() {
    breaks(reading(1.5)::rule4AnEffectIsFromZeroToOne);
    breaks(reading(Double.NaN)::rule4AnEffectIsFromZeroToOne);
    breaks(reading(0.1, 0.2, 0.3)::rule5AnEffectDependsOnThePairAlone);
  }

  @Test
  void answerGuardRulesCatchVerdictsAndScoresByTurns() {
    breaks(relevance(0.1, 0.2, 0.9)::rule4WhetherAPassageAnswersDependsOnThePairAlone);
    breaks(relevance(0.1, 0.2, 0.3)::rule5AScoreIsFiniteAndDependsOnThePairAlone);
    breaks(relevance(Double.NaN)::rule5AScoreIsFiniteAndDependsOnThePairAlone);
  }

  @Test
  void relevanceGuardRulesCatchMissingScoresAndScoresByTurns() {
    breaks(relevance(0.1)::rule6EachPairHasOneFiniteScoreInItsPlace);
    breaks(relevance(0.1, 0.2, 0.3)::rule7AScoreDependsOnThePairAlone);
  }

  private static KnownAnswersContract known(Function<String, List<Passage>> answers) {
    return new KnownAnswersContract() {
      @Override
      protected KnownAnswers answers() {
        return answers::apply;
      }

      @Override
      protected List<String> questions() {
        return List.of("q");
      }
    };
  }

  @Test
  void knownAnswersRulesCatchOrdersThatChangePassagesTwiceAndAnswersToAnything() {
    AtomicInteger asked = new AtomicInteger();
    KnownAnswersContract changes = known(q -> List.of(Passage.of("" + asked.getAndIncrement())));
    breaks(changes::rule1TheSamePassagesComeInTheSameOrder);
    breaks(changes::rule3AQuestionThatItDoesNotKnowHasNoAnswers);
    breaks(changes::rule4ItIsThreadSafe);
    breaks(known(q -> List.of(Passage.of("a"), Passage.of("a")))::rule2NoPassageComesTwice);
    breaks(known(q -> List.of())::rule1TheSamePassagesComeInTheSameOrder);
  }

  private static SignalContract signal(Function<List<Passage>, Signal.Prepared> prepare) {
    return new SignalContract() {
      @Override
      protected Signal signal() {
        return new Signal() {
          @Override
          public String name() {
            return "signal";
          }

          @Override
          public Prepared prepare(List<Passage> passages) {
            return prepare.apply(passages);
          }
        };
      }
    };
  }

  @Test
  void signalRulesCatchWhatIsNotFiniteOrGoesByPlaceOrChanges() {
    breaks(
        signal(passages -> row -> index -> Double.NaN)
            ::rule1AValueIsFiniteAndAFunctionOfRowAndPassage);
    breaks(signal(passages -> row -> index -> index)::rule3APassageIsKnownByItsIndex);
    AtomicInteger asked = new AtomicInteger();
    breaks(
        signal(passages -> row -> index -> asked.getAndIncrement())
            ::rule2WhatIsPreparedIsThreadSafe);
  }

  @Test
  void datasetRulesCatchRowsThatChangeAndFilesThatDo() {
    AtomicInteger readings = new AtomicInteger();
    DatasetContract contract =
        new DatasetContract() {
          @Override
          protected Dataset dataset() {
            return new Dataset() {
              @Override
              public Stream<QaRow> rows() {
                int reading = readings.getAndIncrement();
                return IntStream.range(0, 10)
                    .mapToObj(i -> QaRow.of(List.of("c" + i), "q" + i, "a" + reading, 0));
              }

              @Override
              public String name() {
                return "changes";
              }

              @Override
              public List<Path> files() {
                return List.of(Path.of("gone-" + readings.getAndIncrement()));
              }
            };
          }
        };
    breaks(contract::rule1EachReadingYieldsTheSameRowsInTheSameOrder);
    breaks(contract::rule1ReadingsDoNotDisturbEachOther);
    breaks(contract::rule4NameAndFilesDoNotChangeAndAWrapperPassesThemOn);
  }

  @Test
  void fileTypeRulesCatchLostRecordsClosedStreamsAndBytesThatChange() {
    AtomicInteger files = new AtomicInteger();
    FileTypeContract contract =
        new FileTypeContract() {
          @Override
          protected FileType type() {
            return new FileType() {
              @Override
              public String suffix() {
                return "JSONL";
              }

              @Override
              public RecordEncoder encoder(OutputStream out) throws IOException {
                out.write(files.getAndIncrement());
                return new RecordEncoder() {
                  @Override
                  public void write(OutputRecord record) {}

                  @Override
                  public void finish() throws IOException {
                    out.close();
                  }
                };
              }
            };
          }

          @Override
          protected List<Map<String, Object>> read(byte[] file) {
            return new ArrayList<>(List.of(Map.of("a", "x")));
          }
        };
    breaks(contract::rule1TheSuffixIsThatOfAFileNameInLowerCase);
    breaks(contract::rule2WhatIsReadBackIsWhatWasWritten);
    breaks(contract::rule2AFileWithoutRecordsCanBeRead);
    breaks(contract::rule3TheSameRecordsGiveTheSameBytes);
    breaks(contract::rule4TheStreamStaysOpen);
    breaks(contract::rule5FilesThatAreWrittenAtATimeDoNotMix);
  }
}
