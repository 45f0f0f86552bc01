package io.github.easyneg.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What Axolotl asks of a configuration. It ignores keys that it does not know; this refuses them.
 */
final class AxolotlSchema {
  private static final Set<String> TOP_LEVEL = keys("top-level-keys.txt");
  private static final Set<String> DATASET = keys("dataset-keys.txt");

  private AxolotlSchema() {}

  /** Reads a configuration, and refuses what Axolotl would refuse or ignore. */
  @CanIgnoreReturnValue
  static Map<?, ?> check(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    assertThat(loaded).isInstanceOf(Map.class);
    Map<?, ?> config = (Map<?, ?>) Objects.requireNonNull(loaded);
    assertThat(TOP_LEVEL).containsAll(names(config));
    assertThat(config.get("base_model")).isInstanceOf(String.class);
    assertThat(config.get("learning_rate")).isInstanceOf(Double.class);
    assertThat(
            Stream.of("micro_batch_size", "gradient_accumulation_steps", "batch_size")
                .filter(config::containsKey)
                .count())
        .isGreaterThanOrEqualTo(2);
    checkDatasets(config.get("datasets"));
    if (config.containsKey("test_datasets")) {
      checkDatasets(config.get("test_datasets"));
      assertThat(config.containsKey("val_set_size")).isFalse();
    } else {
      assertThat(config.containsKey("evals_per_epoch")).isFalse();
    }
    if ("qlora".equals(config.get("adapter"))) {
      assertThat(config.get("load_in_4bit")).isEqualTo(true);
    }
    if ("kto".equals(config.get("rl"))) {
      assertThat(config.get("remove_unused_columns")).isEqualTo(false);
      assertThat(config.containsKey("sample_packing")).isFalse();
      // TRL refuses to compare a record with itself alone
      assertThat((Integer) config.get("micro_batch_size")).isGreaterThan(1);
    }
    return config;
  }

  private static void checkDatasets(@Nullable Object datasets) {
    assertThat(datasets).isInstanceOf(List.class);
    List<?> entries = (List<?>) Objects.requireNonNull(datasets);
    assertThat(entries).isNotEmpty();
    for (Object entry : entries) {
      assertThat(entry).isInstanceOf(Map.class);
      Map<?, ?> fields = (Map<?, ?>) entry;
      assertThat(DATASET).containsAll(names(fields));
      assertThat(names(fields)).contains("path", "ds_type", "type");
    }
  }

  private static List<String> names(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }

  private static Set<String> keys(String resource) {
    try (InputStream in =
        Objects.requireNonNull(AxolotlSchema.class.getResourceAsStream("/axolotl/" + resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
