package io.github.easyneg.internal.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A message that names options. The library calls an option by its method, {@code sampleK(21)}; a
 * program around it calls it by a name of its own, {@code -k 21} in the command. So the message
 * holds options as values, and each side words them.
 */
public final class OptionText {
  private final String template;
  private final List<Object> parts;

  private OptionText(String template, List<Object> parts) {
    this.template = template;
    this.parts = parts;
  }

  /**
   * Returns a message.
   *
   * @param template with {@code {}} for each part
   * @param parts options, other such texts, and values that are written as they are
   */
  public static OptionText of(String template, Object... parts) {
    return new OptionText(template, List.of(parts));
  }

  /**
   * An option.
   *
   * @param call the method that sets it, such as {@code sampleK}
   * @param value what it is set to, where the message says so
   * @param form how the library writes it
   */
  public record Option(String call, Optional<String> value, Form form) {
    /** How the library writes an option. */
    public enum Form {
      /** {@code maxReuse}. */
      NAME,
      /** {@code candidates(..)}, or with the value in between. */
      CALL,
      /** {@code device("cuda")}. */
      TEXT
    }

    /** Returns an option that is written {@code maxReuse}. */
    public static Option named(String call) {
      return new Option(call, Optional.empty(), Form.NAME);
    }

    /** Returns an option that is written {@code candidates(..)}. */
    public static Option call(String call) {
      return new Option(call, Optional.empty(), Form.CALL);
    }

    /** Returns an option that is written {@code sampleK(21)}. */
    public static Option of(String call, Object value) {
      return new Option(call, Optional.of(value.toString()), Form.CALL);
    }

    /** Returns an option that is written {@code device("cuda")}. */
    public static Option text(String call, String value) {
      return new Option(call, Optional.of(value), Form.TEXT);
    }

    /** Returns the option as the library writes it. */
    @Override
    public String toString() {
      return switch (form) {
        case NAME -> call;
        case CALL -> call + "(" + value.orElse("..") + ")";
        case TEXT -> call + "(\"" + value.orElse("") + "\")";
      };
    }
  }

  /** Returns the options, in the order in which they are named. */
  public List<Option> options() {
    return parts.stream()
        .flatMap(
            part ->
                part instanceof OptionText text
                    ? text.options().stream()
                    : Stream.of(part).filter(Option.class::isInstance).map(Option.class::cast))
        .toList();
  }

  /** Returns the message with each option in other words. */
  public String in(Function<Option, String> words) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Object part : parts) {
      int at = template.indexOf("{}", from);
      text.append(template, from, at)
          .append(
              part instanceof Option option
                  ? words.apply(option)
                  : part instanceof OptionText inner ? inner.in(words) : part);
      from = at + 2;
    }
    return text.append(template.substring(from)).toString();
  }

  /** Returns the message in the library's words. */
  @Override
  public String toString() {
    return in(Option::toString);
  }
}
