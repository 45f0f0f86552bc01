package io.github.easyneg.internal.record;

import io.github.easyneg.format.FileType;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Another type, compressed: {@code .jsonl.gz}.
 *
 * <p>The header that {@link GZIPOutputStream} writes holds neither a time nor a file name, so equal
 * records give equal files.
 */
final class Gzip implements FileType {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileType inner;

  Gzip(FileType inner) {
    this.inner = inner;
  }

  @Override
  public String suffix() {
    return inner.suffix() + ".gz";
  }

  @Override
  public RecordEncoder encoder(OutputStream out) throws IOException {
    GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER_BYTES);
    RecordEncoder encoder = inner.encoder(gzip);
    return new RecordEncoder() {
      @Override
      public void write(OutputRecord record) throws IOException {
        encoder.write(record);
      }

      @Override
      public void finish() throws IOException {
        encoder.finish();
        gzip.finish();
      }
    };
  }
}
