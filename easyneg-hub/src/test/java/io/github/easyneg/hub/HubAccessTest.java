package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.hub.StubHub.Request;
import io.github.easyneg.hub.StubHub.Stored;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class HubAccessTest extends HubFixture {

  private static final String TOKEN = "hf_0123456789SECRET";

  @Test
  void tokenOpensAPrivateRepository() {
    Stored stored = dataset(3000);
    hub.repository("datasets/" + DATASET).closed("RepoNotFound", TOKEN);

    assertThat(client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE))
        .hasBinaryContent(stored.bytes());
    assertThat(client().token(TOKEN).revision("main").fetchDataset(DATASET, FILE)).exists();
  }

  @Test
  void tokenIsReadFromItsFile() throws IOException {
    dataset(3000);
    hub.repository("datasets/" + DATASET).closed("RepoNotFound", TOKEN);
    Files.writeString(home.resolve("token"), TOKEN + "\n");

    assertThat(client().fetchDataset(DATASET, FILE)).exists();
  }

  @Test
  void tokenGoesToTheHubAndNeverToTheStorage() {
    dataset(3000);

    var unused = client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE);

    assertThat(hub.requests()).filteredOn(Request::storage).isNotEmpty();
    assertThat(hub.requests())
        .allSatisfy(
            request ->
                assertThat(request.authorization())
                    .isEqualTo(request.storage() ? "null" : "Bearer " + TOKEN));
  }

  @Test
  void tokenStaysAwayOnceARedirectHasLeftTheHub() {
    Stored stored = dataset(3000);
    // The storage sends back to the Hub: what asks there was led by a stranger.
    hub.script(
        "GET",
        stored.etag(),
        status(302, "Location", hub.endpoint() + "/blob/" + stored.etag() + "?back"));

    var unused = client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE);

    assertThat(hub.requests())
        .filteredOn(request -> request.path().endsWith("?back"))
        .singleElement()
        .satisfies(request -> assertThat(request.authorization()).isEqualTo("null"));
  }

  @Test
  void tokenStaysWithRelativeRedirects() {
    hub.repository("datasets/" + DATASET).file(FILE, "small");

    var unused = client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE);

    assertThat(hub.requests())
        .hasSize(4)
        .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer " + TOKEN));
  }

  @Test
  void redirectWithoutASchemeIsNoRelativeOne() {
    Stored stored = dataset(3000);
    String storage = hub.storageEndpoint().replace("http:", "");
    hub.script(
        "HEAD",
        FILE,
        status(
            302,
            "Location",
            storage + "/blob/" + stored.etag() + "?x",
            "X-Repo-Commit",
            StubHub.COMMIT,
            "X-Linked-Etag",
            stored.etag(),
            "X-Linked-Size",
            "3000"));
    hub.script("GET", FILE, status(302, "Location", storage + "/blob/" + stored.etag() + "?x"));

    assertThat(client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE))
        .hasBinaryContent(stored.bytes());
    assertThat(hub.requests())
        .filteredOn(Request::storage)
        .singleElement()
        .satisfies(request -> assertThat(request.authorization()).isEqualTo("null"));
  }

  @Test
  void mirrorThatRedirectsToTheHubIsFollowedWithoutTheToken() {
    hub.repository("datasets/" + DATASET).file(FILE, "small");
    Stored stored = new Stored("small".getBytes(UTF_8), false);
    String there = hub.storageEndpoint() + "/blob/" + stored.etag() + "?commit=" + StubHub.COMMIT;
    hub.script("HEAD", FILE, status(302, "Location", there));
    hub.script("GET", FILE, status(302, "Location", there));

    assertThat(client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE)).hasContent("small");
    assertThat(hub.requests())
        .filteredOn(Request::storage)
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("null"));
  }

  @Test
  void unknownRepositoryIsAnErrorInWords() {
    assertFailure(
        () -> client().fetchDataset("no/such", FILE),
        Reason.REPOSITORY_NOT_FOUND,
        "dataset no/such at revision 'main', file 'germanrag.jsonl': "
            + hub.endpoint()
            + " has no such dataset, or it is private (HTTP 401); no token was sent. Check the id,"
            + " and that it is a dataset; for a private one set HF_TOKEN to a token that may read"
            + " it.");
    assertFailure(
        () -> client().fetchModel("no/such"),
        Reason.REPOSITORY_NOT_FOUND,
        "model no/such at revision 'main': "
            + hub.endpoint()
            + " has no such model, or it is private (HTTP 401); no token was sent. Check the id,"
            + " and that it is a model; for a private one set HF_TOKEN to a token that may read"
            + " it.");
    assertThat(waits).isEmpty();
  }

  @Test
  void unauthorizedWithoutACodeMeansTheSame() {
    hub.script("HEAD", FILE, status(401));

    assertFailure(
        () -> client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE),
        Reason.REPOSITORY_NOT_FOUND,
        place()
            + hub.endpoint()
            + " has no such dataset, or it is private (HTTP 401); a token was sent. Check the id,"
            + " and that it is a dataset; for a private one set HF_TOKEN to a token that may read"
            + " it.");
  }

  @Test
  void unknownRevisionIsAnErrorInWords() {
    dataset(10);

    assertFailure(
        () -> client().revision("v9").fetchDataset(DATASET, FILE),
        Reason.REVISION_NOT_FOUND,
        place("v9")
            + "the repository has no such revision (HTTP 404). Use a branch, a tag or a commit that"
            + " "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag lists.");
  }

  @Test
  void unknownFileIsAnErrorInWords() {
    dataset(10);

    assertFailure(
        () -> client().fetchDataset(DATASET, "other.jsonl"),
        Reason.FILE_NOT_FOUND,
        "dataset DiscoResearch/germanrag at revision 'main', file 'other.jsonl': the repository has"
            + " no such file at that revision (HTTP 404). Its files are listed at "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag/tree/main.");
  }

  @Test
  void gatedRepositoryIsAnErrorThatSaysHowToGetIn() {
    dataset(10);
    hub.repository("datasets/" + DATASET).closed("GatedRepo", "hf_other");

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.GATED,
        place()
            + "the repository is gated (HTTP 401); no token was sent. Log in, accept its conditions"
            + " at "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag, and set HF_TOKEN to a token of that account.");
    assertFailure(
        () -> client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE),
        Reason.GATED,
        place()
            + "the repository is gated (HTTP 403); a token was sent. Log in, accept its conditions"
            + " at "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag, and set HF_TOKEN to a token of that account.");
  }

  @Test
  void refusedTokenIsAnErrorThatDoesNotShowIt() {
    hub.script(
        "HEAD",
        FILE,
        status(
            401,
            "X-Error-Message",
            "Invalid credentials in Authorization header: Bearer " + TOKEN));

    assertFailure(
        () -> client("HF_TOKEN", TOKEN).fetchDataset(DATASET, FILE),
        Reason.ACCESS_DENIED,
        place()
            + "access was refused (HTTP 401), \"Invalid credentials in Authorization header: Bearer"
            + " (token)\"; a token was sent. Set HF_TOKEN to a valid token that may read "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag, made at "
            + hub.endpoint()
            + "/settings/tokens; a public repository needs none.");
  }

  @Test
  void forbiddenIsAnErrorInWords() {
    hub.script(
        "HEAD", FILE, status(403, "X-Error-Message", "Access to this resource is disabled."));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.ACCESS_DENIED,
        place()
            + "access was refused (HTTP 403), \"Access to this resource is disabled.\"; no token"
            + " was sent. Set HF_TOKEN to a valid token that may read "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag, made at "
            + hub.endpoint()
            + "/settings/tokens; a public repository needs none.");
  }

  @Test
  void notFoundWithoutACodeIsNoAnswerOfAHub() {
    hub.script("HEAD", FILE, status(404));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place()
            + "expected an answer of a Hugging Face Hub from "
            + hub.endpoint()
            + ", got HTTP 404. Check HF_ENDPOINT, and whether a proxy or a login page answers"
            + " instead.");
  }

  @Test
  void endlessRedirectsAreAnError() {
    hub.script(
        "HEAD",
        FILE,
        Collections.nCopies(
                20, status(307, "Location", "/datasets/a/b/resolve/main/germanrag.jsonl"))
            .toArray(StubHub.Answer[]::new));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place()
            + "expected an answer of a Hugging Face Hub from "
            + hub.endpoint()
            + ", got more than 10 redirects in a row. Check HF_ENDPOINT, and whether a proxy or a"
            + " login page answers instead.");
    assertThat(hub.requests()).hasSize(11);
  }

  @Test
  void tokenStandsInNoTextAndNoStackTrace() {
    HuggingFaceHub client = client("HF_TOKEN", TOKEN);
    hub.script("HEAD", FILE, status(302, "Location", "ftp://x/" + TOKEN));
    hub.script("HEAD", "other", status(200, "X-Repo-Commit", TOKEN));

    assertThat(client.toString())
        .isEqualTo(
            "HuggingFaceHub["
                + hub.endpoint()
                + ", revision main, with a token, cache "
                + home.resolve("hub")
                + "]");
    for (String file : new String[] {FILE, "other"}) {
      assertThatThrownBy(
              () -> {
                var unused = client.fetchDataset(DATASET, file);
              })
          .isInstanceOf(HuggingFaceHubException.class)
          .satisfies(
              failure -> {
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertThat(trace.toString()).doesNotContain("SECRET");
              });
    }
    assertThatThrownBy(() -> client.token("hf_SECRET with space"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The Hugging Face token is empty, or holds a space or a character outside ASCII (the"
                + " token is not shown). Copy it again from the Hub's page 'Access Tokens'.");
  }

  @Test
  void signaturesOfStorageAddressesStandInNoMessage() {
    Stored stored = dataset(10);
    hub.script(
        "GET", stored.etag(), Collections.nCopies(6, status(500)).toArray(StubHub.Answer[]::new));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.SERVER_ERROR,
        place(StubHub.COMMIT)
            + hub.storageEndpoint()
            + "/blob/"
            + stored.etag()
            + " answered HTTP 500 (6 attempts). Try again later.");
  }
}
