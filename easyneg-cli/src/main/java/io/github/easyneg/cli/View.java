package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.view.AuditView;
import io.github.easyneg.view.ViewServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code easyneg view}: a look at every mined negative. */
@Command(
    name = "view",
    description = {
      "Opens a page in the browser with every row of an audit: its contexts, its negatives, what"
          + " guards rejected; riskiest first, with search, filters and histograms.",
      "Negatives can be marked as 'answers', 'too easy' or 'fine'; 'easyneg mine --marks' applies"
          + " the marks. The page is served to this machine alone. Enter or Ctrl-C ends it."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg mine rows.jsonl --out train.jsonl --audit audit.jsonl -k 3",
      "  easyneg view audit.jsonl",
      "  easyneg mine rows.jsonl --out train.jsonl -k 3 --marks audit.jsonl.marks.jsonl"
    })
final class View implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "AUDIT", description = "What --audit wrote.")
  private Path input = Path.of("");

  @Option(
      names = "--marks",
      paramLabel = "FILE",
      description = "Where marks are kept (default: AUDIT.marks.jsonl).")
  private @Nullable Path marks;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--no-browser", description = "Only print the address.")
  private boolean noBrowser;

  View(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw Failure.usage(
          "--port is " + port + "; use 1 to 65535, or 0 for any that is free.", "--port");
    }
    try {
      InputFile.require(input, "name the file that 'easyneg mine --audit' wrote");
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
    AuditView view = AuditView.of(input).port(port);
    if (marks != null) {
      view = view.marksIn(marks);
    }
    try (ViewServer server = read(view)) {
      console.out().println(server.address());
      console.out().flush();
      console.say("marks go to " + view.marks() + "; press Enter or Ctrl-C to end.");
      if (!noBrowser) {
        browse(server.address());
      }
      awaitEnter();
    }
    return ExitCode.OK;
  }

  /** Reads the audit, which may take a while, and shows the progress. */
  private ViewServer read(AuditView view) {
    try (ProgressDisplay display =
        console.terminal() ? ProgressDisplay.bar(console) : ProgressDisplay.lines(console)) {
      return view.onProgress(rows -> display.on("reading the audit", rows, OptionalLong.empty()))
          .serve();
    }
  }

  /** Without a terminal for Enter, only a signal stops the server. */
  private void awaitEnter() {
    try {
      int read = console.in().read();
      while (read >= 0 && read != '\n') {
        read = console.in().read();
      }
      if (read < 0) {
        new CountDownLatch(1).await();
      }
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens the user's browser where there is one; the address is printed in any case. */
  private static void browse(URI address) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Map<String, String> environment = System.getenv();
    List<String> command;
    if (system.startsWith("windows")) {
      command = List.of("rundll32", "url.dll,FileProtocolHandler", address.toString());
    } else if (system.startsWith("mac")) {
      command = List.of("open", address.toString());
    } else if (environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")) {
      command = List.of("xdg-open", address.toString());
    } else {
      return;
    }
    try {
      Process unused =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      // The printed address suffices.
    }
  }
}
