package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.MinedRow;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run did. {@link #toString} prints it as a small table. Immutable. */
public final class MiningReport {
  /** The most examples that a report holds. */
  public static final int EXAMPLES = 8;

  private final String dataset;
  private final RowCounts rows;
  private final NegativeCounts negatives;
  private final LineCounts lines;
  private final RelabelledCounts relabelled;
  private final EmbeddingCounts embeddings;
  private final ReuseCounts reuse;
  private final Map<String, Histogram> cosines;
  private final Optional<Histogram> distracting;
  private final Map<String, Long> rejected;
  private final Map<String, Long> withoutVerdict;
  private final Map<String, Map<String, Long>> guardCounts;
  private final DrawCost cost;
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
    this.withoutVerdict = builder.withoutVerdict;
    this.guardCounts = builder.guardCounts;
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
    NotNull.check(dataset, "dataset");
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
    builder.withoutVerdict = withoutVerdict;
    builder.guardCounts = guardCounts;
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
  public RowCounts rows() {
    return rows;
  }

  /** Returns what was mined. */
  public NegativeCounts negatives() {
    return negatives;
  }

  /** Returns what was written. */
  public LineCounts lines() {
    return lines;
  }

  /** Returns which positives were found; none without {@code relabelledTo(..)}. */
  public RelabelledCounts relabelled() {
    return relabelled;
  }

  /** Returns where the vectors came from. */
  public EmbeddingCounts embeddings() {
    return embeddings;
  }

  /** Returns how often passages became negatives. */
  public ReuseCounts reuse() {
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

  /**
   * Returns on how many drawn candidates each {@link io.github.easyneg.mine.BatchGuard} had no
   * verdict, as its model's reply could not be read. They are no negatives, others were drawn in
   * their place, and {@link #rejected} does not count them. Empty in a run without such a guard.
   */
  public Map<String, Long> withoutVerdict() {
    return withoutVerdict;
  }

  /**
   * Returns what each {@link io.github.easyneg.mine.BatchGuard} did in this run, by the guard's
   * name and the count's, in plain words. A chat model's are {@code calls}, retries included,
   * {@code unreadable replies} among them, {@code input tokens} and {@code output tokens}, as far
   * as the server says, and {@code verdicts reused}, which a run before had paid for. A run that
   * goes on with another counts its own alone. Empty if no guard counts anything.
   */
  public Map<String, Map<String, Long>> guardCounts() {
    return guardCounts;
  }

  /** Returns what the draws cost. */
  public DrawCost cost() {
    return cost;
  }

  /** Returns how long each stage took. */
  public Map<Stage, Duration> time() {
    return time;
  }

  /**
   * Returns what went another way than usual, in whole sentences, for example a damaged cache that
   * was begun again.
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
    private RowCounts rows = RowCounts.builder().build();
    private NegativeCounts negatives = NegativeCounts.builder().build();
    private LineCounts lines = LineCounts.builder().build();
    private RelabelledCounts relabelled = RelabelledCounts.builder().build();
    private EmbeddingCounts embeddings = EmbeddingCounts.builder().build();
    private ReuseCounts reuse = ReuseCounts.builder().build();
    private Map<String, Histogram> cosines = Map.of();
    private Optional<Histogram> distracting = Optional.empty();
    private Map<String, Long> rejected = Map.of();
    private Map<String, Long> withoutVerdict = Map.of();
    private Map<String, Map<String, Long>> guardCounts = Map.of();
    private DrawCost cost = DrawCost.builder().build();
    private Map<Stage, Duration> time = Map.of();
    private List<String> notes = List.of();
    private List<MinedRow> examples = List.of();
    private Map<String, String> provenance = Map.of();

    private Builder(String dataset) {
      this.dataset = dataset;
    }

    /** Sets what was read. */
    @CanIgnoreReturnValue
    public Builder rows(RowCounts rows) {
      NotNull.check(rows, "rows");
      this.rows = rows;
      return this;
    }

    /** Sets what was mined. */
    @CanIgnoreReturnValue
    public Builder negatives(NegativeCounts negatives) {
      NotNull.check(negatives, "negatives");
      this.negatives = negatives;
      return this;
    }

    /** Sets what was written. */
    @CanIgnoreReturnValue
    public Builder lines(LineCounts lines) {
      NotNull.check(lines, "lines");
      this.lines = lines;
      return this;
    }

    /** Sets which positives were found. */
    @CanIgnoreReturnValue
    public Builder relabelled(RelabelledCounts relabelled) {
      NotNull.check(relabelled, "relabelled");
      this.relabelled = relabelled;
      return this;
    }

    /** Sets where the vectors came from. */
    @CanIgnoreReturnValue
    public Builder embeddings(EmbeddingCounts embeddings) {
      NotNull.check(embeddings, "embeddings");
      this.embeddings = embeddings;
      return this;
    }

    /** Sets how often passages became negatives. */
    @CanIgnoreReturnValue
    public Builder reuse(ReuseCounts reuse) {
      NotNull.check(reuse, "reuse");
      this.reuse = reuse;
      return this;
    }

    /** Sets cosines to the first anchor. */
    @CanIgnoreReturnValue
    public Builder cosines(Map<String, Histogram> cosines) {
      NotNull.check(cosines, "cosines");
      this.cosines = ordered(cosines);
      return this;
    }

    /** Sets the distracting effects of the negatives. */
    @CanIgnoreReturnValue
    public Builder distracting(Optional<Histogram> effects) {
      NotNull.check(effects, "effects");
      this.distracting = effects;
      return this;
    }

    /** Sets how many drawn candidates each guard rejected. */
    @CanIgnoreReturnValue
    public Builder rejected(Map<String, Long> rejected) {
      NotNull.check(rejected, "rejected");
      this.rejected = ordered(rejected);
      return this;
    }

    /** Sets on how many drawn candidates each batch guard had no verdict. */
    @CanIgnoreReturnValue
    public Builder withoutVerdict(Map<String, Long> withoutVerdict) {
      NotNull.check(withoutVerdict, "withoutVerdict");
      this.withoutVerdict = ordered(withoutVerdict);
      return this;
    }

    /** Sets what each batch guard did, by the guard's name and the count's. */
    @CanIgnoreReturnValue
    public Builder guardCounts(Map<String, Map<String, Long>> counts) {
      NotNull.check(counts, "counts");
      Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
      counts.forEach((guard, ofGuard) -> copy.put(guard, ordered(ofGuard)));
      this.guardCounts = ordered(copy);
      return this;
    }

    /** Sets what the draws cost. */
    @CanIgnoreReturnValue
    public Builder cost(DrawCost cost) {
      NotNull.check(cost, "cost");
      this.cost = cost;
      return this;
    }

    /** Sets how long each stage took. */
    @CanIgnoreReturnValue
    public Builder time(Map<Stage, Duration> time) {
      NotNull.check(time, "time");
      this.time = ordered(time);
      return this;
    }

    /** Sets what went another way than usual. */
    @CanIgnoreReturnValue
    public Builder notes(List<String> notes) {
      NotNull.check(notes, "notes");
      this.notes = List.copyOf(notes);
      return this;
    }

    /** Sets a few rows with their negatives. */
    @CanIgnoreReturnValue
    public Builder examples(List<MinedRow> examples) {
      NotNull.check(examples, "examples");
      this.examples = List.copyOf(examples);
      return this;
    }

    /** Sets the settings and what the run depended on, by name. */
    @CanIgnoreReturnValue
    public Builder provenance(Map<String, String> provenance) {
      NotNull.check(provenance, "provenance");
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
}
