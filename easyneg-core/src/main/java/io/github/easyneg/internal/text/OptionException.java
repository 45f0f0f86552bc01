package io.github.easyneg.internal.text;

/** An option that cannot be as it is, by itself or with others. */
public final class OptionException extends IllegalArgumentException implements NamesOptions {
  private static final long serialVersionUID = 1L;

  private final transient OptionText text;

  /** Makes an exception with a whole message. */
  public OptionException(OptionText text) {
    super(text.toString());
    this.text = text;
  }

  /**
   * Returns the exception for one option.
   *
   * @param remedy what to do, such as {@code use 1 or more.}
   */
  public static OptionException is(String option, Object value, String remedy) {
    return of("{} is {}; {}", OptionText.Option.named(option), value, remedy);
  }

  /** Returns an exception whose message is made as {@link OptionText#of} does. */
  public static OptionException of(String template, Object... parts) {
    return new OptionException(OptionText.of(template, parts));
  }

  @Override
  public OptionText text() {
    return text;
  }
}
