package io.github.easyneg.testkit;

import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass(name = "{0}")
@FieldSource("NAMES")
class KnownFormatsTest extends OutputFormatContract {
  static final List<String> NAMES = OutputFormats.all().stream().map(OutputFormat::name).toList();

  @Parameter
  @SuppressWarnings("NullAway.Init")
  String name;

  @Override
  protected OutputFormat format() {
    return OutputFormats.byName(name);
  }

  @Override
  protected List<String> handedOn() {
    return name.equals("germanrag")
        ? List.of("answers", "positive_ctx_idxs", "context_ids", "origin")
        : List.of();
  }
}
