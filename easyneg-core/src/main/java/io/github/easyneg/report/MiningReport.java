package io.github.easyneg.report;

import io.github.easyneg.mine.MinedRow;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did. {@link #toString} prints it as a small table.
 *
 * @param dataset the data set's name
 * @param rows what was read
 * @param negatives what was mined
 * @param lines what was written
 * @param embeddings where the vectors came from
 * @param reuse how often passages became negatives
 * @param cosines to the first anchor, by what the passage is to the row: {@code background}, {@code
 *     positive}, {@code hard}, {@code mined}
 * @param rejected how many drawn candidates each guard turned away, in the order in which the
 *     guards are asked
 * @param cost what the draws cost
 * @param time of each stage
 * @param notes what went another way than usual, in whole sentences, for example a damaged cache
 *     that was begun anew
 * @param examples a few rows with their negatives, in the order of the data set: at most {@value
 *     #EXAMPLES} of the rows that are kept, chosen by the seed and their content
 * @param provenance the settings and what the run depended on, by name
 */
public record MiningReport(
    String dataset,
    Rows rows,
    Negatives negatives,
    Lines lines,
    Embeddings embeddings,
    Reuse reuse,
    Map<String, Histogram> cosines,
    Map<String, Long> rejected,
    Cost cost,
    Map<Stage, Duration> time,
    List<String> notes,
    List<MinedRow> examples,
    Map<String, String> provenance) {

  /** The most examples that a report holds. */
  public static final int EXAMPLES = 8;

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

  /**
   * Where vectors came from.
   *
   * @param embedded texts that the model embedded
   * @param fromCache vectors found in the cache
   * @param fromStore vectors found in the vector store
   * @param truncated texts of which the model read the beginning only
   * @param longestTokens the longest text in the model's tokens; 0 if it does not count them
   * @param passages lengths of the passages
   */
  public record Embeddings(
      long embedded,
      long fromCache,
      long fromStore,
      long truncated,
      int longestTokens,
      TokenLengths passages) {}

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

  /** Copies the collections and keeps their order. */
  public MiningReport {
    cosines = Collections.unmodifiableMap(new LinkedHashMap<>(cosines));
    rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    time = Collections.unmodifiableMap(new LinkedHashMap<>(time));
    notes = List.copyOf(notes);
    examples = List.copyOf(examples);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /**
   * Returns what asks for another setting, in whole lines that name the call and the option that
   * cures it: a guard that turned away more than a tenth of what was drawn, a passage that is used
   * far above chance, more than one row in twenty that came short, 80 % refusals or more. Empty if
   * all is well.
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
