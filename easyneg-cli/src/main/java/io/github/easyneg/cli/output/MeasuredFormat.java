package io.github.easyneg.cli.output;

import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.TokenEstimate;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.publish.Features;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A format that remembers how long its longest record is, from which a configuration is made, and
 * the types of its columns, which a card declares.
 */
public final class MeasuredFormat implements OutputFormat {
  private final OutputFormat format;
  private final Features features;
  private final AtomicInteger longestTokens = new AtomicInteger();

  public MeasuredFormat(OutputFormat format) {
    this.format = format;
    this.features = Features.of(format);
  }

  @Override
  public String name() {
    return format.name();
  }

  @Override
  public Optional<String> needs() {
    return format.needs();
  }

  @Override
  public Set<Use> uses() {
    return format.uses();
  }

  @Override
  public List<OutputRecord> records(MinedRow row, Labels labels) {
    List<OutputRecord> records = format.records(row, labels);
    for (OutputRecord record : records) {
      features.add(record);
      int unused = longestTokens.accumulateAndGet(TokenEstimate.of(record), Math::max);
    }
    return records;
  }

  public int longestTokens() {
    return longestTokens.get();
  }

  public Features features() {
    return features;
  }
}
