package io.github.easyneg.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.hub.StubHub.Stored;
import io.github.easyneg.hub.internal.HubSettings.Observer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A stub Hub, an empty cache, and a client that does not wait. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
abstract class HubFixture {

  static final String DATASET = "DiscoResearch/germanrag";
  static final String FILE = "germanrag.jsonl";

  @TempDir Path home;
  final StubHub hub = new StubHub();
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final List<Duration> waits = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    hub.close();
  }

  HuggingFaceHub client(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HF_ENDPOINT", hub.endpoint());
    environment.put("HF_HOME", home.toString());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return HuggingFaceHub.fromEnvironment(environment)
        .observed(observer -> new Observer(observer.progress(), warnings::add, waits::add));
  }

  /** Puts the data set on the Hub, as a file in its storage. */
  @CanIgnoreReturnValue
  Stored dataset(int bytes) {
    byte[] content = noise(bytes);
    hub.repository("datasets/" + DATASET).large(FILE, content);
    return new Stored(content, true);
  }

  /** What every message about the data set begins with. */
  String place() {
    return place("main");
  }

  static String place(String revision) {
    return "dataset " + DATASET + " at revision '" + revision + "', file '" + FILE + "': ";
  }

  Path folder() {
    return home.resolve("hub/datasets--DiscoResearch--germanrag");
  }

  Path partial(Stored stored) {
    return folder().resolve("blobs/" + stored.etag() + ".easyneg.incomplete");
  }

  /** Returns each file below the cache: its path, and where it leads if it is a link. */
  List<String> tree() throws IOException {
    Path root = home.resolve("hub");
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted().toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        if (Files.isSymbolicLink(path)) {
          found.add(name + " -> " + Files.readSymbolicLink(path).toString().replace('\\', '/'));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          found.add(name);
        }
      }
    }
    return found;
  }

  static void assertFailure(Callable<?> call, Reason reason, String message) {
    HuggingFaceHubException failure =
        catchThrowableOfType(HuggingFaceHubException.class, call::call);
    assertThat(failure).isNotNull().hasMessage(message);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  static byte[] noise(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }
}
