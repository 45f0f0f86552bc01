package io.github.easyneg.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchKernelTest {

  private static final class Missing implements ServiceLoader.Provider<SearchKernel> {
    @Override
    public Class<? extends SearchKernel> type() {
      return TileKernel.class;
    }

    @Override
    public SearchKernel get() {
      throw new ServiceConfigurationError("no", new UnsatisfiedLinkError("libonnxruntime.so"));
    }
  }

  @Test
  void aKernelThatDoesNotLoadIsToldOf() {
    List<String> notes = new ArrayList<>();
    assertThat(SearchKernel.find(Stream.of(new Missing()), notes::add)).isNotNull();
    assertThat(notes)
        .containsExactly(
            "exact search falls back to a slower implementation, with the same results, because"
                + " TileKernel does not load: java.lang.UnsatisfiedLinkError: libonnxruntime.so.");
  }

  @Test
  void whereNoneIsMissingNothingIsTold() {
    List<String> notes = new ArrayList<>();
    assertThat(SearchKernel.find(Stream.of(), notes::add)).isNotNull();
    assertThat(notes).isEmpty();
  }
}
