package io.github.easyneg.spark;

import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.RowFact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Facts in blocks of bytes, which Spark keeps and sends as they are: as objects each of them would
 * cost more than all that is done with it.
 */
final class FactBlocks {
  private static final int BYTES = 1 << 16;

  private FactBlocks() {}

  /** Returns facts in blocks. */
  static Iterator<byte[]> of(Iterator<RowFact> facts) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return facts.hasNext();
      }

      @Override
      public byte[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream(BYTES);
        DataOutputStream out = new DataOutputStream(block);
        try {
          while (block.size() < BYTES && facts.hasNext()) {
            facts.next().write(out);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return block.toByteArray();
      }
    };
  }

  /** Returns the facts of blocks. */
  static Iterator<RowFact> facts(Iterator<byte[]> blocks) {
    return new Iterator<>() {
      private DataInputStream block = block(new byte[0]);

      @Override
      public boolean hasNext() {
        try {
          while (block.available() == 0 && blocks.hasNext()) {
            block = block(blocks.next());
          }
          return block.available() > 0;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public RowFact next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        try {
          return RowFact.read(block);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static DataInputStream block(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** Returns the sizes of parts, the facts about which come before all others. */
  static Iterator<RowFact> parts(Iterator<byte[]> blocks) {
    List<RowFact> parts = new ArrayList<>();
    for (Iterator<RowFact> all = facts(blocks); all.hasNext(); ) {
      RowFact next = all.next();
      if (next.kind() != RowFact.Kind.PART) {
        break;
      }
      parts.add(PartFacts.Size.alone(next));
    }
    return parts.iterator();
  }
}
