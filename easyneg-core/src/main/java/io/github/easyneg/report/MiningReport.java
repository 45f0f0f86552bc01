package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.mine.MinedRow;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run did. {@link #toString} prints it as a small table. Immutable. */
public final class MiningReport {
  /** The most examples that a report holds. */
  public static final int EXAMPLES = 8;

  private final String dataset;
  private final Rows rows;
  private final Negatives negatives;
  private final Lines lines;
  private final Relabelled relabelled;
  private final Embeddings embeddings;
  private final Reuse reuse;
  private final Map<String, Histogram> cosines;
  private final Optional<Histogram> distracting;
  private final Map<String, Long> rejected;
  private final Cost cost;
  private final Map<Stage, Duration> time;
  private final List<String> notes;
  private final List<MinedRow> examples;
  private final Map<String, String> provenance;

  private MiningReport(Builder builder) {
    this.dataset = builder.dataset;
    this.rows = builder.rows;
    this.negatives = builder.negatives;
    this.lines = builder.lines;
    this.relabelled = builder.relabelled;
    this.embeddings = builder.embeddings;
    this.reuse = builder.reuse;
    this.cosines = builder.cosines;
    this.distracting = builder.distracting;
    this.rejected = builder.rejected;
    this.cost = builder.cost;
    this.time = builder.time;
    this.notes = builder.notes;
    this.examples = builder.examples;
    this.provenance = builder.provenance;
  }

  /**
   * Begins a report of nothing, for tests of what reads reports; a run makes its own.
   *
   * @param dataset the data set's name
   */
  public static Builder of(String dataset) {
    return new Builder(dataset);
  }

  /** Returns a builder that holds what this report holds. */
  public Builder toBuilder() {
    Builder builder = new Builder(dataset);
    builder.rows = rows;
    builder.negatives = negatives;
    builder.lines = lines;
    builder.relabelled = relabelled;
    builder.embeddings = embeddings;
    builder.reuse = reuse;
    builder.cosines = cosines;
    builder.distracting = distracting;
    builder.rejected = rejected;
    builder.cost = cost;
    builder.time = time;
    builder.notes = notes;
    builder.examples = examples;
    builder.provenance = provenance;
    return builder;
  }

  /** Returns the data set's name. */
  public String dataset() {
    return dataset;
  }

  /** Returns what was read. */
  public Rows rows() {
    return rows;
  }

  /** Returns what was mined. */
  public Negatives negatives() {
    return negatives;
  }

  /** Returns what was written. */
  public Lines lines() {
    return lines;
  }

  /** Returns which positives were found; none without {@code relabelledTo(..)}. */
  public Relabelled relabelled() {
    return relabelled;
  }

  /** Returns where the vectors came from. */
  public Embeddings embeddings() {
    return embeddings;
  }

  /** Returns how often passages became negatives. */
  public Reuse reuse() {
    return reuse;
  }

  /**
   * Returns cosines to the first anchor, by what the passage is to the row: {@code background},
   * {@code positive}, {@code hard}, {@code mined}.
   */
  public Map<String, Histogram> cosines() {
    return cosines;
  }

  /**
   * Returns the distracting effects of the negatives, in [0, 1], as a {@link
   * io.github.easyneg.mine.ReadingGuard} measured them; empty in a run without one.
   */
  public Optional<Histogram> distracting() {
    return distracting;
  }

  /**
   * Returns how many drawn candidates each guard rejected, in the order in which the guards are
   * asked.
   */
  public Map<String, Long> rejected() {
    return rejected;
  }

  /** Returns what the draws cost. */
  public Cost cost() {
    return cost;
  }

  /** Returns how long each stage took. */
  public Map<Stage, Duration> time() {
    return time;
  }

  /**
   * Returns what went another way than usual, in whole sentences, for example a damaged cache that
   * was begun anew.
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Returns a few rows with their negatives, in the order of the data set: at most {@value
   * #EXAMPLES} of the rows that are kept, chosen by the seed and their content.
   */
  public List<MinedRow> examples() {
    return examples;
  }

  /** Returns the settings and what the run depended on, by name. */
  public Map<String, String> provenance() {
    return provenance;
  }

  /** Sets the parts of a {@link MiningReport}; what is not set is empty. For one thread. */
  public static final class Builder {
    private final String dataset;
    private Rows rows = new Rows(0, 0, 0, 0, 0, 0, 0);
    private Negatives negatives = new Negatives(0, 0, Map.of(), 0, 0);
    private Lines lines = new Lines(0, 0, 0, 0, 0);
    private Relabelled relabelled = Relabelled.of(0, 0);
    private Embeddings embeddings =
        new Embeddings(
            0, 0, 0, 0, 0, new TokenLengths(Map.of(), Map.of()), new WithoutVector(0, 0), 0);
    private Reuse reuse = new Reuse(0, 0, 0, 0, Map.of());
    private Map<String, Histogram> cosines = Map.of();
    private Optional<Histogram> distracting = Optional.empty();
    private Map<String, Long> rejected = Map.of();
    private Cost cost = new Cost(0, 0, 0);
    private Map<Stage, Duration> time = Map.of();
    private List<String> notes = List.of();
    private List<MinedRow> examples = List.of();
    private Map<String, String> provenance = Map.of();

    private Builder(String dataset) {
      this.dataset = dataset;
    }

    /** Sets what was read. */
    @CanIgnoreReturnValue
    public Builder rows(Rows rows) {
      this.rows = rows;
      return this;
    }

    /** Sets what was mined. */
    @CanIgnoreReturnValue
    public Builder negatives(Negatives negatives) {
      this.negatives = negatives;
      return this;
    }

    /** Sets what was written. */
    @CanIgnoreReturnValue
    public Builder lines(Lines lines) {
      this.lines = lines;
      return this;
    }

    /** Sets which positives were found. */
    @CanIgnoreReturnValue
    public Builder relabelled(Relabelled relabelled) {
      this.relabelled = relabelled;
      return this;
    }

    /** Sets where the vectors came from. */
    @CanIgnoreReturnValue
    public Builder embeddings(Embeddings embeddings) {
      this.embeddings = embeddings;
      return this;
    }

    /** Sets how often passages became negatives. */
    @CanIgnoreReturnValue
    public Builder reuse(Reuse reuse) {
      this.reuse = reuse;
      return this;
    }

    /** Sets cosines to the first anchor. */
    @CanIgnoreReturnValue
    public Builder cosines(Map<String, Histogram> cosines) {
      this.cosines = ordered(cosines);
      return this;
    }

    /** Sets the distracting effects of the negatives. */
    @CanIgnoreReturnValue
    public Builder distracting(Optional<Histogram> effects) {
      this.distracting = effects;
      return this;
    }

    /** Sets how many drawn candidates each guard rejected. */
    @CanIgnoreReturnValue
    public Builder rejected(Map<String, Long> rejected) {
      this.rejected = ordered(rejected);
      return this;
    }

    /** Sets what the draws cost. */
    @CanIgnoreReturnValue
    public Builder cost(Cost cost) {
      this.cost = cost;
      return this;
    }

    /** Sets how long each stage took. */
    @CanIgnoreReturnValue
    public Builder time(Map<Stage, Duration> time) {
      this.time = ordered(time);
      return this;
    }

    /** Sets what went another way than usual. */
    @CanIgnoreReturnValue
    public Builder notes(List<String> notes) {
      this.notes = List.copyOf(notes);
      return this;
    }

    /** Sets a few rows with their negatives. */
    @CanIgnoreReturnValue
    public Builder examples(List<MinedRow> examples) {
      this.examples = List.copyOf(examples);
      return this;
    }

    /** Sets the settings and what the run depended on, by name. */
    @CanIgnoreReturnValue
    public Builder provenance(Map<String, String> provenance) {
      this.provenance = ordered(provenance);
      return this;
    }

    /** Returns the report. */
    public MiningReport build() {
      return new MiningReport(this);
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
  }

  /**
   * Returns what asks for another setting, in whole lines that name the call and the option that
   * cures it: a guard that rejected more than a tenth of what was drawn, a passage that is used far
   * above chance, more than one row in twenty that is short, 80 % refusals or more. Empty if all is
   * well.
   */
  public List<String> advice() {
    return Advice.of(this);
  }

  /** Returns the report as a table of some 25 lines. */
  @Override
  public String toString() {
    return ReportTable.of(this);
  }

  /**
   * What was read.
   *
   * @param read rows
   * @param withPositive rows with a positive
   * @param withoutPositive rows without one
   * @param withoutAnswer rows without an answer, as in data made for retrieval
   * @param contexts contexts of all rows
   * @param distinctPassages distinct context texts
   * @param rejected bad rows that the reader left out; not among those read
   */
  public record Rows(
      long read,
      long withPositive,
      long withoutPositive,
      long withoutAnswer,
      long contexts,
      long distinctPassages,
      long rejected) {}

  /**
   * What was mined.
   *
   * @param wanted rows times the number of negatives asked for
   * @param mined negatives found
   * @param shortRows rows with fewer than asked for, by reason
   * @param skippedRows of these, rows that were left out of the output
   * @param widenedRows rows for which the pool had to be widened
   */
  public record Negatives(
      long wanted,
      long mined,
      Map<MinedRow.Reason, Long> shortRows,
      long skippedRows,
      long widenedRows) {
    /** Copies the map. */
    public Negatives {
      // EnumMap's own copy refuses an empty map of another kind.
      Map<MinedRow.Reason, Long> copy = new EnumMap<>(MinedRow.Reason.class);
      copy.putAll(shortRows);
      shortRows = Collections.unmodifiableMap(copy);
    }

    /** Returns how many rows have fewer negatives than asked for. */
    public long shortRowCount() {
      return shortRows.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What was written.
   *
   * @param written records in all
   * @param answers records that teach an answer
   * @param refusals records that teach the refusal
   * @param thinned refusals left out to reach the refusal ratio
   * @param silentRows rows that the format makes no record of
   */
  public record Lines(long written, long answers, long refusals, long thinned, long silentRows) {
    /** Returns the share of refusals among answers and refusals; NaN if there are neither. */
    public double refusalShare() {
      return answers + refusals == 0 ? Double.NaN : (double) refusals / (answers + refusals);
    }
  }

  /** What the relabelled rows have that the data set did not. Immutable. */
  public static final class Relabelled {
    private final long rows;
    private final long positives;

    private Relabelled(long rows, long positives) {
      this.rows = rows;
      this.positives = positives;
    }

    /** Returns the counts; for tests of what reads reports. */
    public static Relabelled of(long rows, long positives) {
      return new Relabelled(rows, positives);
    }

    /** Returns how many rows have new positives. */
    public long rows() {
      return rows;
    }

    /** Returns how many positives are new. */
    public long positives() {
      return positives;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Relabelled that && rows == that.rows && positives == that.positives;
    }

    @Override
    public int hashCode() {
      return Objects.hash(rows, positives);
    }

    @Override
    public String toString() {
      return positives + " new positives in " + rows + " rows";
    }
  }

  /**
   * Where vectors came from.
   *
   * @param embedded texts that the model embedded
   * @param fromCache vectors found in the cache
   * @param fromStore vectors found in the vector store
   * @param truncated texts of which the model read the beginning only
   * @param longestTokens the longest text in the model's tokens; 0 if it does not count them
   * @param passages lengths of the passages
   * @param withoutVector texts that have no vector
   * @param neededPassages distinct passages whose vectors were needed, wherever they came from: all
   *     of them, unless vectors were made on demand
   */
  public record Embeddings(
      long embedded,
      long fromCache,
      long fromStore,
      long truncated,
      int longestTokens,
      TokenLengths passages,
      WithoutVector withoutVector,
      long neededPassages) {}

  /**
   * Texts that the model read and gave no vector, because it knows none of their tokens, say.
   *
   * @param passages distinct passages without one; they are never negatives
   * @param anchors of all rows without one, for which the row's question stands in; rows whose
   *     question has none either are short
   */
  public record WithoutVector(long passages, long anchors) {}

  /**
   * How long the distinct passages are in the model's tokens: how many have each length, by length,
   * shortest first. Empty where nothing counts them: an embedder that does not, or a vector store
   * that had the vectors.
   *
   * @param whole passages that the model read to their end
   * @param truncated passages of which it read the beginning only; the length is the whole one's
   */
  public record TokenLengths(Map<Integer, Long> whole, Map<Integer, Long> truncated) {
    /** Copies the maps. */
    public TokenLengths {
      whole = Collections.unmodifiableMap(new TreeMap<>(whole));
      truncated = Collections.unmodifiableMap(new TreeMap<>(truncated));
    }
  }

  /**
   * How often passages became negatives.
   *
   * @param distinct passages that became negatives
   * @param max how many rows the most used one is a negative of
   * @param gini coefficient of the uses over all passages: 0 if all are used alike, near 1 if few
   *     serve all rows
   * @param coverage distinct over all passages, in [0, 1]
   * @param passagesByUses how many passages are a negative of so many rows, by the number of rows,
   *     fewest first; with those that are a negative of none
   */
  public record Reuse(
      long distinct, long max, double gini, double coverage, Map<Integer, Long> passagesByUses) {
    /** Copies the map. */
    public Reuse {
      passagesByUses = Collections.unmodifiableMap(new TreeMap<>(passagesByUses));
    }
  }

  /**
   * What the draws cost.
   *
   * @param proposals passages looked at by random proposal
   * @param scannedRows rows for which all passages had to be looked at
   * @param reuseRounds how often rows had to draw again because of {@code maxReuse}
   */
  public record Cost(long proposals, long scannedRows, long reuseRounds) {}
}
