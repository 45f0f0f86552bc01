package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.ChildJvm;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.VerdictMemory;
import io.github.easyneg.mine.VerdictMemory.Verdict;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  /** More than three chunks of rows. */
  private static final int ROWS = 4500;

  private static final int KILLS = Integer.getInteger("easyneg.kills", 10) / 3;

  private final Path folder;
  private final Path out;
  private final Path work;

  ResumeTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("train.jsonl");
    this.work = folder.resolve("work");
  }

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(work);
  }

  /** Rejects every seventh candidate, and counts how many it is asked about. */
  private static final class Judge implements BatchGuard {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public String name() {
      return "judge";
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      BitSet rejected = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        if ((pair.row().question() + pair.passage().id()).hashCode() % 7 == 0) {
          rejected.set(i);
        }
      }
      asked.addAndGet(pairs.size());
      return rejected;
    }
  }

  private static EasyNegatives recipe() {
    return MiningJob.recipe(ROWS, 5).rejecting(new Judge());
  }

  private EasyNegatives resumed() {
    return recipe().resumeIn(work);
  }

  /** Fails when some rows are done, as a run does whose disk or embedder fails. */
  private static EasyNegatives failing(EasyNegatives recipe, int afterRows) {
    return recipe.onProgress(
        (stage, done, total) -> {
          if (stage == Stage.MINE && done >= afterRows) {
            throw new IllegalStateException("stop here");
          }
        });
  }

  private void interruptAfter(int rows) {
    EasyNegatives recipe = failing(resumed(), rows);
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stop here");
    assertThat(out).doesNotExist();
  }

  private static void requireSame(MiningReport resumed, MiningReport whole) {
    assertThat(resumed)
        .usingRecursiveComparison()
        .ignoringFields("time", "notes", "embeddings", "provenance")
        .isEqualTo(whole);
  }

  @Test
  void aRunGoesOnWhereItWas() throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    MiningReport whole = recipe().toAxolotl(expected);
    interruptAfter(4096);
    Judge judge = new Judge();
    MiningReport report = resumed().withoutGuards("judge").rejecting(judge).toAxolotl(out);
    assertThat(out).hasSameBinaryContentAs(expected);
    requireSame(report, whole);
    assertThat(report.notes())
        .containsExactly("4,096 of 4,500 rows were drawn for by a run that was interrupted.");
    assertThat(report.embeddings().fromCache())
        .isGreaterThanOrEqualTo(whole.rows().distinctPassages());
    assertThat(judge.asked.get())
        .as("nobody pays for a verdict twice")
        .isPositive()
        .isLessThan((ROWS - 4096) * 4);
  }

  /** Judges as {@link Judge} does, one pair after the other, each of which is paid for. */
  private static final class Paid implements BatchGuard {
    private final Judge judge = new Judge();
    private final int budget;
    private long paid;

    Paid(int budget) {
      this.budget = budget;
    }

    @Override
    public String name() {
      return judge.name();
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      return rejects(pairs, VerdictMemory.NONE);
    }

    @Override
    public BitSet rejects(List<Pair> pairs, VerdictMemory memory) {
      BitSet rejected = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        String request = pair.row().question() + pair.passage().text();
        Optional<Verdict> kept = memory.recall(request);
        if (kept.isEmpty()) {
          if (paid == budget) {
            throw new GuardException("the budget is used up");
          }
          paid++;
          boolean rejects = judge.rejects(List.of(pair)).get(0);
          kept = Optional.of(rejects ? Verdict.REJECTED : Verdict.PASSES);
          memory.keep(request, kept.get());
        }
        rejected.set(i, kept.get() == Verdict.REJECTED);
      }
      return rejected;
    }

    @Override
    public Map<String, Long> counts() {
      return Map.of("calls", paid);
    }
  }

  @Test
  void verdictsThatWerePaidForInsideOfAChunkAreUsedAgain() throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    Paid whole = new Paid(Integer.MAX_VALUE);
    EasyNegatives recipe = MiningJob.recipe(400, 5);
    MiningReport wanted = recipe.rejecting(whole).toAxolotl(expected);
    int budget = 100; // of some 290 for each chunk of 128 rows
    long spent = 0;
    Optional<MiningReport> report = Optional.empty();
    while (report.isEmpty()) {
      Paid judge = new Paid(budget);
      try {
        report = Optional.of(recipe.rejecting(judge).resumeIn(work).toAxolotl(out));
        assertThat(report.get().guardCounts()).isEqualTo(Map.of("judge", judge.counts()));
      } catch (GuardException e) {
        assertThat(judge.paid).isEqualTo(budget);
      }
      spent += judge.paid;
    }
    assertThat(spent).isEqualTo(whole.paid).isGreaterThan(400L);
    assertThat(out).hasSameBinaryContentAs(expected);
    assertThat(report.get().rejected()).isEqualTo(wanted.rejected());
    assertThat(names(work)).containsExactly("in-use.lock");
  }

  @Test
  void anotherFormatAndOtherThreadsMayFinishARun() throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    MiningReport whole =
        recipe().auditTo(folder.resolve("expected-audit.jsonl")).toAxolotl(expected);
    interruptAfter(2048);
    MiningReport report =
        resumed().threads(1).auditTo(folder.resolve("audit.jsonl")).toAxolotl(out);
    assertThat(out).hasSameBinaryContentAs(expected);
    assertThat(folder.resolve("audit.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("expected-audit.jsonl"))
        .content()
        .contains("\"guard\":\"own-context\"", "\"guard\":\"judge\"");
    requireSame(report, whole);
  }

  @Test
  void withMaxReuseToo() throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    EasyNegatives limited = MiningJob.recipe(ROWS, 5).maxReuse(20);
    MiningReport whole = limited.toAxolotl(expected);
    EasyNegatives failing = failing(limited.resumeIn(work), 4096);
    assertThatThrownBy(() -> failing.toAxolotl(out)).hasMessage("stop here");
    MiningReport report = limited.resumeIn(work).toAxolotl(out);
    assertThat(out).hasSameBinaryContentAs(expected);
    requireSame(report, whole);
  }

  @Test
  void whatWasKeptGoesWhenTheOutputIsWritten() throws IOException {
    assertThat(resumed().toAxolotl(out).lines().written()).isPositive();
    assertThat(names(work)).containsExactly("in-use.lock");
    assertThat(resumed().seed(6).toAxolotl(out).lines().written()).isPositive();
  }

  @Test
  void aChangedSettingIsRefused() {
    interruptAfter(2048);
    refuses(resumed().seed(6), "seed: was 5, is 6");
    refuses(resumed().sampleK(1), "pool: was 2 from %1$s, is 1 from %1$s".formatted(Pool.easy()));
    refuses(
        resumed().rejecting(Guards.nearDuplicates(0.5)),
        "guards: was own-context, answers-same-question, near-duplicate:0.8, containment:0.35,"
            + " question-words:0.98, answer-bearing:0.5, judge, is own-context,"
            + " answers-same-question, near-duplicate:0.5, containment:0.35, question-words:0.98,"
            + " answer-bearing:0.5, judge");
    refuses(
        resumed().embedWith(HashingEmbedder.ofDimension(32)),
        "model: was %s, is %s"
            .formatted(
                HashingEmbedder.ofDimension(64).fingerprint(),
                HashingEmbedder.ofDimension(32).fingerprint()));
  }

  @Test
  void changedRowsAreRefused() {
    interruptAfter(2048);
    List<QaRow> rows;
    try (Stream<QaRow> all = MiningJob.rows(ROWS).rows()) {
      rows = new ArrayList<>(all.toList());
    }
    Collections.swap(rows, 3, 4);
    refuses(
        EasyNegatives.from(Datasets.of(rows))
            .embedWith(HashingEmbedder.ofDimension(64))
            .sampleK(2)
            .refusal("Keine Antwort.")
            .seed(5)
            .rejecting(new Judge())
            .resumeIn(work),
        "data checksum: was #, is #");
  }

  private void refuses(EasyNegatives recipe, String difference) {
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(e -> String.valueOf(e.getMessage()).replaceAll("\\b[0-9a-f]{16}\\b", "#"))
        .isEqualTo(
            work
                + " holds an interrupted run of another recipe or other data: "
                + difference
                + ". Go on with what it was begun with, or give resumeIn(..) another directory.");
    assertThat(out).doesNotExist();
  }

  /** With a guard that asks a model there are 128 rows in a file. */
  @Test
  void aDamagedFileOfDrawsIsDrawnAgain() throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    MiningReport whole = recipe().toAxolotl(expected);
    interruptAfter(4500);
    Path damaged = work.resolve("draws-000017.bin");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 4;
    Files.write(damaged, bytes);
    MiningReport report = resumed().toAxolotl(out);
    assertThat(out).hasSameBinaryContentAs(expected);
    requireSame(report, whole);
    assertThat(report.notes())
        .containsExactly(
            again(17, "is damaged", 2049),
            "2,048 of 4,500 rows were drawn for by a run that was interrupted.");
  }

  private String again(int chunk, String why, int row) {
    return "%s %s; the rows from %,d on are drawn for again."
        .formatted(work.resolve("draws-%06d.bin".formatted(chunk)), why, row);
  }

  /** Each file is whole, but holds the draws of other rows. */
  @Test
  void exchangedRepeatedAndForeignDrawsAreDrawnAgain() throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    MiningReport whole = recipe().toAxolotl(expected);
    interruptAfter(1280);
    Path third = work.resolve("draws-000003.bin");
    Path fifth = work.resolve("draws-000005.bin");
    byte[] ofThird = Files.readAllBytes(third);
    byte[] ofFifth = Files.readAllBytes(fifth);

    Files.write(fifth, ofThird);
    requireDrawnAgain(expected, whole, again(5, "holds the draws of chunk 3", 513), 512);

    interruptAfter(1280);
    Files.write(third, ofFifth);
    Files.write(fifth, ofThird);
    requireDrawnAgain(expected, whole, again(3, "holds the draws of chunk 5", 257), 256);

    EasyNegatives other = failing(recipe().seed(6).resumeIn(work), 1280);
    assertThatThrownBy(() -> other.toAxolotl(out)).hasMessage("stop here");
    byte[] ofAnotherRun = Files.readAllBytes(third);
    try (Stream<Path> all = Files.list(work)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    interruptAfter(1280);
    Files.write(third, ofAnotherRun);
    requireDrawnAgain(expected, whole, again(3, "holds the draws of another run", 257), 256);
  }

  private void requireDrawnAgain(Path expected, MiningReport whole, String note, int before)
      throws IOException {
    MiningReport report = resumed().toAxolotl(out);
    assertThat(out).hasSameBinaryContentAs(expected);
    requireSame(report, whole);
    assertThat(report.notes())
        .containsExactly(
            note, before + " of 4,500 rows were drawn for by a run that was interrupted.");
    Files.delete(out);
  }

  /** Whoever may write into the folder cannot have anything deleted that lies elsewhere. */
  @Test
  void aLinkInThePlaceOfTheKeptEmbeddingsIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path precious = Files.writeString(elsewhere.resolve("precious.txt"), "precious");
    Path unused = Files.createSymbolicLink(work.resolve("embeddings"), elsewhere);
    assertThatThrownBy(() -> resumed().toAxolotl(out))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            work.resolve("embeddings")
                + " is a symbolic link; expected a folder of its own, whose files are deleted at"
                + " the end. Remove the link, or give resumeIn(..) another directory.");
    assertThat(precious).hasContent("precious");
  }

  /** A file that somebody else put there is not ours to delete. */
  @Test
  void whatEasynegDidNotPutIntoTheKeptEmbeddingsStays() throws IOException {
    interruptAfter(128);
    Path precious = Files.writeString(work.resolve("embeddings/precious.txt"), "precious");
    assertThatThrownBy(() -> resumed().toAxolotl(out))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "the output is written, but "
                + work.resolve("embeddings")
                + " could not be deleted: it is not empty; delete it by hand.");
    assertThat(out).isNotEmptyFile();
    assertThat(precious).hasContent("precious");
  }

  @Test
  void aDirectoryIsForOneRunAtATime() {
    List<String> messages = new ArrayList<>();
    Progress second =
        (stage, done, total) -> {
          if (stage == Stage.MINE && messages.isEmpty()) {
            messages.add("");
            assertThatThrownBy(() -> resumed().toAxolotl(folder.resolve("other.jsonl")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    work
                        + " is the work directory of another run, in this process; wait for its"
                        + " end, or name another directory.");
          }
        };
    assertThat(resumed().onProgress(second).toAxolotl(out).lines().written()).isPositive();
    assertThat(messages).hasSize(1);
  }

  @Test
  void anExplanationKeepsNothing() throws IOException {
    assertThat(resumed().explain(3).mined().number()).isEqualTo(3);
    assertThat(names(work)).isEmpty();
  }

  /** Mines once, in the folder named by the argument. */
  static final class Job {
    private Job() {}

    public static void main(String[] args) {
      Path folder = Path.of(args[0]);
      MiningReport report =
          recipe()
              .resumeIn(folder.resolve("work"))
              .onProgress(
                  (stage, done, total) -> {
                    if (stage == Stage.MINE) {
                      System.out.println("mining");
                    }
                  })
              .toAxolotl(folder.resolve("train.jsonl"));
      assert report != null;
    }
  }

  @Test
  void kill9LeavesWhatWasDone() throws Exception {
    Path expected = folder.resolve("expected.jsonl");
    MiningReport whole = recipe().toAxolotl(expected);
    SplittableRandom random = new SplittableRandom(Long.getLong("easyneg.kills.seed", 3));
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildJvm job = ChildJvm.start(Job.class, folder)) {
        job.await("mining");
        Thread.sleep(random.nextInt(60));
        job.kill();
      }
      if (Files.exists(out)) {
        assertThat(out).hasSameBinaryContentAs(expected);
        Files.delete(out);
      }
    }
    MiningReport report = resumed().toAxolotl(out);
    assertThat(out).hasSameBinaryContentAs(expected);
    requireSame(report, whole);
    assertThat(names(work)).containsExactly("in-use.lock");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
