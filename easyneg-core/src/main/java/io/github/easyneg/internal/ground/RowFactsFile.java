package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.io.DataTexts;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.SectionWriter;
import io.github.easyneg.internal.text.QuestionTerms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of what mining must know of all rows, for processes that have read none of them. */
final class RowFactsFile {
  /** Of what the sections hold. */
  private static final int VERSION = 2;

  /** Numbers that are read together. */
  private static final int TOGETHER = 1 << 20;

  private RowFactsFile() {}

  static void write(Path file, RowFacts facts, Map<Integer, String> sourceIds, boolean alone) {
    try (SectionWriter out = SectionWriter.create(file, VERSION)) {
      out.write(IntBuffer.wrap(facts.frequencies()));
      out.end("frequencies");
      out.write(LongBuffer.wrap(facts.sameQuestions().questions()));
      out.end("questions");
      out.write(IntBuffer.wrap(facts.sameQuestions().answers()));
      out.end("answers");
      out.write(LongBuffer.wrap(facts.frequentAnswers().hashes()));
      out.end("frequent");
      out.write(ByteBuffer.wrap(counts(facts, sourceIds, alone)));
      out.end("counts");
      out.commit();
    }
  }

  private static byte[] counts(RowFacts facts, Map<Integer, String> sourceIds, boolean alone) {
    NumberedPassages.Census census = facts.census();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBoolean(alone);
      out.writeInt(facts.inRows());
      out.writeLong(census.rows());
      out.writeLong(census.withPositive());
      out.writeLong(census.withAnswer());
      out.writeLong(census.contexts());
      out.writeLong(census.checksum());
      census.questionTerms().write(out);
      out.writeUTF(census.language().orElse(""));
      out.writeInt(sourceIds.size());
      for (Map.Entry<Integer, String> id : sourceIds.entrySet()) {
        out.writeInt(id.getKey());
        DataTexts.write(out, id.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Joins passages and a file of facts; of the census, the kinds of rows are left out. */
  static NumberedPassages open(MappedPassages passages, SectionFile file)
      throws SectionFile.Damaged {
    SectionFile.Section counts = file.section("counts");
    byte[] bytes = new byte[(int) counts.length()];
    counts.bytes(0, bytes.length).get(bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean alone = in.readBoolean();
      int inRows = in.readInt();
      NumberedPassages.Census census =
          new NumberedPassages.Census(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              0,
              QuestionTerms.read(in),
              Optional.of(in.readUTF()).filter(language -> !language.isEmpty()),
              List.of());
      Map<Integer, String> sourceIds = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        sourceIds.put(in.readInt(), DataTexts.read(in));
      }
      RowFacts facts =
          new RowFacts(
              ints(file.section("frequencies")),
              inRows,
              SameQuestions.of(longs(file.section("questions")), ints(file.section("answers"))),
              FrequentTexts.of(longs(file.section("frequent"))),
              census);
      return RowsOnGround.joined(passages, sourceIds, facts, alone);
    } catch (SectionFile.Damaged e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] ints(SectionFile.Section section) {
    int[] all = new int[(int) (section.length() / Integer.BYTES)];
    for (int from = 0; from < all.length; from += TOGETHER) {
      int size = Math.min(TOGETHER, all.length - from);
      section.ints(from, size).get(all, from, size);
    }
    return all;
  }

  private static long[] longs(SectionFile.Section section) {
    long[] all = new long[(int) (section.length() / Long.BYTES)];
    for (int from = 0; from < all.length; from += TOGETHER) {
      int size = Math.min(TOGETHER, all.length - from);
      section.longs(from, size).get(all, from, size);
    }
    return all;
  }
}
