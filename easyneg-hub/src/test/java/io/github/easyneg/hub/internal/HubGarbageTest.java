package io.github.easyneg.hub.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixtures.Garbage;
import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whatever a server says, the answer is understood or refused in one line; what is understood is
 * safe to make file names of. A failure names its seed; put it in {@code FIRST_SEED} to replay it.
 */
class HubGarbageTest {

  private static final long FIRST_SEED = 0;
  private static final int ROUNDS = 20_000;
  private static final String SHA1 = "1".repeat(40);
  private static final Target TARGET =
      new Target(
          URI.create("http://hub.test"),
          new Repo(RepoType.MODEL, "org/name"),
          Revision.MAIN,
          Optional.empty());
  private static final HubErrors ERRORS =
      new HubErrors(
          new HubSettings.Connection(
              TARGET.endpoint(), Optional.empty(), false, Duration.ZERO, Duration.ZERO));

  @Test
  void spoiltListingsAreUnderstoodOrRefused() {
    byte[] clean =
        ("{\"id\":\"org/name\",\"sha\":\""
                + SHA1
                + "\",\"siblings\":[{\"rfilename\":\"onnx/model.onnx\"},{\"rfilename\":\"a.json\"}]}")
            .getBytes(UTF_8);
    int understood = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      Garbage garbage = new Garbage(seed);
      byte[] json = seed % 10 == 0 ? garbage.nonsense() : garbage.spoil(clean);
      try {
        RepoListing listing = RepoListing.of(TARGET, json, ERRORS);
        understood++;
        assertThat(listing.commit().sha1()).as("seed %d", seed).hasSize(40);
        Path root = Path.of("/root");
        for (String file : listing.files()) {
          if (StandardCharsets.US_ASCII.newEncoder().canEncode(file)) {
            Path path = new RepoFile(file).under(root);
            assertThat(path.normalize()).as("seed %d", seed).isEqualTo(path).startsWithRaw(root);
          }
        }
      } catch (HuggingFaceHubException e) {
        assertClean(seed, e);
      }
    }
    // Both outcomes are met, or the test would show nothing.
    assertThat(understood).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  @Test
  void deepListingsAreRefused() {
    byte[] deep = "[".repeat(1_000_000).getBytes(UTF_8);

    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                HuggingFaceHubException.class, () -> RepoListing.of(TARGET, deep, ERRORS)))
        .hasMessage(
            "model org/name at revision 'main': expected an answer of a Hugging Face Hub from"
                + " http://hub.test, got something that is not JSON. Check HF_ENDPOINT, and whether"
                + " a proxy or a login page answers instead.");
  }

  @Test
  void spoiltHeadersAreUnderstoodOrRefused() {
    int understood = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      Garbage garbage = new Garbage(seed);
      Map<String, List<String>> headers =
          Map.of(
              "X-Repo-Commit", List.of(text(garbage, seed % 2 == 0, SHA1)),
              "X-Linked-Etag", List.of(text(garbage, seed % 3 == 0, "\"" + SHA1 + "\"")),
              "X-Linked-Size", List.of(text(garbage, seed % 5 == 0, "1234")));
      try {
        FileMetadata metadata = FileMetadata.of(TARGET, reply(headers), ERRORS);
        understood++;
        assertThat(metadata.commit().sha1()).as("seed %d", seed).matches("[0-9a-f]{40}");
        assertThat(metadata.etag().hash()).as("seed %d", seed).matches("[0-9a-f]{40}|[0-9a-f]{64}");
        assertThat(metadata.sizeBytes()).as("seed %d", seed).isNotNegative();
      } catch (HuggingFaceHubException e) {
        assertClean(seed, e);
      }
    }
    assertThat(understood).isBetween(ROUNDS / 100, ROUNDS / 2);
  }

  @Test
  void spoiltModuleListsAreUnderstoodOrRefused() {
    byte[] clean =
        "[{\"path\":\"\",\"type\":\"m.Transformer\"},{\"path\":\"2_Dense\",\"type\":\"m.Dense\"}]"
            .getBytes(UTF_8);
    List<Long> refused = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      byte[] json = new Garbage(seed).spoil(clean);
      try {
        ModelLayout layout = ModelLayout.of(Optional.of(json), Optional.of(json), Optional.empty());
        for (List<String> any : layout.requirements()) {
          for (String file : any) {
            assertThat(RepoFile.problem(file)).as("seed %d", seed).isEmpty();
          }
        }
      } catch (IOException e) {
        refused.add(seed);
      }
    }
    assertThat(refused).hasSizeBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  private static String text(Garbage garbage, boolean spoil, String clean) {
    byte[] bytes = clean.getBytes(UTF_8);
    return new String(spoil ? garbage.spoil(bytes) : bytes, StandardCharsets.ISO_8859_1);
  }

  private static Reply reply(Map<String, List<String>> headers) {
    return new Reply(
        302,
        HttpHeaders.of(headers, (name, value) -> true),
        TARGET.endpoint(),
        true,
        new TimedBody(Duration.ZERO));
  }

  private static void assertClean(long seed, HuggingFaceHubException e) {
    assertThat(e.reason()).as("seed %d", seed).isEqualTo(Reason.BAD_ANSWER);
    assertThat(e.getMessage())
        .as("seed %d", seed)
        .startsWith("model org/name at revision 'main': expected an answer of a Hugging Face Hub")
        .endsWith("a proxy or a login page answers instead.")
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(500);
  }
}
