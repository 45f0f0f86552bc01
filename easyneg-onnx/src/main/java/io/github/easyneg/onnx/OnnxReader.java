package io.github.easyneg.onnx;

import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.ReadingGuard;
import io.github.easyneg.onnx.internal.embed.PairEncoder;
import io.github.easyneg.onnx.internal.embed.PairEncoder.Texts;
import io.github.easyneg.onnx.internal.embed.PairFolder;
import io.github.easyneg.onnx.internal.embed.PairTokens;
import io.github.easyneg.onnx.internal.embed.Tokens;
import io.github.easyneg.onnx.internal.pair.Spans;
import io.github.easyneg.onnx.internal.pair.Windows;
import io.github.easyneg.onnx.internal.pair.Windows.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Rejects passages in which a reader finds an answer to the row's question, and measures the
 * distracting effect of the others. The reader is an extractive question-answering network that was
 * trained to say that there is no answer, as on SQuAD 2.0: BERT, RoBERTa, XLM-RoBERTa, ELECTRA,
 * DistilBERT, DeBERTa or their like, exported to ONNX with the outputs {@code start_logits} and
 * {@code end_logits}.
 *
 * <p>P(no answer) is the share of the null, both logits of the first token, in the softmax over the
 * null and all spans of the passage of at most {@link #longestAnswer} tokens. A passage that is
 * longer than the network reads is read in windows that overlap; its P(no answer) is the lowest of
 * its windows, as SQuAD 2.0 is evaluated: there is no answer if there is none in any. The
 * distracting effect is 1 - P(no answer).
 *
 * <p>A reader that was trained where there always is an answer, as on SQuAD 1.1, has no null, and
 * finds one everywhere; its files do not show that, the report does.
 *
 * <p>Questions longer than 64 tokens are truncated, and counted. Blank questions and passages pass
 * without being read. Each call returns a new guard with another option, which shares the network;
 * closing one of them closes all. Called by one thread at a time; it reads on as many as there are
 * cores, or as {@link OnnxOptions#threads} says. On a CPU each window is run separately: the
 * verdict on a passage does not depend on the other passages, to the last bit.
 */
public final class OnnxReader extends PairGuard implements ReadingGuard {
  /** What transformers' question-answering pipeline reads at a time. */
  private static final int MOST_TOKENS = 384;

  /** As in BERT's own evaluation on SQuAD. */
  private static final int MOST_TOKENS_OF_QUESTION = 64;

  private final Settings settings;
  private final Count count = new Count();

  /** What was read. */
  private static final class Count {
    private long passages;
    private long windows;
    private long truncatedQuestions;
  }

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private String name = "reader";
    private double threshold = 0.5;
    private int overlap = 128;
    private int longestAnswer = 30;
  }

  private OnnxReader(LoadedPair network, Settings settings) {
    super(network, settings.name);
    this.settings = settings;
  }

  private OnnxReader with(Consumer<Settings> change) {
    return new OnnxReader(network(), settings.with(change));
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
  public static OnnxReader load(Path dir) {
    NotNull.check(dir, "dir");
    return load(dir, OnnxOptions.defaults());
  }

  /**
   * Loads a folder with other options.
   *
   * @param options with no prompts, pooling or dimensions; {@link OnnxOptions#maxTokens} is the
   *     length of a window, 384 by default or what the network reads if that is less
   * @throws IllegalArgumentException if an option has no effect on a reader, a file is missing,
   *     requires what is not supported, or is a link that leads elsewhere
   * @throws IllegalStateException if the device is not available
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static OnnxReader load(Path dir, OnnxOptions options) {
    NotNull.check(dir, "dir");
    NotNull.check(options, "options");
    LoadedPair network =
        LoadedPair.of(
            PairFolder.reader(dir, options.file()), options, MOST_TOKENS, "a reader of answers");
    return new OnnxReader(network, new Settings());
  }

  /**
   * Sets the distracting effect above which a passage is rejected; 0.5 by default: an answer is
   * likelier than none. With 1 nothing is rejected, but the effects are still measured.
   *
   * @param effect in [0, 1]
   * @throws IllegalArgumentException if it is not
   */
  public OnnxReader threshold(double effect) {
    if (!(effect >= 0 && effect <= 1)) {
      throw new IllegalArgumentException("threshold(" + effect + ") must be from 0 to 1.");
    }
    return with(s -> s.threshold = effect);
  }

  /**
   * Sets the overlap of consecutive windows in tokens, where a passage needs several; 128 by
   * default, and never more than half of a window.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public OnnxReader overlap(int tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("overlap(" + tokens + ") must be 0 or more.");
    }
    return with(s -> s.overlap = tokens);
  }

  /**
   * Sets the maximum length of an answer in tokens; 30 by default, as in BERT's own evaluation.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OnnxReader longestAnswer(int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("longestAnswer(" + tokens + ") must be at least 1.");
    }
    return with(s -> s.longestAnswer = tokens);
  }

  /**
   * Sets the name under which rejections are counted; {@code reader} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public OnnxReader named(String name) {
    NotNull.check(name, "name");
    return with(s -> s.name = requireName(name));
  }

  /** Returns the name, all numbers that a verdict depends on, and a hash of the model's files. */
  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s:%s:%dt:overlap %d:answers of %d:%s",
        name(),
        settings.threshold,
        network().model().maxTokens(),
        settings.overlap,
        settings.longestAnswer,
        network().fingerprint());
  }

  /**
   * {@inheritDoc}
   *
   * @throws GuardException if the network cannot be run, or the thread is interrupted, whose
   *     interrupt flag stays set
   * @throws IllegalStateException if the guard is closed
   */
  @Override
  public BitSet rejects(List<Pair> pairs) {
    NotNull.check(pairs, "pairs");
    forget();
    readAll(pairs.stream().filter(PairGuard::isRead).map(PairGuard::texts).toList());
    BitSet rejects = new BitSet(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      OptionalDouble effect = number(texts(pairs.get(i)));
      rejects.set(i, effect.isPresent() && effect.getAsDouble() > settings.threshold);
    }
    return rejects;
  }

  @Override
  public OptionalDouble distracting(Pair pair) {
    NotNull.check(pair, "pair");
    if (isRead(pair)) {
      readAll(List.of(texts(pair)));
    }
    return number(texts(pair));
  }

  @Override
  double[] read(PairEncoder encoder, List<Texts> texts, BooleanSupplier cancelled) {
    Windows cut =
        new Windows(network().model().maxTokens(), MOST_TOKENS_OF_QUESTION, settings.overlap);
    List<Window> windows = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    PairTokens[] tokens = encoder.tokenize(texts, cancelled);
    for (int i = 0; i < tokens.length; i++) {
      requireNull(tokens[i]);
      List<Window> own = cut.of(tokens[i]);
      for (Window window : own) {
        windows.add(window);
        owners.add(i);
      }
      count.passages++;
      count.windows += own.size();
      count.truncatedQuestions += cut.ofQuestion(tokens[i]) < tokens[i].firstLength() ? 1 : 0;
    }
    List<Tokens> ofWindows = windows.stream().map(Window::tokens).toList();
    float[][][] logits = encoder.run(ofWindows, cancelled);
    double[] effects = new double[texts.size()];
    for (int w = 0; w < logits.length; w++) {
      int owner = owners.get(w);
      effects[owner] =
          Math.max(effects[owner], effect(windows.get(w), logits[w], texts.get(owner)));
    }
    return effects;
  }

  private double effect(Window window, float[][] logits, Texts texts) {
    double effect = Double.NaN;
    if (logits[0].length >= window.to() && logits[1].length >= window.to()) {
      effect =
          Spans.answered(logits[0], logits[1], window.from(), window.to(), settings.longestAnswer);
    }
    if (Double.isNaN(effect)) {
      throw failure(
          texts,
          String.format(
              Locale.ROOT,
              "%d start and %d end logits for %d tokens, or one that is not a number; expected a"
                  + " finite one of each for each token. Export the model again, in single"
                  + " precision.",
              logits[0].length,
              logits[1].length,
              window.tokens().length()));
    }
    return effect;
  }

  /** The first token represents "no answer"; where it belongs to the question, no token does. */
  private void requireNull(PairTokens tokens) {
    if (tokens.first() == 0) {
      throw new GuardException(
          "Guard '"
              + name()
              + "': the tokenizer of "
              + network().model().name()
              + " puts no special token before a question; expected one, such as [CLS] or <s>, at"
              + " which the network points where there is no answer. Use a reader like BERT's.");
    }
  }

  /**
   * Returns the {@code passages} that were read, in how many {@code windows}, and for how many of
   * them there were {@code questions truncated}.
   */
  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("passages", count.passages);
    counts.put("windows", count.windows);
    counts.put("questions truncated", count.truncatedQuestions);
    return counts;
  }
}
