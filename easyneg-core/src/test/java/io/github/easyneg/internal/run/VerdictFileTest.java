package io.github.easyneg.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.mine.VerdictMemory;
import io.github.easyneg.mine.VerdictMemory.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictFileTest {
  private final Path file;
  private final List<String> notes = new ArrayList<>();

  VerdictFileTest(@TempDir Path folder) {
    this.file = folder.resolve("verdicts.txt");
  }

  private VerdictFile open() {
    return VerdictFile.open(file, notes::add);
  }

  private byte[] three() throws IOException {
    try (VerdictFile kept = open()) {
      VerdictMemory judge = kept.of("judge");
      judge.keep("a", Verdict.PASSES);
      judge.keep("b", Verdict.REJECTED);
      judge.keep("c", Verdict.UNDECIDED);
    }
    return Files.readAllBytes(file);
  }

  @Test
  void whatWasKeptIsThereAgain() throws IOException {
    assertThat(three()).hasSize(3 * 44);
    try (VerdictFile kept = open()) {
      VerdictMemory judge = kept.of("judge");
      assertThat(judge.recall("a")).contains(Verdict.PASSES);
      assertThat(judge.recall("b")).contains(Verdict.REJECTED);
      assertThat(judge.recall("c")).contains(Verdict.UNDECIDED);
      assertThat(judge.recall("d")).isEmpty();
      assertThat(kept.of("judge of another model").recall("a")).isEmpty();
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void aVerdictIsInTheFileAsSoonAsItIsKept() throws IOException {
    try (VerdictFile kept = open()) {
      kept.of("judge").keep("a", Verdict.PASSES);
      assertThat(Files.size(file)).isEqualTo(44);
      kept.of("judge").keep("a", Verdict.PASSES);
      assertThat(Files.size(file)).isEqualTo(44);
    }
  }

  @Test
  void whereNothingIsKeptThereIsNoFile() {
    try (VerdictFile kept = open()) {
      assertThat(kept.of("judge").recall("a")).isEmpty();
    }
    assertThat(file).doesNotExist();
  }

  /** As a kill leaves it, at any byte. */
  @Test
  void aHalfWrittenLastVerdictIsDroppedAndTheNextOneIsWhole() throws IOException {
    byte[] whole = three();
    for (int cut = 1; cut < 44; cut++) {
      notes.clear();
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      try (VerdictFile kept = open()) {
        assertThat(kept.of("judge").recall("c")).isEmpty();
        assertThat(notes)
            .containsExactly(file + ": 1 verdict is damaged; what is lost is asked for again.");
        kept.of("judge").keep("c", Verdict.PASSES);
      }
      notes.clear();
      try (VerdictFile kept = open()) {
        assertThat(kept.of("judge").recall("b")).contains(Verdict.REJECTED);
        assertThat(kept.of("judge").recall("c")).contains(Verdict.PASSES);
      }
      assertThat(notes).isEmpty();
    }
  }

  @Test
  void aDamagedVerdictSpoilsNoOther() throws IOException {
    byte[] whole = three();
    for (int at = 44; at < 88; at++) {
      notes.clear();
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      try (VerdictFile kept = open()) {
        VerdictMemory judge = kept.of("judge");
        assertThat(judge.recall("a")).contains(Verdict.PASSES);
        assertThat(judge.recall("b")).isEmpty();
        assertThat(judge.recall("c")).contains(Verdict.UNDECIDED);
      }
      assertThat(notes)
          .containsExactly(file + ": 1 verdict is damaged; what is lost is asked for again.");
    }
  }

  /** Threads that ask a model are interrupted when a run ends; a channel would close for good. */
  @Test
  void anInterruptedThreadKeepsItsVerdictToo() throws IOException {
    try (VerdictFile kept = open()) {
      Thread.currentThread().interrupt();
      kept.of("judge").keep("a", Verdict.PASSES);
      kept.of("judge").keep("b", Verdict.PASSES);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Files.size(file)).isEqualTo(2 * 44);
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(file.resolveSibling("precious.txt"), "precious");
    Path unused = Files.createSymbolicLink(file, elsewhere);
    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + ", the verdicts that were paid for so far, is a symbolic link; expected a file of"
                + " its own. Remove the link, or name another work folder.");
    assertThat(elsewhere).hasContent("precious");
  }
}
