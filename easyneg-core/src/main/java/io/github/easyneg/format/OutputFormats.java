package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The formats that this library knows.
 *
 * <p>What a row without a positive gives: {@code axolotl}, {@code context_qa}, {@code alpaca},
 * {@code chat}, {@code input_output}, {@code trl-sft} and {@code raft} teach the refusal for all of
 * its contexts; {@code kto} and {@code trl-kto} hold the refusals as wanted and nothing as
 * unwanted; {@code labelled-pair} has its negatives with label 0; {@code argilla} and {@code
 * label-studio} have its mined negatives; {@code germanrag} hands it on. The others give no record
 * for it, and the report counts such rows.
 *
 * <p>What a row with a positive and without an answer gives: those that teach to answer ({@code
 * axolotl} to {@code trl-kto} in {@link #all()}) give no record, the others need no answer.
 */
public final class OutputFormats {
  private static final int DEFAULT_NEGATIVES = 3;
  private static final double DEFAULT_SHARE = 0.2;
  private static final String DEFAULT_BEGIN = "<s>";
  private static final String DEFAULT_END = "</s>";

  private static final Map<String, Supplier<OutputFormat>> BY_WORD = new LinkedHashMap<>();

  private static final Map<String, Function<String, OutputFormat>> WITH_ARGUMENT =
      Map.of(
          "raft",
          OutputFormats::raft,
          "ntuple",
          argument -> ntuple(count("ntuple", argument)),
          "ntuple-scores",
          argument -> ntupleScores(count("ntuple-scores", argument)),
          "nemo",
          OutputFormats::nemo);

  static {
    BY_WORD.put("axolotl", AnswerFormats::axolotl);
    BY_WORD.put("context_qa", AnswerFormats::contextQa);
    BY_WORD.put("alpaca", AnswerFormats::alpaca);
    BY_WORD.put("chat", AnswerFormats::chat);
    BY_WORD.put("input_output", () -> inputOutput(DEFAULT_BEGIN, DEFAULT_END));
    BY_WORD.put("dpo", AnswerFormats::dpo);
    BY_WORD.put("kto", AnswerFormats::kto);
    BY_WORD.put("raft", () -> raft(DEFAULT_SHARE));
    BY_WORD.put("trl-sft", AnswerFormats::trlSft);
    BY_WORD.put("trl-dpo", AnswerFormats::trlDpo);
    BY_WORD.put("trl-kto", AnswerFormats::trlKto);
    BY_WORD.put("triplet", RetrievalFormats::triplet);
    BY_WORD.put("ntuple", () -> ntuple(DEFAULT_NEGATIVES));
    BY_WORD.put("ntuple-scores", () -> ntupleScores(DEFAULT_NEGATIVES));
    BY_WORD.put("labelled-pair", RetrievalFormats::labelledPair);
    BY_WORD.put("labelled-list", RetrievalFormats::labelledList);
    BY_WORD.put("flag-embedding", RetrievalFormats::flagEmbedding);
    BY_WORD.put("reranker-eval", RetrievalFormats::rerankerEval);
    BY_WORD.put("cohere-rerank", RetrievalFormats::cohereRerank);
    BY_WORD.put("tevatron", Tevatron::new);
    BY_WORD.put("nemo", () -> nemo(Nemo.DEFAULT_CORPUS));
    BY_WORD.put("dpr", RetrievalFormats::dpr);
    BY_WORD.put("germanrag", GermanRag::new);
    BY_WORD.put("argilla", ReviewFormats::argilla);
    BY_WORD.put("label-studio", ReviewFormats::labelStudio);
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
          "unknown format \""
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
    return AnswerFormats.axolotl();
  }

  /** {@code {"article", "question", "answer"}} for Axolotl's {@code context_qa}. */
  public static OutputFormat contextQa() {
    return AnswerFormats.contextQa();
  }

  /** {@code {"instruction", "input", "output"}}. */
  public static OutputFormat alpaca() {
    return AnswerFormats.alpaca();
  }

  /** {@code {"messages"}}: a user's and an assistant's turn for each context. */
  public static OutputFormat chat() {
    return AnswerFormats.chat();
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
    return AnswerFormats.inputOutput(begin, end);
  }

  /** {@code {"question", "chosen", "rejected"}} for Axolotl's DPO. Needs a positive. */
  public static OutputFormat dpo() {
    return AnswerFormats.dpo();
  }

  /** {@code {"question", "completion", "label"}} for Axolotl's KTO. */
  public static OutputFormat kto() {
    return AnswerFormats.kto();
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
    return AnswerFormats.trlSft();
  }

  /** {@code {"prompt", "chosen", "rejected"}} as conversations, for TRL. Needs a positive. */
  public static OutputFormat trlDpo() {
    return AnswerFormats.trlDpo();
  }

  /** {@code {"prompt", "completion", "label"}} as conversations, for TRL's KTO trainer. */
  public static OutputFormat trlKto() {
    return AnswerFormats.trlKto();
  }

  /** {@code {"anchor", "positive", "negative"}}. Needs a positive and a negative. */
  public static OutputFormat triplet() {
    return RetrievalFormats.triplet();
  }

  /**
   * {@code {"anchor", "positive", "negative_1", …}}. Needs a positive and as many negatives.
   *
   * @param negatives how many negatives a tuple has, at least 1; 3 by default
   * @throws IllegalArgumentException if it is less than 1
   */
  public static OutputFormat ntuple(int negatives) {
    return RetrievalFormats.ntuple(requireSome("ntuple", negatives));
  }

  /**
   * {@code {"anchor", "positive", "negative_1", …, "scores"}}, for losses that distil a teacher.
   * The scores are a cross-encoder's where a guard has one, else cosines with the row's anchor.
   *
   * @param negatives how many negatives a tuple has, at least 1; 3 by default
   * @throws IllegalArgumentException if it is less than 1
   */
  public static OutputFormat ntupleScores(int negatives) {
    return RetrievalFormats.ntupleScores(requireSome("ntuple-scores", negatives));
  }

  private static int requireSome(String name, int negatives) {
    if (negatives < 1) {
      throw new IllegalArgumentException(
          name + " has " + negatives + " negatives; give a number from 1, such as " + name + ":3.");
    }
    return negatives;
  }

  /** {@code {"anchor", "passage", "label"}}, the label 1 or 0. */
  public static OutputFormat labelledPair() {
    return RetrievalFormats.labelledPair();
  }

  /** {@code {"query", "docs", "labels"}}, for listwise losses. Needs a positive and a negative. */
  public static OutputFormat labelledList() {
    return RetrievalFormats.labelledList();
  }

  /**
   * {@code {"query", "pos", "neg", "pos_scores", "neg_scores"}}. Needs a positive and a negative.
   * The scores, which FlagEmbedding reads with {@code --knowledge_distillation} alone, are as for
   * {@link #ntupleScores}.
   */
  public static OutputFormat flagEmbedding() {
    return RetrievalFormats.flagEmbedding();
  }

  /** Queries with the ids of their documents, and a corpus. Needs a positive and a negative. */
  public static CorpusFormat tevatron() {
    return new Tevatron();
  }

  /**
   * NeMo Retriever's questions with the ids of their documents, and a folder with the corpus. Needs
   * a positive and a negative.
   *
   * @param corpusId what the corpus is called there, {@code easyneg} by default; data sets that are
   *     trained on together need different ones
   * @throws IllegalArgumentException if the id is not made of letters, digits, {@code _}, {@code -}
   *     and {@code .}
   */
  public static CorpusFormat nemo(String corpusId) {
    if (!corpusId.matches("[a-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "nemo's corpus id is \""
              + corpusId
              + "\"; use lower-case letters, digits, '_', '-' and '.', such as nemo:wiki.");
    }
    return new Nemo(corpusId);
  }

  /**
   * {@code {"query", "positive", "documents"}}: all passages of a row, the closest first, for the
   * evaluation of rerankers. Needs a positive and a negative.
   */
  public static OutputFormat rerankerEval() {
    return RetrievalFormats.rerankerEval();
  }

  /**
   * {@code {"query", "relevant_passages", "hard_negatives"}}, as Cohere's and LlamaIndex's rerank
   * fine-tuning read it. Needs a positive.
   */
  public static OutputFormat cohereRerank() {
    return RetrievalFormats.cohereRerank();
  }

  /** Flat records of mined negatives for Argilla, where people mark them. */
  public static OutputFormat argilla() {
    return ReviewFormats.argilla();
  }

  /** Tasks of mined negatives for Label Studio, where people mark them. */
  public static OutputFormat labelStudio() {
    return ReviewFormats.labelStudio();
  }

  /** DPR's questions with three kinds of passages. Needs a positive. */
  public static OutputFormat dpr() {
    return RetrievalFormats.dpr();
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

  private static int count(String name, String argument) {
    try {
      return Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has \"%s\" negatives; give a number from 1, such as %1$s:3.",
              name,
              argument),
          e);
    }
  }

  /** Returns {@code number} without an exponent or needless zeros: {@code 0.2}, {@code 1}. */
  static String shortest(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
