package io.github.easyneg.onnx;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.RelevanceGuard;
import io.github.easyneg.onnx.internal.embed.PairEncoder;
import io.github.easyneg.onnx.internal.embed.PairEncoder.Texts;
import io.github.easyneg.onnx.internal.embed.PairFolder;
import io.github.easyneg.onnx.internal.embed.PairTokens;
import io.github.easyneg.onnx.internal.embed.RelevanceHead;
import io.github.easyneg.onnx.internal.embed.Tokens;
import io.github.easyneg.onnx.internal.pair.LongestFirst;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Rejects passages that a cross-encoder finds relevant to the row's question: as likely relevant as
 * not, or nearly as relevant as the row's positive. The cross-encoder is one of
 * sentence-transformers, exported to ONNX, with one logit or two.
 *
 * <p>Relevance is a probability for every model: the sigmoid of one logit, also where the model
 * itself leaves that out, as those trained on MS MARCO do; the softmax of two, of which the second
 * is the relevant one unless {@code id2label} says otherwise.
 *
 * <p>There are two thresholds, and a passage that reaches either is rejected: {@link #threshold},
 * and {@link #shareOfPositive}, the positive-aware bound of Moreira et al., "NV-Retriever:
 * Improving text embedding models with effective hard-negative mining" (2024), <a
 * href="https://arxiv.org/abs/2407.15831">arXiv 2407.15831</a>; of several positives the most
 * relevant one counts. For rows without a positive only the first applies.
 *
 * <p>A question and a passage that together are longer than the network reads are truncated, the
 * longer one first, and counted. Blank questions and passages pass without being read. Each call
 * returns a new guard with another option, which shares the network; closing one of them closes
 * all. Called by one thread at a time. On a CPU each pair is run separately: the verdict on a
 * passage does not depend on the other passages, to the last bit.
 */
public final class OnnxReranker extends PairGuard implements RelevanceGuard {
  /** The maximum input length of existing networks, used where their files set no limit. */
  private static final int MOST_TOKENS = 8192;

  private final RelevanceHead head;
  private final double threshold;
  private final OptionalDouble share;
  private final Count count = new Count();

  /** What was read. */
  private static final class Count {
    private long pairs;
    private long truncated;
  }

  private OnnxReranker(
      LoadedPair network, RelevanceHead head, String name, double threshold, OptionalDouble share) {
    super(network, name);
    this.head = head;
    this.threshold = threshold;
    this.share = share;
  }

  /**
   * Loads a folder: {@code onnx/model.onnx} or {@code model.onnx}, {@code tokenizer.json}, {@code
   * config.json}. Its files may be links to others in it; in the Hub's cache, to those of the
   * repository's folder.
   *
   * @throws IllegalArgumentException if a file is missing, requires what is not supported, or is a
   *     link that leads elsewhere; the message names it and says what to do
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static OnnxReranker load(Path dir) {
    NotNull.check(dir, "dir");
    return load(dir, OnnxOptions.defaults());
  }

  /**
   * Loads a folder with other options.
   *
   * @param options with no prompts, pooling or dimensions
   * @throws IllegalArgumentException if an option has no effect on a cross-encoder, a file is
   *     missing, requires what is not supported, or is a link that leads elsewhere
   * @throws IllegalStateException if the device is not available
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static OnnxReranker load(Path dir, OnnxOptions options) {
    NotNull.check(dir, "dir");
    NotNull.check(options, "options");
    PairFolder.CrossEncoder model = PairFolder.crossEncoder(dir, options.file());
    return new OnnxReranker(
        LoadedPair.of(model.model(), options, MOST_TOKENS, "a cross-encoder"),
        model.head(),
        "reranker",
        0.5,
        OptionalDouble.of(0.95));
  }

  /**
   * Sets the relevance from which a passage is rejected; 0.5 by default.
   *
   * @param probability in (0, 1]
   * @throws IllegalArgumentException if it is not
   */
  public OnnxReranker threshold(double probability) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "threshold(" + probability + ") must be more than 0 and at most 1.");
    }
    return new OnnxReranker(network(), head, name(), probability, share);
  }

  /**
   * Sets the share of the positive's relevance from which a passage is rejected; 0.95 by default.
   *
   * @param share in (0, 1]
   * @throws IllegalArgumentException if it is not
   */
  public OnnxReranker shareOfPositive(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "shareOfPositive(" + share + ") must be more than 0 and at most 1.");
    }
    return new OnnxReranker(network(), head, name(), threshold, OptionalDouble.of(share));
  }

  /** Ignores the positive's relevance: only {@link #threshold} applies. */
  public OnnxReranker regardlessOfPositive() {
    return new OnnxReranker(network(), head, name(), threshold, OptionalDouble.empty());
  }

  /**
   * Sets the name under which rejections are counted; {@code reranker} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public OnnxReranker named(String name) {
    NotNull.check(name, "name");
    return new OnnxReranker(network(), head, requireName(name), threshold, share);
  }

  /** Returns the name, all numbers that a verdict depends on, and a hash of the model's files. */
  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s:%s:%s:%dt:%s:%s",
        name(),
        threshold,
        share.isPresent() ? share.getAsDouble() + " of the positive" : "regardless",
        network().model().maxTokens(),
        head,
        network().fingerprint());
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.easyneg.mine.GuardException if the network cannot be run, or the thread is
   *     interrupted, whose interrupt flag stays set
   * @throws IllegalStateException if the guard is closed
   */
  @Override
  public BitSet rejects(List<Pair> pairs) {
    NotNull.check(pairs, "pairs");
    forget();
    Set<Texts> wanted = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      if (isRead(pair)) {
        wanted.add(texts(pair));
        wanted.addAll(positives(pair.row()));
      }
    }
    readAll(wanted);
    BitSet rejects = new BitSet(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      rejects.set(i, isRead(pairs.get(i)) && isRelevant(pairs.get(i)));
    }
    return rejects;
  }

  /**
   * Tells whether a passage's relevance reaches {@link #threshold}; one that is merely as relevant
   * as a weak positive is not an answer because of that.
   */
  @Override
  public boolean answers(Pair pair) {
    NotNull.check(pair, "pair");
    return isRead(pair) && relevance(pair) >= threshold;
  }

  /** Returns the relevance, in [0, 1]; empty where question or passage are blank. */
  @Override
  public OptionalDouble score(Pair pair) {
    NotNull.check(pair, "pair");
    return isRead(pair) ? OptionalDouble.of(relevance(pair)) : OptionalDouble.empty();
  }

  /**
   * {@inheritDoc} The relevance, in [0, 1]; 0 where question or passage are blank.
   *
   * @throws io.github.easyneg.mine.GuardException if the network cannot be run, or the thread is
   *     interrupted, whose interrupt flag stays set
   * @throws IllegalStateException if the guard is closed
   */
  @Override
  public List<Double> relevances(List<Pair> pairs) {
    NotNull.check(pairs, "pairs");
    readAll(pairs.stream().filter(PairGuard::isRead).map(PairGuard::texts).toList());
    return pairs.stream().map(pair -> number(texts(pair)).orElse(0)).toList();
  }

  private double relevance(Pair pair) {
    return relevances(List.of(pair)).get(0);
  }

  private boolean isRelevant(Pair pair) {
    double relevance = number(texts(pair)).orElse(Double.NaN);
    if (relevance >= threshold) {
      return true;
    }
    double positive =
        positives(pair.row()).stream()
            .mapToDouble(texts -> number(texts).orElse(Double.NaN))
            .max()
            .orElse(Double.NaN);
    return share.isPresent() && relevance >= share.getAsDouble() * positive;
  }

  private List<Texts> positives(QaRow row) {
    List<Texts> positives = new ArrayList<>();
    for (int i = 0; share.isPresent() && i < row.contexts().size(); i++) {
      if (row.isPositive(i) && !row.contexts().get(i).isBlank()) {
        positives.add(new Texts(row.question(), row.contexts().get(i)));
      }
    }
    return positives;
  }

  @Override
  double[] read(PairEncoder encoder, List<Texts> texts, BooleanSupplier cancelled) {
    List<Tokens> read = new ArrayList<>();
    for (PairTokens tokens : encoder.tokenize(texts, cancelled)) {
      Tokens kept = LongestFirst.of(tokens, network().model().maxTokens());
      count.pairs++;
      count.truncated += kept.truncated() ? 1 : 0;
      read.add(kept);
    }
    float[][][] logits = encoder.run(read, cancelled);
    double[] relevances = new double[texts.size()];
    for (int i = 0; i < relevances.length; i++) {
      relevances[i] =
          logits[i][0].length == head.logits() ? head.probability(logits[i][0]) : Double.NaN;
      if (Double.isNaN(relevances[i])) {
        throw failure(
            texts.get(i),
            String.format(
                Locale.ROOT,
                "%d logits, or one that is not a number; expected %d. Use the network and the"
                    + " config.json of the same model.",
                logits[i][0].length,
                head.logits()));
      }
    }
    return relevances;
  }

  /**
   * Returns the {@code pairs} of a question and a passage that were read, positives too, and how
   * many were longer than the network reads: {@code pairs truncated}.
   */
  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("pairs", count.pairs);
    counts.put("pairs truncated", count.truncated);
    return counts;
  }
}
