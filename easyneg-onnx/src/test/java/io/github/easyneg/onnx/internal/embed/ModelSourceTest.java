package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelSourceTest {

  @Test
  void aJarThatIsNotThereIsNamed() {
    ModelSource source =
        new ModelSource.OnClassPath("none.onnx", false, "none.json", "org.example:none");
    assertThatThrownBy(() -> OnnxNetwork.open(source, Device.CPU, Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("none.onnx is not on the class path; add org.example:none, which holds it.");
    assertThatThrownBy(source::tokenizerJson)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("none.json is not on the class path; add org.example:none, which holds it.");
  }
}
