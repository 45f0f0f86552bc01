package io.github.easyneg.internal.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Failures of the environment whose remedy names an option. */
public final class OptionFailures {
  private OptionFailures() {}

  /** Returns a failure of a file, a folder or a connection. */
  public static UncheckedIOException unchecked(OptionText text, IOException cause) {
    return new OfFile(text, cause);
  }

  /** Returns a failure that is not an exception of another. */
  public static IllegalStateException state(OptionText text, @Nullable Throwable cause) {
    return new OfState(text, cause);
  }

  private static final class OfFile extends UncheckedIOException implements NamesOptions {
    private static final long serialVersionUID = 1L;

    private final transient OptionText text;

    OfFile(OptionText text, IOException cause) {
      super(text.toString(), cause);
      this.text = text;
    }

    @Override
    public OptionText text() {
      return text;
    }
  }

  private static final class OfState extends IllegalStateException implements NamesOptions {
    private static final long serialVersionUID = 1L;

    private final transient OptionText text;

    OfState(OptionText text, @Nullable Throwable cause) {
      super(text.toString(), cause);
      this.text = text;
    }

    @Override
    public OptionText text() {
      return text;
    }
  }
}
