package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The formats that this library knows.
 *
 * <p>What a row without a positive gives: {@code axolotl}, {@code context_qa}, {@code alpaca},
 * {@code chat}, {@code input_output}, {@code trl-sft} and {@code raft} teach the refusal for all of
 * its contexts; {@code kto} and {@code trl-kto} hold the refusals as wanted and nothing as
 * unwanted; {@code labelled-pair} has its negatives with label 0; {@code germanrag} hands it on.
 * The others give no record for it, and the report counts such rows.
 *
 * <p>What a row with a positive and without an answer gives: {@code triplet}, {@code ntuple},
 * {@code labelled-pair}, {@code flag-embedding}, {@code tevatron} and {@code dpr} need no answer;
 * {@code germanrag} hands it on; the others give no record.
 */
public final class OutputFormats {
  private static final int DEFAULT_NEGATIVES = 3;
  private static final double DEFAULT_SHARE = 0.2;
  private static final String DEFAULT_BEGIN = "<s>";
  private static final String DEFAULT_END = "</s>";

  private static final Map<String, Supplier<OutputFormat>> BY_WORD = new LinkedHashMap<>();

  private static final Map<String, Function<String, OutputFormat>> WITH_ARGUMENT =
      Map.of("raft", OutputFormats::raft, "ntuple", OutputFormats::ntuple);

  static {
    BY_WORD.put("axolotl", AxolotlContextQa::new);
    BY_WORD.put("context_qa", ContextQa::new);
    BY_WORD.put("alpaca", Alpaca::new);
    BY_WORD.put("chat", Chat::new);
    BY_WORD.put("input_output", () -> inputOutput(DEFAULT_BEGIN, DEFAULT_END));
    BY_WORD.put("dpo", Dpo::new);
    BY_WORD.put("kto", Kto::new);
    BY_WORD.put("raft", () -> raft(DEFAULT_SHARE));
    BY_WORD.put("trl-sft", TrlSft::new);
    BY_WORD.put("trl-dpo", TrlDpo::new);
    BY_WORD.put("trl-kto", TrlKto::new);
    BY_WORD.put("triplet", Triplet::new);
    BY_WORD.put("ntuple", () -> ntuple(DEFAULT_NEGATIVES));
    BY_WORD.put("labelled-pair", LabelledPair::new);
    BY_WORD.put("flag-embedding", FlagEmbedding::new);
    BY_WORD.put("tevatron", Tevatron::new);
    BY_WORD.put("dpr", Dpr::new);
    BY_WORD.put("germanrag", GermanRag::new);
  }

  private OutputFormats() {}

  /** Returns every format, those with an argument at its default, in the order of the manual. */
  public static List<OutputFormat> all() {
    return BY_WORD.values().stream().map(Supplier::get).toList();
  }

  /**
   * Returns the format that an option names: a word such as {@code triplet}, or a word and an
   * argument, as {@code ntuple:5} (negatives in a tuple, by default 3) and {@code raft:0.1} (the
   * share of rows that lose their positive, by default 0.2). {@link OutputFormat#name()} of any
   * format here is such a name.
   *
   * @throws IllegalArgumentException if there is none of that name, or the argument is not as
   *     expected; the message lists what there is
   */
  public static OutputFormat byName(String name) {
    int colon = name.indexOf(':');
    String word = colon < 0 ? name : name.substring(0, colon);
    Supplier<OutputFormat> format = BY_WORD.get(word);
    if (format == null) {
      throw new IllegalArgumentException(
          "there is no format \""
              + word
              + "\"; use one of "
              + String.join(", ", BY_WORD.keySet())
              + ".");
    }
    if (colon < 0) {
      return format.get();
    }
    Function<String, OutputFormat> argued = WITH_ARGUMENT.get(word);
    if (argued == null) {
      throw new IllegalArgumentException(
          "the format "
              + word
              + " takes no argument, but has \""
              + name.substring(colon + 1)
              + "\"; write "
              + word
              + ".");
    }
    return argued.apply(name.substring(colon + 1));
  }

  /** {@code {"context", "question", "answer"}} for Axolotl's {@code context_qa.load_v2}. */
  public static OutputFormat axolotl() {
    return new AxolotlContextQa();
  }

  /** {@code {"article", "question", "answer"}} for Axolotl's {@code context_qa}. */
  public static OutputFormat contextQa() {
    return new ContextQa();
  }

  /** {@code {"instruction", "input", "output"}}. */
  public static OutputFormat alpaca() {
    return new Alpaca();
  }

  /** {@code {"messages"}}: a user's and an assistant's turn for each context. */
  public static OutputFormat chat() {
    return new Chat();
  }

  /**
   * {@code {"segments": [{"label", "text"}, …]}} for Axolotl's {@code input_output}.
   *
   * @param begin the text of the token that begins a sequence, {@code <s>} by default
   * @param end the text of the token that ends one, {@code </s>} by default; it must be the base
   *     model's, or the model does not learn to stop
   */
  public static OutputFormat inputOutput(String begin, String end) {
    NotNull.check(begin, "begin");
    NotNull.check(end, "end");
    return new InputOutput(begin, end);
  }

  /** {@code {"question", "chosen", "rejected"}} for Axolotl's DPO. Needs a positive. */
  public static OutputFormat dpo() {
    return new Dpo();
  }

  /** {@code {"question", "completion", "label"}} for Axolotl's KTO. */
  public static OutputFormat kto() {
    return new Kto();
  }

  /**
   * {@code {"messages"}} with all contexts of a row in one prompt, in the manner of RAFT.
   *
   * @param shareWithoutPositive the share of the rows with a positive that lose it and are answered
   *     by the refusal, in [0, 1]; 0.2 by default
   * @throws IllegalArgumentException if the share is not in [0, 1]
   */
  public static OutputFormat raft(double shareWithoutPositive) {
    if (!(shareWithoutPositive >= 0 && shareWithoutPositive <= 1)) {
      throw new IllegalArgumentException(
          "raft's share of rows without their positive is "
              + shareWithoutPositive
              + "; give a number from 0 to 1, such as raft:0.2.");
    }
    return new Raft(shareWithoutPositive);
  }

  /** {@code {"prompt", "completion"}} as conversations, for TRL's SFT trainer. */
  public static OutputFormat trlSft() {
    return new TrlSft();
  }

  /** {@code {"prompt", "chosen", "rejected"}} as conversations, for TRL. Needs a positive. */
  public static OutputFormat trlDpo() {
    return new TrlDpo();
  }

  /** {@code {"prompt", "completion", "label"}} as conversations, for TRL's KTO trainer. */
  public static OutputFormat trlKto() {
    return new TrlKto();
  }

  /** {@code {"anchor", "positive", "negative"}}. Needs a positive and a negative. */
  public static OutputFormat triplet() {
    return new Triplet();
  }

  /**
   * {@code {"anchor", "positive", "negative_1", …}}. Needs a positive and as many negatives.
   *
   * @param negatives how many negatives a tuple has, at least 1; 3 by default
   * @throws IllegalArgumentException if it is less than 1
   */
  public static OutputFormat ntuple(int negatives) {
    if (negatives < 1) {
      throw new IllegalArgumentException(
          "ntuple has " + negatives + " negatives; give a number from 1, such as ntuple:3.");
    }
    return new NTuple(negatives);
  }

  /** {@code {"anchor", "passage", "label"}}, the label 1 or 0. */
  public static OutputFormat labelledPair() {
    return new LabelledPair();
  }

  /** {@code {"query", "pos", "neg"}}. Needs a positive and a negative. */
  public static OutputFormat flagEmbedding() {
    return new FlagEmbedding();
  }

  /** Queries with the ids of their documents, and a corpus. Needs a positive and a negative. */
  public static CorpusFormat tevatron() {
    return new Tevatron();
  }

  /** DPR's questions with three kinds of passages. Needs a positive. */
  public static OutputFormat dpr() {
    return new Dpr();
  }

  /** The rows as they were, with the mined negatives among their contexts. */
  public static OutputFormat germanrag() {
    return new GermanRag();
  }

  private static OutputFormat raft(String argument) {
    try {
      return raft(Double.parseDouble(argument));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "raft's share of rows without their positive is \""
              + argument
              + "\"; give a number from 0 to 1, such as raft:0.2.",
          e);
    }
  }

  private static OutputFormat ntuple(String argument) {
    try {
      return ntuple(Integer.parseInt(argument));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "ntuple has \"" + argument + "\" negatives; give a number from 1, such as ntuple:3.", e);
    }
  }

  /** Returns {@code number} without an exponent or needless zeros: {@code 0.2}, {@code 1}. */
  static String shortest(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
