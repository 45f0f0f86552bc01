package io.github.easyneg.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixtures.NullArguments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

  @Test
  void nullIsRefusedAtOnceAndTheArgumentIsNamed() throws Exception {
    NullArguments arguments =
        new NullArguments()
            .with(HuggingFaceHub.class, HuggingFaceHub.fromEnvironment(Map.of()).offline(true))
            .with(HubRows.class, HubRows.of("default", "train", List.of()));

    assertThat(arguments.unnamed(HuggingFaceHub.class)).isEmpty();
    assertThat(arguments.unsampled()).isEmpty();
    assertThat(arguments.checked()).isGreaterThan(15);
  }
}
