package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

  @Test
  void aResourceThatIsNotThereIsNamedWithTheJarThatHoldsIt() {
    ModelFile file = new ModelFile.InJar("no/model.safetensors", "org.example:models");
    String message =
        "no/model.safetensors is not on the class path; add org.example:models, which holds it.";

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(file::text).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  @Test
  void aFileIsReadFromAnywhereInAFolderAndInAJar(@TempDir Path dir) throws IOException {
    String place = getClass().getName().replace('.', '/') + ".class";
    ModelFile inJar = new ModelFile.InJar(place, "none");
    Path copy = dir.resolve("copy");
    long size;
    try (var in = inJar.open()) {
      size = Files.copy(in, copy);
    }
    ModelFile inFolder = new ModelFile.InFolder(copy);

    assertThat(inJar).hasToString(place);
    assertThat(inFolder).hasToString(copy.toString());
    for (ModelFile file : new ModelFile[] {inJar, inFolder}) {
      try (ModelFile.Content content = file.content()) {
        assertThat(content.size()).isEqualTo(size);
        ByteBuffer magic = ByteBuffer.allocate(2);
        assertThat(content.read(magic, 2)).isEqualTo(2);
        assertThat(magic.array()).containsExactly(0xBA, 0xBE);
        assertThat(content.read(ByteBuffer.allocate(9), size - 3)).isEqualTo(3);
        assertThat(content.read(ByteBuffer.allocate(9), size)).isEqualTo(-1);
      }
    }
  }
}
