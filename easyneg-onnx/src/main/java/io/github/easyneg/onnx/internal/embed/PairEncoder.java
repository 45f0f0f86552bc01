package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.GuardException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A loaded network that reads two texts together. On a CPU each pair is run separately, one thread
 * each, so that the output for a pair cannot depend on the other pairs, to the last bit; on a GPU
 * pairs of similar length are run together.
 */
public final class PairEncoder implements AutoCloseable {
  private static final int PAIRS_PER_TASK = 16;

  /** A budget of one token makes each pair a batch of its own. */
  private static final int PADDED_TOKENS_ON_CPU = 1;

  private static final int PADDED_TOKENS_ON_CUDA = 16384;
  private static final int THREADS_ON_CUDA = 2;

  private final PairModel model;
  private final HuggingFaceTokenizer tokenizer;
  private final NetworkSession session;
  private final Set<String> outputs;
  private final int tokenizing;
  private final int running;
  private final int paddedTokens;

  private PairEncoder(
      PairModel model,
      HuggingFaceTokenizer tokenizer,
      NetworkSession session,
      Device device,
      int threads) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.session = session;
    this.outputs = new LinkedHashSet<>(model.outputs());
    this.tokenizing = threads;
    this.running = device.cuda() ? Math.min(threads, THREADS_ON_CUDA) : threads;
    this.paddedTokens =
        device.cuda() && !model.source().quantized() ? PADDED_TOKENS_ON_CUDA : PADDED_TOKENS_ON_CPU;
  }

  /**
   * Loads a model's network and its tokenizer.
   *
   * @throws IllegalArgumentException if they are not supported
   * @throws IllegalStateException if a native library does not load
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static PairEncoder open(PairModel model, Device device, int threads) {
    device.requireAvailable();
    NetworkSession session = NetworkSession.open(model.source(), device, model.task().exported());
    try {
      String origin = model.source().tokenizerName();
      String json = model.source().tokenizerJson();
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.parse(model.changes().applied(json, origin), origin);
      return new PairEncoder(model, tokenizer, session, device, threads);
    } catch (IOException e) {
      session.close();
      throw ModelFolder.unreadable(model.source().tokenizerName(), e);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Returns how many numbers a network's first output has, by running it on one token. */
  static int width(PairModel model) {
    try (PairEncoder encoder = open(model, Device.CPU, 1)) {
      return encoder.run(List.of(new Tokens(new int[1], new int[0], 1)), () -> false)[0][0].length;
    } catch (GuardException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A question and a passage. */
  public record Texts(String question, String passage) {}

  /**
   * Splits pairs of texts.
   *
   * @param cancelled asked between groups of pairs; once true, the call ends with an exception
   * @throws GuardException if a text cannot be tokenised, or the thread is interrupted
   */
  public PairTokens[] tokenize(List<Texts> texts, BooleanSupplier cancelled) {
    PairTokens[] tokens = new PairTokens[texts.size()];
    int tasks = (texts.size() + PAIRS_PER_TASK - 1) / PAIRS_PER_TASK;
    run(
        tokenizing,
        tasks,
        cancelled,
        task -> {
          int end = Math.min(tokens.length, (task + 1) * PAIRS_PER_TASK);
          for (int i = task * PAIRS_PER_TASK; i < end; i++) {
            tokens[i] = tokenize(texts.get(i));
          }
        });
    return tokens;
  }

  private PairTokens tokenize(Texts texts) {
    try {
      return tokenizer.encodePair(texts.question(), texts.passage());
    } catch (RuntimeException e) {
      throw new GuardException(
          "The question '"
              + Excerpt.shown(texts.question())
              + "' and a passage of its could not be tokenised: "
              + e.getMessage()
              + ". Use the tokenizer.json that belongs to the model.",
          e);
    }
  }

  /**
   * Runs pairs of texts.
   *
   * @param cancelled asked between batches; once true, the call ends with an exception
   * @return {@code [pair][output][]}, outputs in the model's order, each as long as its second
   *     dimension
   * @throws GuardException if the network cannot be run, or the thread is interrupted
   */
  public float[][][] run(List<Tokens> texts, BooleanSupplier cancelled) {
    float[][][] results = new float[texts.size()][][];
    int[] lengths = texts.stream().mapToInt(Tokens::length).toArray();
    List<int[]> batches = Batches.byLength(lengths, paddedTokens);
    run(running, batches.size(), cancelled, i -> run(texts, batches.get(i), results));
    return results;
  }

  private void run(List<Tokens> texts, int[] batch, float[][][] results) {
    List<Tokens> read = Arrays.stream(batch).mapToObj(texts::get).toList();
    try {
      float[][][] outputsOfBatch =
          session.run(read, outputs, (result, length) -> read(result, batch.length));
      for (int i = 0; i < batch.length; i++) {
        results[batch[i]] = outputsOfBatch[i];
      }
    } catch (OrtException e) {
      throw new GuardException(
          model.name()
              + " could not be run on "
              + read.get(0).length()
              + " tokens: "
              + NetworkSession.reason(e)
              + ". If that is more than the network reads, say how many with maxTokens(..).",
          e);
    }
  }

  private float[][][] read(OrtSession.Result result, int pairs) {
    float[][][] values = new float[pairs][model.outputs().size()][];
    for (int output = 0; output < model.outputs().size(); output++) {
      OnnxTensor tensor = (OnnxTensor) result.get(model.outputs().get(output)).orElseThrow();
      FloatBuffer buffer = tensor.getFloatBuffer();
      long[] shape = tensor.getInfo().getShape();
      if (buffer == null || shape.length != 2 || shape[0] != pairs) {
        throw new GuardException(
            model.name()
                + " gave '"
                + model.outputs().get(output)
                + "' as "
                + tensor.getInfo().type
                + Arrays.toString(shape)
                + " for "
                + pairs
                + (pairs == 1 ? " pair" : " pairs")
                + " of texts; expected floats, a row for each. Export the model with dynamic batch"
                + " and sequence axes.");
      }
      for (int pair = 0; pair < pairs; pair++) {
        values[pair][output] = new float[(int) shape[1]];
        buffer.get(values[pair][output]);
      }
    }
    return values;
  }

  private static void run(int threads, int tasks, BooleanSupplier cancelled, IntConsumer task) {
    try {
      BatchThreads.run(threads, tasks, cancelled, task);
    } catch (EmbeddingException e) {
      throw new GuardException(
          "Reading was interrupted before all passages were done; there is no verdict.", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } finally {
      tokenizer.close();
    }
  }
}
