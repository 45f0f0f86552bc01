package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A format that decides nothing: it names the fields of what an {@link Example}, a {@link
 * Preference}, a {@link Judgement} or a {@link RankedRow} says already.
 *
 * @param <T> what a record is made of
 */
class FieldNames<T> implements OutputFormat {
  private final String name;
  private final Optional<String> needs;
  private final Set<Use> uses;
  private final Parts<T> parts;
  private final Naming<T> naming;

  /** What a row's records are made of. */
  interface Parts<T> {
    List<T> of(MinedRow row, Labels labels);
  }

  /** The record of one part. */
  interface Naming<T> {
    OutputRecord record(T part, Labels labels);
  }

  /**
   * Makes a format.
   *
   * @param needs what a row must have to give a record; empty if every row gives one
   */
  FieldNames(String name, Optional<String> needs, Set<Use> uses, Parts<T> parts, Naming<T> naming) {
    this.name = name;
    this.needs = needs;
    this.uses = uses;
    this.parts = parts;
    this.naming = naming;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Optional<String> needs() {
    return needs;
  }

  @Override
  public final Set<Use> uses() {
    return uses;
  }

  @Override
  public final List<OutputRecord> records(MinedRow row, Labels labels) {
    return parts.of(row, labels).stream().map(part -> naming.record(part, labels)).toList();
  }

  /** One that Axolotl reads. */
  static final class ForAxolotl<T> extends FieldNames<T> implements AxolotlFormat {
    private final String type;
    private final Optional<String> rl;

    ForAxolotl(
        String name,
        String type,
        Optional<String> rl,
        String needs,
        Set<Use> uses,
        Parts<T> parts,
        Naming<T> naming) {
      super(name, Optional.of(needs), uses, parts, naming);
      this.type = type;
      this.rl = rl;
    }

    @Override
    public String axolotlType() {
      return type;
    }

    @Override
    public Optional<String> axolotlRl() {
      return rl;
    }
  }
}
