package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that a network computes for each token of its vocabulary: between the special tokens
 * that it expects around a text, and averaged over all of these, as Model2Vec does.
 *
 * @param tokens all tokens by number; null where a number is unused
 * @param tokenizer the tokenizer, which neither truncates nor pads
 * @param vectors a vector for each number
 */
@SuppressWarnings("ArrayRecordComponent") // made and read once, never compared
public record TokenVectors(List<@Nullable String> tokens, String tokenizer, float[][] vectors) {
  /** Batches are the same on any number of threads, and so are the bits of the vectors. */
  private static final int TOKENS_PER_BATCH = 256;

  /**
   * Runs a network on each token of its vocabulary.
   *
   * @param progress called on any thread, with the number of tokens that are done
   * @throws IllegalArgumentException if the network or the tokenizer is not supported
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static TokenVectors of(
      SentenceModel model, Device device, int threads, LongConsumer progress) {
    device.requireAvailable();
    String origin = model.source().tokenizerName();
    String json = json(model);
    List<@Nullable String> tokens = TokenizerJson.vocabulary(json, origin);
    int[][] frame;
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.parse(json, origin)) {
      frame = tokenizer.frame();
    }
    Optional<String> output =
        model.head() instanceof Head.Inside inside
            ? Optional.of(inside.output())
            : Optional.empty();
    float[][] vectors = new float[tokens.size()][];
    try (OnnxNetwork network = OnnxNetwork.open(model.source(), device, output)) {
      AtomicLong done = new AtomicLong();
      BooleanSupplier never = () -> false;
      int batches = (tokens.size() + TOKENS_PER_BATCH - 1) / TOKENS_PER_BATCH;
      BatchThreads.run(
          threads,
          batches,
          never,
          batch -> {
            int from = batch * TOKENS_PER_BATCH;
            int to = Math.min(tokens.size(), from + TOKENS_PER_BATCH);
            run(network, frame, from, to, vectors);
            progress.accept(done.addAndGet(to - from));
          });
    }
    return new TokenVectors(tokens, TokenizerJson.plain(json, origin), vectors);
  }

  private static String json(SentenceModel model) {
    String origin = model.source().tokenizerName();
    try {
      String json = model.source().tokenizerJson();
      return model.changes().applied(json, origin);
    } catch (IOException e) {
      throw ModelFolder.unreadable(origin, e);
    }
  }

  private static void run(OnnxNetwork network, int[][] frame, int from, int to, float[][] vectors) {
    int length = frame[0].length + 1 + frame[1].length;
    List<Tokens> texts = new ArrayList<>();
    for (int token = from; token < to; token++) {
      int[] ids = new int[length];
      System.arraycopy(frame[0], 0, ids, 0, frame[0].length);
      ids[frame[0].length] = token;
      System.arraycopy(frame[1], 0, ids, frame[0].length + 1, frame[1].length);
      texts.add(new Tokens(ids, new int[0], length));
    }
    try {
      OnnxNetwork.Output output = network.run(texts);
      for (int token = from; token < to; token++) {
        vectors[token] = mean(output, (token - from), network.pooled() ? 1 : length);
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          network.name()
              + " cannot be run on the tokens "
              + from
              + " to "
              + (to - 1)
              + " of its tokenizer: "
              + NetworkSession.reason(e)
              + ". Use the network and the tokenizer of the same model.",
          e);
    }
  }

  private static float[] mean(OnnxNetwork.Output output, int text, int length) {
    int width = output.width();
    float[] mean = new float[width];
    for (int i = 0; i < width; i++) {
      double sum = 0;
      for (int token = 0; token < length; token++) {
        sum += output.values()[(text * length + token) * width + i];
      }
      mean[i] = (float) (sum / length);
    }
    return mean;
  }
}
