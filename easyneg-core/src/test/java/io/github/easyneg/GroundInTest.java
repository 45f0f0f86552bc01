package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.Spoiler;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passages in a file change no byte, and the file is used for the passages it was built of alone.
 */
class GroundInTest {
  private static final int ROWS = 60;
  private static final int BESIDE = 5000;
  private static final int FUZZED = Integer.getInteger("easyneg.fuzz", 60);

  private final Path folder;
  private final Path ground;

  GroundInTest(@TempDir Path folder) {
    this.folder = folder;
    this.ground = folder.resolve("passages.ground");
  }

  private static String text(SplittableRandom random, String last) {
    StringBuilder text = new StringBuilder();
    for (int w = random.nextInt(3, 20); w > 0; w--) {
      text.append("w").append((int) (200 * Math.pow(random.nextDouble(), 3))).append(' ');
    }
    return text + last;
  }

  /** Rows of which some have contexts of the corpus, others of their own, and some with ids. */
  private static List<QaRow> rows(int from, int to) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(i);
      QaRow row =
          QaRow.of(
              List.of(passage(i * 7).text(), text(random, i % 3 == 0 ? "own" : "ÖWN" + i)),
              i % 11 == 0 ? "what is it?" : text(random, "q" + i),
              "w" + i,
              0);
      rows.add(i % 5 == 0 ? row.withContextIds(Map.of(0, "row-" + i, 1, "same")) : row);
    }
    return rows;
  }

  /** Every twentieth folds as another does, every ninth has an id, which two share at times. */
  private static Passage passage(int i) {
    SplittableRandom random = new SplittableRandom(-1 - (i % 20 == 19 ? i - 1 : i));
    String text = text(random, "x" + (i % 20 == 19 ? i - 1 : i));
    return Passage.of(i % 20 == 19 ? text.toUpperCase(Locale.ROOT) : text)
        .withSourceId(
            i % 9 == 0
                ? Optional.of("id-" + i / 18 + "x".repeat(i % 54 == 0 ? 300 : 0))
                : Optional.empty());
  }

  private static Corpus corpus(int passages) {
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < passages; i++) {
      all.add(passage(i));
    }
    all.addAll(all.subList(0, 50));
    return Corpora.of(all);
  }

  private static EasyNegatives recipe(List<QaRow> rows) {
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(HashingEmbedder.ofDimension(32))
        .background(200)
        .sampleK(3)
        .threads(2);
  }

  private static EasyNegatives recipe() {
    return recipe(rows(0, ROWS)).withCorpus(corpus(BESIDE));
  }

  private static void assertSame(Jobs.Result one, Jobs.Result other) {
    assertThat(one.rows()).isEqualTo(other.rows());
    assertThat(one.report().rows()).isEqualTo(other.report().rows());
    assertThat(one.report().cosines()).isEqualTo(other.report().cosines());
    assertThat(one.report().rejected()).isEqualTo(other.report().rejected());
  }

  private List<String> notes(EasyNegatives recipe) {
    return Jobs.run(recipe.groundIn(ground)).report().notes().stream()
        .filter(note -> note.contains(ground.toString()))
        .toList();
  }

  private void build(EasyNegatives recipe) {
    assertThat(notes(recipe)).hasSize(1);
  }

  private String built(int passages) {
    return String.format(Locale.ROOT, "ground: built, %,d passages in %s", passages, ground);
  }

  private String read(int passages) {
    return built(passages).replace("built", "read");
  }

  private int passages(EasyNegatives recipe) {
    return (int) Jobs.run(recipe).report().rows().distinctPassages();
  }

  @Test
  void theNegativesAreThoseWithoutAFileWhetherItIsBuiltOrRead() {
    List<EasyNegatives> recipes =
        List.of(
            recipe(),
            recipe(rows(0, ROWS)),
            recipe(rows(0, ROWS)).withCorpusAlone(corpus(BESIDE)),
            recipe().candidates(Pool.nearest(9)),
            recipe().embedPassages(PassageEmbedding.ON_DEMAND).seed(7).threads(1),
            recipe().embedPassages(PassageEmbedding.ALL_FIRST).maxReuse(1).background(6000),
            recipe(
                List.of(QaRow.of(List.of(""), "q", "a", 0), QaRow.of(List.of(" "), "q", "b", 0))));
    for (int i = 0; i < recipes.size(); i++) {
      Path file = folder.resolve(i + ".ground");
      Jobs.Result without = Jobs.run(recipes.get(i));
      assertSame(Jobs.run(recipes.get(i).groundIn(file)), without);
      assertSame(Jobs.run(recipes.get(i).groundIn(file)), without);
    }
  }

  @Test
  void filesAreTheSameByteForByteWithIdsAndPassages() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));
    for (Path place : List.of(one, other)) {
      EasyNegatives placed =
          (place.equals(one) ? recipe() : recipe().groundIn(ground))
              .auditTo(place.resolve("audit.jsonl"));
      placed.write(OutputFormats.byName("nemo"), place.resolve("train.json"));
    }
    try (Stream<Path> files = Files.walk(one)) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written).hasSize(4);
      for (Path file : written) {
        assertThat(other.resolve(one.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void theReportSaysWhatBecameOfTheFile() {
    int all = passages(recipe());
    assertThat(notes(recipe())).containsExactly(built(all));
    assertThat(notes(recipe().seed(9).sampleK(1))).containsExactly(read(all));
    assertThat(recipe().groundIn(ground).describe()).contains("ground         in " + ground + "\n");
  }

  @Test
  void inAFolderTheFileHasANameOfItsOwn() {
    assertThat(Jobs.run(recipe().groundIn(folder)).report().notes())
        .contains(built(passages(recipe())));
    assertThat(ground).exists();
  }

  @Test
  void newRowsOverTheCorpusReadTheFile() {
    List<QaRow> inCorpus =
        List.of(
            QaRow.of(List.of(passage(3).text()), "which one?", "w3", 0),
            QaRow.of(List.of(passage(4).text()), "and now?", "w4", 0));
    Grounds.Ground made = Grounds.build(corpus(BESIDE), ground, 2, Progress.NONE);
    assertThat(made.file()).isEqualTo(ground);
    assertThat(made.passages()).isEqualTo(BESIDE);
    assertThat(made.bytes()).isEqualTo(ground.toFile().length());
    assertThat(made.built()).isTrue();
    EasyNegatives recipe = recipe(inCorpus).withCorpus(corpus(BESIDE));
    assertThat(notes(recipe)).containsExactly(read(BESIDE));
    assertSame(Jobs.run(recipe.groundIn(ground)), Jobs.run(recipe));
    assertThat(Grounds.build(corpus(BESIDE), folder, 1, Progress.NONE).built()).isFalse();
  }

  @Test
  void threadsAreOneOrMore() {
    assertThatThrownBy(() -> Grounds.build(corpus(60), ground, 0, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is 0; use 1 or more.");
  }

  @Test
  void otherPassagesAreNeverTakenForTheirs() {
    assertThat(notes(recipe())).hasSize(1);
    EasyNegatives more = recipe(rows(0, ROWS + 5)).withCorpus(corpus(BESIDE));
    assertThat(notes(more))
        .containsExactly(
            ground + " is rebuilt: it lacks 5 contexts of the rows.", built(passages(more)));
    assertThat(notes(recipe()))
        .containsExactly(
            ground + " is rebuilt: it holds 5 passages of other rows.", built(passages(recipe())));
    EasyNegatives other = recipe(rows(0, ROWS)).withCorpus(corpus(BESIDE - 1));
    assertThat(notes(other))
        .containsExactly(
            ground + " is rebuilt: it was built from another corpus.", built(passages(other)));
  }

  @Test
  void aCorpusThatIsForgottenReplacesNothing() throws IOException {
    assertThat(notes(recipe())).containsExactly(built(passages(recipe())));
    byte[] before = Files.readAllBytes(ground);
    assertThatThrownBy(() -> notes(recipe(rows(0, ROWS))))
        .hasMessage(
            ground
                + " was built from a corpus, and this run has none, so that the file would be"
                + " replaced by the rows' own contexts. Name the corpus with withCorpus(..), or"
                + " give groundIn(..) another file.");
    assertThat(ground).hasBinaryContent(before);
  }

  @Test
  void aFileOfRowsAloneMakesWayForACorpus() {
    assertThat(notes(recipe(rows(0, ROWS)))).hasSize(1);
    assertThat(notes(recipe()))
        .containsExactly(
            ground + " is rebuilt: it was built from another corpus.", built(passages(recipe())));
  }

  @Test
  void aCorpusThatIsReadInAnotherWayIsAnother() throws IOException {
    Path file = folder.resolve("corpus.jsonl");
    Files.writeString(
        file,
        "{\"_id\":\"1\",\"title\":\"T\",\"text\":\"one\"}\n{\"_id\":\"2\",\"text\":\"two\"}\n");
    List<QaRow> rows = List.of(QaRow.of(List.of("two"), "q", "a", 0));
    EasyNegatives recipe = recipe(rows).sampleK(1);
    assertThat(notes(recipe.withCorpus(Corpora.files(file)))).containsExactly(built(2));
    assertThat(notes(recipe.withCorpus(Corpora.files(file)))).containsExactly(read(2));
    assertThat(notes(recipe.withCorpus(Corpora.files("{title}: {text}", file))))
        .containsExactly(ground + " is rebuilt: it was built from another corpus.", built(2));
    Files.writeString(file, "{\"text\":\"three\"}\n");
    assertThat(notes(recipe.withCorpus(Corpora.files(file))))
        .containsExactly(ground + " is rebuilt: it was built from another corpus.", built(2));
  }

  @Test
  void aFileOfAnotherKindIsAnErrorAndStaysAsItIs() throws IOException {
    for (String content : List.of("{\"contexts\":[]}\n", "")) {
      Files.writeString(ground, content);
      assertThatThrownBy(() -> Jobs.run(recipe().groundIn(ground)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              ground
                  + " is not a ground file: it is not a file that easyneg wrote. Give"
                  + " groundIn(..) the name of a new file, or a folder.");
      assertThat(ground).hasContent(content);
    }
  }

  @Test
  void aFileOfANewerVersionIsAnErrorAndStaysAsItIs() throws IOException {
    build(recipe());
    byte[] bytes = Files.readAllBytes(ground);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 3);
    Files.write(ground, bytes);
    assertThatThrownBy(() -> Jobs.run(recipe().groundIn(ground)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            ground
                + " is a ground file of version 3, which a newer easyneg built; this one reads"
                + " version 2. Use that, or give groundIn(..) another file.");
    assertThat(Files.readAllBytes(ground)).isEqualTo(bytes);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 0);
    Files.write(ground, bytes);
    assertThat(notes(recipe()))
        .containsExactly(
            ground + " is rebuilt: an older easyneg built it.", built(passages(recipe())));
  }

  @Test
  void aFileOfAnotherJavaIsBuiltAnew() throws IOException {
    build(recipe());
    byte[] whole = Files.readAllBytes(ground);
    byte[] java = ("java " + Runtime.version().feature()).getBytes(StandardCharsets.UTF_8);
    int at = 64;
    assertThat(Arrays.copyOfRange(whole, at, at + java.length)).isEqualTo(java);
    whole[at + java.length - 1] ^= 1;
    Files.write(ground, whole);
    assertThat(notes(recipe()))
        .containsExactly(
            ground + " is rebuilt: it was built by another version of Java.",
            built(passages(recipe())));
  }

  @Test
  void theFolderMustBeThere() {
    Path absent = folder.resolve("absent/passages.ground");
    assertThatThrownBy(() -> Jobs.run(recipe().groundIn(absent)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            absent
                + ": the folder "
                + absent.getParent()
                + " does not exist; create it, or name another file.");
  }

  @Test
  void theOutputIsNotTheGround() {
    assertThatThrownBy(() -> recipe().groundIn(ground).toAxolotl(ground))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "groundIn("
                + ground
                + ") names the output itself; keep the ground in a file of its own.");
  }

  @Test
  void aFileInAFolderThatMayNotBeWrittenIsRead() throws IOException {
    build(recipe());
    Files.delete(folder.resolve("passages.ground.lock"));
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assumeTrue(!Files.isWritable(folder), "root may write everywhere");
      assertThat(notes(recipe())).containsExactly(read(passages(recipe())));
      assertThatThrownBy(() -> Jobs.run(recipe(rows(0, 3)).groundIn(ground)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              ground
                  + " cannot be used: permission is denied; change its permissions, or name"
                  + " another file.");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void anyByteThatChangesIsFoundAndTheFileBuiltAnew() throws IOException {
    EasyNegatives recipe = recipe(rows(0, 20)).withCorpus(corpus(300));
    Jobs.Result expected = Jobs.run(recipe);
    build(recipe);
    byte[] whole = Files.readAllBytes(ground);
    for (int round = 0; round < FUZZED; round++) {
      byte[] spoiled = new Spoiler(round).spoil(whole);
      Files.write(ground, spoiled);
      if (Arrays.equals(Arrays.copyOf(spoiled, Math.min(12, spoiled.length)), head(whole))) {
        assertSame(Jobs.run(recipe.groundIn(ground)), expected);
        assertThat(Files.readAllBytes(ground)).isEqualTo(whole);
      }
    }
    for (int cut : new int[] {8, 12, 63, 64, 95, 96, whole.length / 2, whole.length - 1}) {
      Files.write(ground, Arrays.copyOf(whole, cut));
      assertThat(notes(recipe))
          .containsExactly(ground + " is rebuilt: it was cut off.", built(passages(recipe)));
    }
  }

  /** What says whether a file is a ground, and of which version. */
  private static byte[] head(byte[] whole) {
    return Arrays.copyOf(whole, 12);
  }

  @Test
  void runsThatBuildTheSameFileAtOnceWaitForEachOther() {
    Jobs.Result expected = Jobs.run(recipe());
    List<CompletableFuture<Jobs.Result>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> Jobs.run(recipe().groundIn(ground))));
    }
    runs.forEach(run -> assertSame(run.join(), expected));
  }

  @Test
  void anInterruptWhileTheFileIsBuiltLeavesNothing() throws IOException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Jobs.run(recipe().groundIn(ground)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(file -> !file.toString().endsWith(".lock"))).isEmpty();
    }
  }
}
