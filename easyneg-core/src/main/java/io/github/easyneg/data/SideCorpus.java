package io.github.easyneg.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The passages of a corpus that go with one side of a split: those of its own rows, and of those in
 * no row a share that a hash of their text decides; never one of the other side's rows.
 */
final class SideCorpus implements Corpus {
  private final Corpus whole;
  private final Dataset own;
  private final Dataset other;
  private final double fraction;
  private final boolean heldOut;

  SideCorpus(Corpus whole, Dataset own, Dataset other, double fraction, boolean heldOut) {
    this.whole = whole;
    this.own = own;
    this.other = other;
    this.fraction = fraction;
    this.heldOut = heldOut;
  }

  @Override
  public Stream<Passage> passages() {
    Set<Long> ours = contexts(own);
    Set<Long> theirs = contexts(other);
    return whole
        .passages()
        .filter(
            passage -> {
              long hash = hash(passage.text());
              if (ours.contains(hash) || theirs.contains(hash)) {
                return !theirs.contains(hash);
              }
              return heldOut == (hash >>> 11) * 0x1.0p-53 < fraction;
            });
  }

  private static Set<Long> contexts(Dataset data) {
    Set<Long> hashes = new HashSet<>();
    try (Stream<QaRow> rows = data.rows()) {
      rows.forEachOrdered(row -> row.contexts().forEach(text -> hashes.add(hash(text))));
    }
    return hashes;
  }

  private static long hash(String text) {
    return Splits.hash("passage", text);
  }

  /** None: which passages these are depends on the rows of both sides, so they are read. */
  @Override
  public Optional<String> fingerprint() {
    return Optional.empty();
  }

  @Override
  public String name() {
    return whole.name() + (heldOut ? " [held out]" : " [kept]");
  }

  @Override
  public List<Path> files() {
    return whole.files();
  }

  @Override
  public Map<String, String> sources() {
    return whole.sources();
  }
}
