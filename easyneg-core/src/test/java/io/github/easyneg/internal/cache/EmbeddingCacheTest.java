package io.github.easyneg.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixture.ChildJvm;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
  private static final int DIMENSION = 24;
  private static final int ENTRIES = 300;
  private static final Charset ISO = StandardCharsets.ISO_8859_1;

  private final Path folder;
  private final Path file;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  EmbeddingCacheTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("embeddings.mv");
  }

  private EmbeddingCache open() {
    return EmbeddingCache.open(folder, "model", DIMENSION, notes::add, Duration.ofMillis(200));
  }

  private static Embedding embedding(int i) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = i + d / 100f;
    }
    return new Embedding(vector, i % 2 == 0 ? OptionalInt.of(i) : OptionalInt.empty(), i % 3 == 0);
  }

  private static void fill(EmbeddingCache cache) {
    for (int i = 0; i < ENTRIES; i++) {
      cache.put(TextRole.PASSAGE, "text " + i, embedding(i));
      if (i % 50 == 49) {
        cache.commit();
      }
    }
  }

  /** Returns how many entries are there; those that are must be right. */
  private static int found(EmbeddingCache cache) {
    int found = 0;
    for (int i = 0; i < ENTRIES; i++) {
      Embedding known = cache.get(TextRole.PASSAGE, "text " + i);
      if (known != null) {
        found++;
        assertThat(known.vector()).containsExactly(embedding(i).vector());
        assertThat(known.tokens()).isEqualTo(embedding(i).tokens());
        assertThat(known.truncated()).isEqualTo(embedding(i).truncated());
      }
    }
    return found;
  }

  @Test
  void whatWasPutIsThereAgain() {
    try (EmbeddingCache cache = open()) {
      fill(cache);
    }
    try (EmbeddingCache cache = open()) {
      assertThat(found(cache)).isEqualTo(ENTRIES);
      assertThat(cache.get(TextRole.QUERY, "text 1")).isNull();
      assertThat(cache.damaged()).isZero();
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void modelsDoNotShareVectors() {
    try (EmbeddingCache cache = open()) {
      fill(cache);
    }
    try (EmbeddingCache other =
        EmbeddingCache.open(folder, "another model", DIMENSION, notes::add)) {
      assertThat(found(other)).isZero();
    }
  }

  @Test
  void aModelOfAnotherDimensionUnderTheSameNameGetsNothing() {
    try (EmbeddingCache cache = open()) {
      fill(cache);
    }
    try (EmbeddingCache other = EmbeddingCache.open(folder, "model", 8, notes::add)) {
      assertThat(other.get(TextRole.PASSAGE, "text 0")).isNull();
      assertThat(other.damaged()).isEqualTo(1);
    }
  }

  @Test
  void aFileThatIsNoCacheIsMovedAside() throws IOException {
    Files.writeString(file, "This is not a cache. ".repeat(1000));
    Files.writeString(folder.resolve("embeddings.mv.damaged-1"), "of an earlier day");
    try (EmbeddingCache cache = open()) {
      fill(cache);
      assertThat(found(cache)).isEqualTo(ENTRIES);
    }
    assertThat(folder.resolve("embeddings.mv.damaged-2")).content().startsWith("This is not");
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(file + " is damaged (")
        .endsWith("); it was moved to embeddings.mv.damaged-2, and embeddings are computed again.");
  }

  @Test
  void aFileThatCannotBeMovedAsideIsNamed() throws IOException {
    Files.writeString(file, "This is not a cache. ".repeat(1000));
    // A link to nothing: the name looks free, and is not.
    link(folder.resolve("embeddings.mv.damaged-1"), folder.resolve("nothing"));
    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageMatching(
            "\\Q%s is damaged (\\E.+\\Q), and cannot be moved to embeddings.mv.damaged-1: it is there already; delete it by hand.\\E"
                .formatted(file));
    assertThat(file).content().startsWith("This is not");
  }

  private static void link(Path link, Path target) {
    try {
      Path unused = Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      // Windows lets only some users make links.
      assumeTrue(false, "there are no symbolic links here");
    }
  }

  @Test
  void aFileOfANewerFormatStaysAsItIs() throws IOException {
    byte[] newer = ofFormat(9, filled());
    Files.write(file, newer);
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            file
                + " was written by a newer version of easyneg; use that, or name another cache"
                + " directory.");
    assertThat(file).hasBinaryContent(newer);
    assertThat(notes).isEmpty();
  }

  /** Changes the format in both headers of a store, and the checksums with it. */
  private static byte[] ofFormat(int format, byte[] store) {
    byte[] changed = store.clone();
    for (int block : new int[] {0, 4096}) {
      String header = new String(store, block, 4096, ISO);
      int end = header.indexOf(",fletcher:");
      byte[] fields =
          header.substring(0, end).replaceFirst("format:\\d", "format:" + format).getBytes(ISO);
      int checksum = DataUtils.getFletcher32(fields, 0, fields.length);
      byte[] all = (new String(fields, ISO) + ",fletcher:%08x\n".formatted(checksum)).getBytes(ISO);
      System.arraycopy(all, 0, changed, block, all.length);
    }
    return changed;
  }

  @Test
  void aFileThatIsCutOffGivesNothingWrong() throws IOException {
    byte[] whole = filled();
    int told = 0;
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 40; round++) {
      Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
      told += usable("cut off, round " + round) ? 1 : 0;
    }
    assertThat(told).isPositive();
  }

  /** Each round turns some bits over, anywhere in the file. */
  @Test
  void noChangedBitBecomesAWrongVector() throws IOException {
    byte[] whole = filled();
    int rounds = Integer.getInteger("easyneg.fuzz.rounds", 150);
    int told = 0;
    SplittableRandom random = new SplittableRandom(Long.getLong("easyneg.fuzz.seed", 8));
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = whole.clone();
      int places = 1 << random.nextInt(8);
      for (int i = 0; i < places; i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      told += usable("damaged, round " + round) ? 1 : 0;
    }
    assertThat(told).isPositive();
  }

  private byte[] filled() throws IOException {
    try (EmbeddingCache cache = open()) {
      fill(cache);
    }
    return Files.readAllBytes(file);
  }

  /**
   * Opens what is there, whatever it is; all that is found must be right, and the cache must work.
   * Returns whether damage was told of. It need not be: the store itself can fall back on what it
   * wrote before, and then some embeddings are computed again as if they had never been there.
   */
  private boolean usable(String what) throws IOException {
    notes.clear();
    boolean told;
    try (EmbeddingCache cache = open()) {
      assertThat(found(cache)).as(what).isBetween(0, ENTRIES);
      told = cache.damaged() > 0 || !notes.isEmpty();
      fill(cache);
      // Where a key was damaged that others are found by, or damage shows up late, some may miss.
      assertThat(found(cache)).as(what).isBetween(1, ENTRIES);
    }
    Files.delete(file);
    try (Stream<Path> aside = Files.list(folder)) {
      for (Path path : aside.filter(p -> p.toString().contains("damaged-")).toList()) {
        Files.delete(path);
      }
    }
    return told;
  }

  @Test
  void aSecondRunInThisProcessIsToldWhoHasTheCache() {
    try (EmbeddingCache first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              folder
                  + " is the embedding cache of another run, in this process; wait for its end, or"
                  + " name another directory.");
      fill(first);
    }
    try (EmbeddingCache second = open()) {
      assertThat(found(second)).isEqualTo(ENTRIES);
    }
  }

  /** Holds the cache, and says so, until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws InterruptedException {
      try (EmbeddingCache cache =
          EmbeddingCache.open(Path.of(args[0]), "model", DIMENSION, note -> {})) {
        fill(cache);
        cache.put(TextRole.PASSAGE, "never committed", embedding(1));
        System.out.println("held");
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  @Test
  void aSecondProcessWaitsAndIsToldWhoHasTheCacheAndWhatWasCommittedSurvivesKill9()
      throws Exception {
    try (ChildJvm holder = ChildJvm.start(Holder.class, folder)) {
      holder.await("held");
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching(
              "\\Q%s is the embedding cache of another run, process %d on \\E\\S+ since \\S+; wait for its end, or name another directory\\."
                  .formatted(folder, holder.pid()));
      assertThat(notes)
          .singleElement()
          .asString()
          .startsWith(folder + " is the embedding cache of another run, process " + holder.pid())
          .endsWith("; waiting up to 0 s for it.");
      holder.kill();
    }
    notes.clear();
    try (EmbeddingCache cache = open()) {
      assertThat(found(cache)).isEqualTo(ENTRIES);
    }
    assertThat(notes).isEmpty();
  }

  /** Holds a lock on a file, as a backup does that has nothing to do with easyneg. */
  static final class Stranger {
    private Stranger() {}

    public static void main(String[] args) throws Exception {
      try (FileChannel channel =
              FileChannel.open(
                  Path.of(args[0]).resolve("embeddings.mv"),
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        System.out.println("held");
        Thread.sleep(args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE);
      }
    }
  }

  @Test
  void aStrangersLockIsWaitedForAndNamedAndTheCacheStays() throws Exception {
    byte[] whole = filled();
    try (ChildJvm stranger = ChildJvm.start(Stranger.class, folder)) {
      stranger.await("held");
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching(
              "\\Q%s is locked by \\E(process %d \\(java.*\\)|another program)\\Q, not by easyneg; expected to open the embedding cache within 0 s. Wait for that program's end, or name another cache directory.\\E"
                  .formatted(file, stranger.pid()));
      stranger.kill();
    }
    assertThat(file).hasBinaryContent(whole);
    assertThat(folder.resolve("embeddings.mv.damaged-1")).doesNotExist();
    try (EmbeddingCache cache = open()) {
      assertThat(found(cache)).isEqualTo(ENTRIES);
    }
  }

  @Test
  void aStrangerWhoGoesInTimeIsWaitedFor() throws Exception {
    byte[] whole = filled();
    assertThat(whole).isNotEmpty();
    try (ChildJvm stranger = ChildJvm.start(Stranger.class, folder)) {
      stranger.await("held");
      Thread killer =
          new Thread(
              () -> {
                while (notes.isEmpty()) {
                  Thread.onSpinWait();
                }
                boolean killed =
                    ProcessHandle.of(stranger.pid())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
                assert killed;
              });
      killer.start();
      try (EmbeddingCache cache =
          EmbeddingCache.open(folder, "model", DIMENSION, notes::add, Duration.ofMinutes(1))) {
        assertThat(found(cache)).isEqualTo(ENTRIES);
      }
      killer.join();
    }
    assertThat(notes)
        .singleElement()
        .asString()
        .matches(
            "\\Q" + file + "\\E is locked by .+, not by easyneg; waiting up to 60 s for it\\.");
  }

  @Test
  void aLinkInThePlaceOfTheCacheIsRefused() throws IOException {
    Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
    link(file, elsewhere);
    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + " is a symbolic link; expected a file of its own, which easyneg may write. Remove"
                + " the link, or name the directory that it leads to.");
    assertThat(elsewhere).isEmptyFile();
  }

  @Test
  void aRunWithADamagedCacheSaysSoAndGivesTheSame() throws IOException {
    EasyNegatives recipe =
        EasyNegatives.from(
                Datasets.of(
                    Stream.of("one", "two", "three", "four")
                        .map(word -> QaRow.of(List.of("all about " + word), "what?", word, 0))
                        .toList()))
            .embedWith(HashingEmbedder.defaults())
            .refusal("no answer")
            .cacheIn(folder)
            .onProgress(
                new Progress() {
                  @Override
                  public void on(Stage stage, long done, OptionalLong total) {}

                  @Override
                  public void note(String note) {
                    notes.add(note);
                  }
                });
    Path out = folder.resolve("train.jsonl");
    MiningReport first = recipe.toAxolotl(out);
    assertThat(first.notes()).isEmpty();
    String expected = Files.readString(out);
    Files.writeString(file, "damaged");
    MiningReport second = recipe.toAxolotl(out);
    assertThat(out).hasContent(expected);
    assertThat(second.embeddings()).isEqualTo(first.embeddings());
    assertThat(second.notes()).hasSize(1).isEqualTo(notes);
    assertThat(second.toString()).contains("note                   " + notes.get(0));
  }
}
