package io.github.easyneg.parquet;

import io.github.easyneg.format.FileType;
import io.github.easyneg.testkit.FileTypeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class ParquetContractTest extends FileTypeContract {
  private final Path folder;

  ParquetContractTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected FileType type() {
    return new ParquetFileType();
  }

  @Override
  protected List<Map<String, Object>> read(byte[] file) throws IOException {
    return ReadBack.of(Files.write(folder.resolve("back.parquet"), file)).records();
  }
}
