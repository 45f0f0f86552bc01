package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.internal.concurrent.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionFileTest {
  private final Path folder;
  private final Path path;

  SectionFileTest(@TempDir Path folder) {
    this.folder = folder;
    this.path = folder.resolve("sections");
  }

  private static long[] longs(int count) {
    return new SplittableRandom(count).longs(count).toArray();
  }

  private static int[] ints(int count) {
    return new SplittableRandom(count).ints(count).toArray();
  }

  private void write(int longs, int ints) {
    try (SectionWriter out = SectionWriter.create(path, 7);
        MappedMemory memory = MappedMemory.in(folder)) {
      out.text("words", "Öl und Wein");
      out.end("nothing");
      LongList list = new LongList(memory);
      for (long value : longs(longs)) {
        list.add(value);
      }
      list.write(out);
      out.end("longs");
      out.write(memory.keep(ints(ints), ints));
      out.write(IntBuffer.wrap(new int[] {1, 2}));
      out.end("ints");
      out.commit();
    }
  }

  private SectionFile checked() throws IOException {
    SectionFile file = SectionFile.open(path);
    try (Workers workers = new Workers(2)) {
      file.check(workers);
    }
    return file;
  }

  @Test
  void whatIsWrittenIsReadAtItsPlace() throws IOException {
    // More longs than one of the parts with a checksum each.
    int longs = SectionFormat.CHECKED / Long.BYTES + 12_345;
    write(longs, 1001);
    SectionFile file = checked();
    assertThat(file.version()).isEqualTo(7);
    assertThat(file.section("words").text()).isEqualTo("Öl und Wein");
    assertThat(file.section("nothing").length()).isZero();
    SectionFile.Section section = file.section("longs");
    assertThat(section.length()).isEqualTo((long) longs * Long.BYTES);
    long[] expected = longs(longs);
    for (int i = 0; i < longs; i += 997) {
      assertThat(section.longAt(i)).isEqualTo(expected[i]);
    }
    assertThat(section.longs(longs - 3L, 3))
        .isEqualTo(LongBuffer.wrap(expected, longs - 3, 3).slice());
    assertThat(file.section("ints").ints(0, 1001)).isEqualTo(IntBuffer.wrap(ints(1001)));
    assertThat(file.section("ints").ints(1001, 2)).isEqualTo(IntBuffer.wrap(new int[] {1, 2}));
  }

  @Test
  void numbersAreLittleEndianAndSectionsBeginAtMultiplesOf64() throws IOException {
    try (SectionWriter out = SectionWriter.create(path, 1)) {
      out.text("a", "x");
      out.write(LongBuffer.wrap(new long[] {0x0102030405060708L}));
      out.end("b");
      out.commit();
    }
    byte[] bytes = Files.readAllBytes(path);
    assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("easyneg\n");
    assertThat(bytes[64]).isEqualTo((byte) 'x');
    assertThat(Arrays.copyOfRange(bytes, 128, 136)).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void everyBitOfASmallFileIsLookedAt() throws IOException {
    write(3, 3);
    byte[] whole = Files.readAllBytes(path);
    SectionFile intact = checked();
    for (int at = 12; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      Files.write(path, changed);
      try {
        SectionFile file = checked();
        // What lies between the sections says nothing.
        for (String name : new String[] {"words", "nothing", "longs", "ints"}) {
          int size = (int) intact.section(name).length();
          assertThat(file.section(name).bytes(0, size))
              .isEqualTo(intact.section(name).bytes(0, size));
        }
        assertThat(whole[at]).as("byte %d", at).isZero();
      } catch (SectionFile.Damaged e) {
        assertThat(e.getMessage())
            .matches(
                "it was cut off|its last bytes were changed|its table of contents was changed"
                    + "|its section '\\w+' was changed");
      }
    }
  }

  @Test
  void aFileThatIsNoneIsToldFromOneThatWasCutOff() throws IOException {
    write(3, 3);
    byte[] whole = Files.readAllBytes(path);
    for (int size = 0; size < whole.length; size++) {
      Files.write(path, Arrays.copyOf(whole, size));
      assertThatThrownBy(() -> SectionFile.open(path))
          .isInstanceOf(size < 8 ? SectionFile.Foreign.class : SectionFile.Damaged.class);
    }
    Files.delete(path);
    assertThatThrownBy(() -> SectionFile.open(path)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aSectionThatIsNotThereIsNamed() throws IOException {
    write(1, 1);
    SectionFile file = checked();
    assertThatThrownBy(() -> file.section("vectors"))
        .isInstanceOf(SectionFile.Damaged.class)
        .hasMessage("it has no section 'vectors'");
  }

  @Test
  void nothingIsLeftOfAFileThatIsNotCommitted() throws IOException {
    try (SectionWriter out = SectionWriter.create(path, 1);
        Spool spool = Spool.in(folder)) {
      spool.add(3, new byte[100_000]);
      out.text("a", "x");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aSpoolGivesBackEachBucketInOrder() {
    SplittableRandom random = new SplittableRandom(4);
    ByteBuffer[] expected = new ByteBuffer[Spool.BUCKETS];
    for (int b = 0; b < expected.length; b++) {
      expected[b] = ByteBuffer.allocate(1 << 21);
    }
    try (Spool spool = Spool.in(folder)) {
      for (int i = 0; i < 4000; i++) {
        byte[] record = new byte[random.nextInt(i % 100 == 0 ? 100_000 : 300)];
        random.nextBytes(record);
        int bucket = random.nextInt(3) * 127;
        spool.add(bucket, record);
        expected[bucket].put(record);
      }
      for (int b = 0; b < expected.length; b++) {
        assertThat(spool.bucket(b)).isEqualTo(expected[b].flip());
      }
    }
  }

  @Test
  void mappedMemoryIsZeroUntilItIsSetAndNoTwoPartsOverlap() {
    try (MappedMemory memory = MappedMemory.in(folder)) {
      IntBuffer[] all = new IntBuffer[300];
      for (int i = 0; i < all.length; i++) {
        all[i] = memory.ints(i * 37 % 5000);
        for (int at = 0; at < all[i].capacity(); at++) {
          assertThat(all[i].get(at)).isZero();
          all[i].put(at, i);
        }
      }
      for (int i = 0; i < all.length; i++) {
        for (int at = 0; at < all[i].capacity(); at++) {
          assertThat(all[i].get(at)).isEqualTo(i);
        }
      }
    }
  }
}
