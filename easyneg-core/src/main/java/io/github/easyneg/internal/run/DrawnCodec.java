package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Seen;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.mine.MinedRow.Reason;
import io.github.easyneg.mine.MinedRow.Shortfall;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes draws as bytes and reads them again, each number to its last bit. */
final class DrawnCodec {
  private static final String NO_SHORTFALL = "";

  private final NumberedPassages corpus;

  /** Makes a codec; passages are written by their numbers, which the corpus gives meaning to. */
  DrawnCodec(NumberedPassages corpus) {
    this.corpus = corpus;
  }

  void write(Drawn drawn, DataOutputStream out) throws IOException {
    out.writeInt(drawn.picks().size());
    for (Drawn.Pick pick : drawn.picks()) {
      write(pick.seen(), out);
      out.writeUTF(pick.pool());
      out.writeDouble(pick.probability());
      out.writeDouble(pick.distracting());
    }
    out.writeUTF(drawn.shortfall().map(s -> s.reason().name()).orElse(NO_SHORTFALL));
    out.writeInt(drawn.shortfall().map(Shortfall::missing).orElse(0));
    out.writeInt(drawn.counts().length);
    for (int count : drawn.counts()) {
      out.writeInt(count);
    }
    out.writeInt(drawn.rejected().size());
    for (Drawn.Rejected rejected : drawn.rejected()) {
      write(rejected.seen(), out);
      out.writeInt(rejected.guard());
    }
    out.writeLong(drawn.proposals());
    out.writeBoolean(drawn.scanned());
    out.writeInt(drawn.widened());
    out.writeInt(drawn.standIns());
    write(drawn.ownCosines(), out);
    write(drawn.backgroundCosines(), out);
  }

  Drawn read(DataInputStream in) throws IOException {
    return new Drawn(
        picks(in),
        shortfall(in),
        counts(in),
        List.of(),
        rejected(in),
        in.readLong(),
        in.readBoolean(),
        in.readInt(),
        in.readInt(),
        floats(in),
        floats(in));
  }

  private List<Drawn.Pick> picks(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Drawn.Pick> picks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      picks.add(new Drawn.Pick(seen(in), in.readUTF(), in.readDouble(), in.readDouble()));
    }
    return picks;
  }

  private static void write(Seen seen, DataOutputStream out) throws IOException {
    out.writeInt(seen.number());
    out.writeDouble(seen.cosine());
    out.writeDouble(seen.cosineQuantile());
    out.writeDouble(seen.lexicalQuantile());
    out.writeDouble(seen.signalWeight());
  }

  private Seen seen(DataInputStream in) throws IOException {
    int number = in.readInt();
    return new Seen(
        number,
        corpus.passage(number),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        corpus.frequency(number),
        in.readDouble());
  }

  private static Optional<Shortfall> shortfall(DataInputStream in) throws IOException {
    String reason = in.readUTF();
    int missing = in.readInt();
    return reason.equals(NO_SHORTFALL)
        ? Optional.empty()
        : Optional.of(new Shortfall(missing, Reason.valueOf(reason)));
  }

  private static int[] counts(DataInputStream in) throws IOException {
    int[] counts = new int[in.readInt()];
    for (int guard = 0; guard < counts.length; guard++) {
      counts[guard] = in.readInt();
    }
    return counts;
  }

  private List<Drawn.Rejected> rejected(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Drawn.Rejected> rejected = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rejected.add(new Drawn.Rejected(seen(in), in.readInt()));
    }
    return rejected;
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] floats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
