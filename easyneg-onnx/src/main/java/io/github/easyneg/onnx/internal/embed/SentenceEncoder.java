package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.OrtException;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.math.VectorCheck;
import io.github.easyneg.internal.text.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model. Texts are tokenised in parallel, sorted by length, put into batches with little
 * padding, and each batch is run by one thread on one shared session whose own operators use one
 * thread: the layout that was fastest by measurement, see docs/benchmarks.md.
 */
public final class SentenceEncoder implements AutoCloseable {
  /** How many texts are tokenised before the first is run: bounds memory, and sorts well. */
  private static final int TEXTS_PER_ROUND = 8192;

  private static final int TEXTS_PER_TASK = 32;

  private static final int PADDED_TOKENS_ON_CPU = 512;

  /** A GPU needs larger batches; 16384 tokens of a base-sized model take about a gigabyte. */
  private static final int PADDED_TOKENS_ON_CUDA = 16384;

  /** Why a text has no vector, as what follows "because". */
  public static final String NO_TOKEN = "it has no token";

  /** One batch on the GPU and one being prepared for it. */
  private static final int THREADS_ON_CUDA = 2;

  private final SentenceModel model;
  private final TextTokenizer tokenizer;
  private final OnnxNetwork network;
  private final int tokenizing;
  private final int running;
  private final int paddedTokens;
  private final Map<TextRole, Integer> promptTokens = new EnumMap<>(TextRole.class);

  private SentenceEncoder(
      SentenceModel model,
      TextTokenizer tokenizer,
      OnnxNetwork network,
      Device device,
      int threads) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.network = network;
    this.tokenizing = threads;
    this.running = device.cuda() ? Math.min(threads, THREADS_ON_CUDA) : threads;
    // A budget of one token makes each text a batch of its own.
    this.paddedTokens =
        model.source().quantized()
            ? 1
            : device.cuda() ? PADDED_TOKENS_ON_CUDA : PADDED_TOKENS_ON_CPU;
    for (TextRole role : TextRole.values()) {
      promptTokens.put(role, tokenizer.promptLength(role));
    }
    if (network.pooled()
        && model.head() instanceof Head.Modules head
        && !head.pooling().promptCounts()
        && !model.prompts().none()) {
      throw new IllegalArgumentException(
          network.name()
              + " pools by itself, and the prompt's tokens are not to be pooled (include_prompt is"
              + " false). Export the network for feature extraction.");
    }
  }

  /**
   * Loads a model's network.
   *
   * @param tokenizer the model's; the caller closes it, after this
   * @throws IllegalArgumentException if it is not supported
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static SentenceEncoder open(
      SentenceModel model, TextTokenizer tokenizer, Device device, int threads) {
    OnnxNetwork network = OnnxNetwork.open(model.source(), device, output(model.head()));
    try {
      return new SentenceEncoder(model, tokenizer, network, device, threads);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Embeds texts.
   *
   * @param cancelled asked between batches; once true, the call ends with an exception
   */
  public List<Embedding> embed(List<String> texts, TextRole role, BooleanSupplier cancelled) {
    Embedding[] embeddings = new Embedding[texts.size()];
    for (int begin = 0; begin < texts.size(); begin += TEXTS_PER_ROUND) {
      int end = Math.min(texts.size(), begin + TEXTS_PER_ROUND);
      new Round(texts, begin, end, role, embeddings).run(cancelled);
    }
    return new ArrayList<>(Arrays.asList(embeddings));
  }

  /** One round of a call: texts {@code begin} to {@code end} of it. */
  private final class Round {
    private final List<String> texts;
    private final int begin;
    private final TextRole role;
    private final int promptLength;
    private final Tokens[] tokens;
    private final Embedding[] embeddings;

    Round(List<String> texts, int begin, int end, TextRole role, Embedding[] embeddings) {
      this.texts = texts;
      this.begin = begin;
      this.role = role;
      this.promptLength = promptTokens.getOrDefault(role, 0);
      this.tokens = new Tokens[end - begin];
      this.embeddings = embeddings;
    }

    void run(BooleanSupplier cancelled) {
      int tasks = (tokens.length + TEXTS_PER_TASK - 1) / TEXTS_PER_TASK;
      BatchThreads.run(tokenizing, tasks, cancelled, this::tokenize);
      List<int[]> batches = batches();
      BatchThreads.run(running, batches.size(), cancelled, i -> embed(batches.get(i)));
    }

    /** Puts the texts that have tokens into batches; the others have no vector. */
    private List<int[]> batches() {
      int[] read = IntStream.range(0, tokens.length).filter(i -> tokens[i].length() > 0).toArray();
      for (int i = 0; i < tokens.length; i++) {
        if (tokens[i].length() == 0) {
          embeddings[begin + i] = Embedding.none(NO_TOKEN, OptionalInt.of(0));
        }
      }
      int[] lengths = Arrays.stream(read).map(i -> tokens[i].length()).toArray();
      return Batches.byLength(lengths, paddedTokens).stream()
          .map(batch -> Arrays.stream(batch).map(i -> read[i]).toArray())
          .toList();
    }

    private void tokenize(int task) {
      int end = Math.min(tokens.length, (task + 1) * TEXTS_PER_TASK);
      for (int i = task * TEXTS_PER_TASK; i < end; i++) {
        tokens[i] = tokenizer.encode(begin + i, texts.get(begin + i), role, model.maxTokens());
      }
    }

    /** Embeds a batch, or, where that fails, its texts one by one to find the one at fault. */
    private void embed(int[] batch) {
      try {
        List<Tokens> read = Arrays.stream(batch).mapToObj(i -> tokens[i]).toList();
        OnnxNetwork.Output output = network.run(read);
        int length = read.stream().mapToInt(Tokens::length).max().orElseThrow();
        for (int row = 0; row < batch.length; row++) {
          finish(batch[row], vector(output, row, length, read.get(row).length()));
        }
      } catch (OrtException e) {
        if (batch.length == 1) {
          throw refused(
              batch[0],
              "could not be embedded by "
                  + network.name()
                  + ": "
                  + NetworkSession.reason(e)
                  + ". It was given "
                  + tokens[batch[0]].length()
                  + " tokens: if that is more than the network reads, say how many with"
                  + " maxTokens(..), else leave the text out.",
              e);
        }
        for (int i : batch) {
          embed(new int[] {i});
        }
      }
    }

    private float[] vector(OnnxNetwork.Output output, int row, int length, int tokenCount) {
      float[] vector =
          model.head() instanceof Head.Modules modules
              ? throughModules(modules, output, row, length, tokenCount)
              : given(output, row, model.head().dimension());
      return through(model.after(), vector);
    }

    private float[] throughModules(
        Head.Modules head, OnnxNetwork.Output output, int row, int length, int tokenCount) {
      if (network.pooled()) {
        return through(layersLeft(head, output.width()), given(output, row, output.width()));
      }
      requireWidth(output.width(), head.pooling().width());
      int begin = row * length * output.width();
      return through(
          head.layers(), head.pooling().pool(output.values(), begin, tokenCount, promptLength));
    }

    private float[] given(OnnxNetwork.Output output, int row, int width) {
      requireWidth(output.width(), width);
      return Arrays.copyOfRange(output.values(), row * width, (row + 1) * width);
    }

    private void finish(int i, float[] vector) {
      VectorCheck.reason(vector)
          .ifPresent(
              why -> {
                throw refused(
                    i, why + ", made by " + network.name() + ". Leave the text out.", null);
              });
      OptionalInt total = OptionalInt.of(tokens[i].total());
      embeddings[begin + i] =
          VectorCheck.isZero(vector)
              ? Embedding.none(VectorCheck.ZEROS, total)
              : new Embedding(vector, total, tokens[i].truncated());
    }

    private EmbeddingException refused(int i, String why, @Nullable Exception cause) {
      String message = Excerpt.of(begin + i, texts.get(begin + i)) + " " + why;
      return cause == null
          ? new EmbeddingException(message, begin + i)
          : new EmbeddingException(message, begin + i, cause);
    }
  }

  private static float[] through(List<Layer> layers, float[] vector) {
    float[] mapped = vector;
    for (Layer layer : layers) {
      mapped = layer.apply(mapped);
    }
    return mapped;
  }

  private static Optional<String> output(Head head) {
    return head instanceof Head.Inside inside ? Optional.of(inside.output()) : Optional.empty();
  }

  /**
   * Which layers remain to be applied after a network that pools. sentence-transformers exports all
   * modules under the name sentence_embedding; other exports end at the pooling. The width decides,
   * and where it fits both, the name. Normalising a vector twice changes nothing.
   */
  private List<Layer> layersLeft(Head.Modules head, int width) {
    int pooled = head.pooling().outputs();
    boolean whole =
        width == head.dimension()
            && (width != pooled || network.output().equals("sentence_embedding"));
    if (!whole) {
      requireWidth(width, pooled);
      return head.layers();
    }
    List<Layer> layers = head.layers();
    boolean normalised = !layers.isEmpty() && layers.get(layers.size() - 1) instanceof Normalize;
    return normalised ? layers.subList(layers.size() - 1, layers.size()) : List.of();
  }

  private void requireWidth(int found, int expected) {
    if (found != expected) {
      throw new EmbeddingException(
          network.name()
              + " gives vectors of "
              + found
              + " numbers in '"
              + network.output()
              + "'; expected "
              + expected
              + ", as the model's files say. Use the network and the modules of the same model.");
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
