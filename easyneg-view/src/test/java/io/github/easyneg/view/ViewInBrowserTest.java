package io.github.easyneg.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixtures.Chromium;
import io.github.easyneg.fixtures.Chromium.Visit;
import io.github.easyneg.mine.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page as a browser shows it. Needs Chromium on the PATH, or at {@code
 * -Deasyneg.chromium=FILE}; without it the tests are skipped, or fail with {@code
 * -Deasyneg.chromium.required=true}. Pictures of the pages are left in {@code target/pages}.
 */
class ViewInBrowserTest {
  private static final String MISSING =
      "no Chromium on the PATH: the view was not looked at; install it (Debian: chromium), or name"
          + " it with -Deasyneg.chromium=FILE.";

  /** Kept once the first rows are there. */
  private static final String LOADED =
      """
      new Promise(done => {
        const look = () => document.querySelector('article, .error') ? done(true) : setTimeout(look, 20);
        look();
      })
      """;

  @TempDir private static Path folder = Path.of("");

  private static Optional<Chromium> browser = Optional.empty();

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = Chromium.startIfThere(folder.resolve("profile"), MISSING);
  }

  @AfterAll
  static void stopBrowser() throws IOException {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  @BeforeEach
  void requireBrowser() {
    Assumptions.assumeTrue(browser.isPresent(), MISSING);
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  void thePageFitsAndLeavesNothingOnTheConsole(int width, @TempDir Path data) throws Exception {
    try (ViewServer server = AuditView.of(Audits.small(data)).serve()) {
      Visit visit = open(server, width);
      assertThat(visit.problems()).isEmpty();
      assertThat(visit.requests())
          .allMatch(
              address ->
                  address.startsWith(server.address().toString()) || address.equals("data:,"));
      assertThat(visit.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      assertThat(visit.evaluate("document.querySelectorAll('article').length").asInt())
          .isEqualTo(3);
      save(visit, "view-" + width);
      visit.prefer("dark");
      save(visit, "view-dark-" + width);
    }
  }

  @Test
  void textsAreShownAsCharacters(@TempDir Path data) throws Exception {
    try (ViewServer server = AuditView.of(Audits.small(data)).serve()) {
      Visit visit = open(server, 1200);
      assertThat(visit.evaluate("document.querySelector('article h3').textContent").asText())
          .isEqualTo("Wann war das? " + Audits.MARKUP);
      assertThat(
              visit
                  .evaluate("document.querySelectorAll('article img, article script').length")
                  .asInt())
          .isZero();
    }
  }

  @Test
  void theKeyboardAloneIsEnough(@TempDir Path data) throws Exception {
    try (ViewServer server = AuditView.of(Audits.small(data)).serve()) {
      Visit visit = open(server, 1200);
      visit.press("j");
      visit.press("2");
      await(visit, "document.querySelector('.negative.here button[aria-pressed=true]') !== null");
      Path marks = data.resolve("audit.jsonl.marks.jsonl");
      assertThat(Marks.read(marks).of("Wann war das? " + Audits.MARKUP, "aa"))
          .contains(Marks.Verdict.TOO_EASY);
      visit.press("k");
      visit.press("1");
      await(
          visit,
          "document.querySelector('.negative.here button.answers[aria-pressed=true]') !== null");
      assertThat(Marks.read(marks).of("Wann war das? " + Audits.MARKUP, "bb"))
          .contains(Marks.Verdict.ANSWERS);
      visit.press("/");
      assertThat(visit.evaluate("document.activeElement.type").asText()).isEqualTo("search");
    }
  }

  @Test
  void aBarFiltersAndASecondClickLetsAllBackIn(@TempDir Path data) throws Exception {
    try (ViewServer server = AuditView.of(Audits.large(data, 2000)).serve()) {
      Visit visit = open(server, 1200);
      String click =
          "document.querySelector('aside section svg .hit:nth-last-of-type(1)').dispatchEvent(new"
              + " MouseEvent('click', {bubbles: true}))";
      visit.evaluate(click);
      await(visit, "document.querySelector('nav span').textContent.includes('of 5,')");
      assertThat(visit.evaluate("document.querySelector('nav span').textContent").asText())
          .isEqualTo("Page 1 of 5, 100 rows");
      visit.evaluate(click);
      await(visit, "document.querySelector('nav span').textContent.includes('of 100,')");
      visit.press("n");
      await(visit, "document.querySelector('nav span').textContent.startsWith('Page 2 ')");
    }
  }

  private static Visit open(ViewServer server, int width) throws InterruptedException {
    Visit visit = browser.orElseThrow().visit(server.address(), width, 900, "");
    await(visit, LOADED);
    return visit;
  }

  private static void await(Visit visit, String condition) throws InterruptedException {
    String promise =
        condition.strip().startsWith("new Promise")
            ? condition
            : "new Promise((done, fail) => { const end = Date.now() + 60000; const look = () => "
                + condition
                + " ? done(true) : Date.now() > end ? fail(new Error('never')) : setTimeout(look,"
                + " 20); look(); })";
    assertThat(visit.evaluate(promise).asBoolean()).isTrue();
  }

  private static void save(Visit visit, String name) throws Exception {
    Path pages = Files.createDirectories(Path.of("target/pages"));
    Files.write(pages.resolve(name + ".png"), Base64.getDecoder().decode(visit.picture()));
  }
}
