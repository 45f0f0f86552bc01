package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.internal.io.Sha256;
import java.util.Locale;
import java.util.Optional;

/**
 * What a ground file says of itself, next to its version: what its corpus was, and which Java built
 * it, whose Unicode says which characters are letters and how they fold.
 *
 * @param java the number of Java's release
 * @param corpus a hash that is equal for equal corpora
 */
record GroundMark(int java, String corpus) {
  private static final String NO_CORPUS = "none";

  static GroundMark of(Optional<Corpus> corpus) {
    return new GroundMark(
        Runtime.version().feature(), corpus.map(GroundMark::hash).orElse(NO_CORPUS));
  }

  /** A corpus that does not say what it depends on is read. */
  private static String hash(Corpus corpus) {
    Optional<String> fingerprint = corpus.fingerprint();
    if (fingerprint.isPresent()) {
      return Sha256.of("fingerprint " + fingerprint.get());
    }
    String[] hash = {"passages"};
    CorpusReader.eachPassage(
        corpus,
        passage ->
            hash[0] = Sha256.of(hash[0] + passage.id() + passage.sourceId().orElse("") + "\n"));
    return hash[0];
  }

  /** Returns the text that a file holds. */
  String text() {
    return String.format(Locale.ROOT, "java %d\ncorpus %s\n", java, corpus);
  }

  /** Tells whether a file holds a corpus, and this is of none. */
  boolean lacksCorpusOf(String text) {
    return corpus.equals(NO_CORPUS) && !text.contains("corpus " + NO_CORPUS);
  }

  /** Returns in which way this is not what a file says, in words. */
  Optional<String> differing(String text) {
    if (text.equals(text())) {
      return Optional.empty();
    }
    return Optional.of(
        text.startsWith(new GroundMark(java, "").text().strip() + " ")
            ? "it was built from another corpus"
            : "it was built by another version of Java");
  }
}
