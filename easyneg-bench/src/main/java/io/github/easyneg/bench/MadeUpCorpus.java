package io.github.easyneg.bench;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Passages of words as frequent as a language's (Zipf), and a vector in a random direction for
 * every text. Answers have theirs ready: what is measured is mining, not embedding.
 */
final class MadeUpCorpus implements EmbeddingProvider {
  static final int DIMENSION = 384;

  private static final int VOCABULARY = 100_000;
  private static final int PASSAGE_WORDS = 40;
  private static final int QUESTION_WORDS = 9;
  private static final int ANSWER_WORDS = 6;
  private static final int CARRIED = 1000;
  private static final int LETTERS = 26;

  private final Map<String, Embedding> ready = new HashMap<>();

  MadeUpCorpus(List<QaRow> rows) {
    for (QaRow row : rows) {
      String answer = row.answer().orElseThrow();
      ready.put(answer, Embedding.of(vector(answer)));
    }
  }

  /** Returns {@code count} passages. */
  static List<String> passages(int count) {
    return passages(count, PASSAGE_WORDS);
  }

  /** Returns {@code count} passages of so many words. */
  static List<String> passages(int count, int words) {
    SplittableRandom random = new SplittableRandom(1);
    List<String> passages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      passages.add(text(words, random));
    }
    return passages;
  }

  /**
   * Returns {@code rows} rows with one context each, and after them rows that carry what is left of
   * the passages.
   */
  static List<QaRow> rows(List<String> passages, int rows) {
    SplittableRandom random = new SplittableRandom(2);
    List<QaRow> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      made.add(row(List.of(passages.get(i % passages.size())), random));
    }
    for (int from = rows; from < passages.size(); from += CARRIED) {
      made.add(row(passages.subList(from, Math.min(from + CARRIED, passages.size())), random));
    }
    return made;
  }

  /** Returns a passage of so many words, the same for the same number. */
  static String passage(long number, int words) {
    return text(words, new SplittableRandom(number));
  }

  /** Returns a row about a context, the same for the same number. */
  static QaRow row(long number, String context) {
    return row(List.of(context), new SplittableRandom(-1 - number));
  }

  /** Asks something in words of its first context and others, and answers in others still. */
  private static QaRow row(List<String> contexts, SplittableRandom random) {
    String[] words = contexts.get(0).split(" ", -1);
    StringBuilder question = new StringBuilder(text(QUESTION_WORDS / 2, random));
    for (int i = QUESTION_WORDS / 2; i < QUESTION_WORDS; i++) {
      question.append(' ').append(words[random.nextInt(words.length)]);
    }
    return new QaRow(
        contexts, question.toString(), text(ANSWER_WORDS, random), OptionalInt.of(0), Map.of());
  }

  private static String text(int words, SplittableRandom random) {
    StringBuilder text = new StringBuilder(words * 7);
    for (int i = 0; i < words; i++) {
      // The word at rank r with a probability of about 1 / r.
      int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
      text.append(i == 0 ? "" : " ").append(word(rank));
    }
    return text.toString();
  }

  /** Returns the word at a rank: of letters alone, because guards read figures as amounts. */
  private static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int left = rank * 7 + 11; left > 0; left /= LETTERS) {
      word.append((char) ('a' + left % LETTERS));
    }
    return word.toString();
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public String fingerprint() {
    return "random directions";
  }

  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    List<Embedding> embeddings = new ArrayList<>(texts.size());
    for (String text : texts) {
      Embedding known = ready.get(text);
      embeddings.add(known != null ? known : Embedding.of(vector(text)));
    }
    return embeddings;
  }

  /** Returns the vector of a text, of length one. */
  static float[] vector(String text) {
    long seed = 1125899906842597L;
    for (int i = 0; i < text.length(); i++) {
      seed = 31 * seed + text.charAt(i);
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int d = 0; d < DIMENSION; d += 2) {
      long bits = random.nextLong();
      vector[d] = (int) bits;
      vector[d + 1] = (int) (bits >> 32);
      squares += (double) vector[d] * vector[d] + (double) vector[d + 1] * vector[d + 1];
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] *= scale;
    }
    return vector;
  }

  /** Writes vectors as little-endian floats, one after the other. */
  static Path write(Iterable<float[]> vectors) throws IOException {
    Path file = Files.createTempFile("easyneg-scale", ".f32");
    file.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] vector : vectors) {
        bytes.asFloatBuffer().put(vector);
        out.write(bytes.array());
      }
    }
    return file;
  }
}
