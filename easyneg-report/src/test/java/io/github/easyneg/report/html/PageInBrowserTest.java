package io.github.easyneg.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.easyneg.fixtures.Chromium;
import io.github.easyneg.fixtures.Chromium.Visit;
import io.github.easyneg.report.MiningReport;
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
class PageInBrowserTest {
  /** A chart is drawn if its canvas has so many pixels that are not see-through. */
  private static final int INK = 2000;

  private static final String MISSING =
      "no Chromium on the PATH: the report page was not looked at; install it (Debian: chromium),"
          + " or name it with -Deasyneg.chromium=FILE.";

  private static final String CHARTS =
      """
      Array.from(document.querySelectorAll('canvas'), canvas => {
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let ink = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) ink++;
        const box = canvas.getBoundingClientRect();
        return { width: box.width, height: box.height, ink, words: canvas.getAttribute('aria-label') };
      })
      """;

  @TempDir private static Path folder = Path.of("");

  private static Optional<Chromium> browser = Optional.empty();

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = Chromium.startIfThere(folder.resolve("profile"), MISSING);
  }

  /** Each test is skipped by itself, so that it is counted. */
  @BeforeEach
  void requireBrowser() {
    Assumptions.assumeTrue(browser.isPresent(), MISSING);
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 768, 360, 320})
  void chartsAreDrawnAndThePageFitsTheWindow(int width) throws Exception {
    Visit visit = visit("usual", Reports.usual(folder.resolve("train.jsonl")), width);

    JsonNode charts = visit.evaluate(CHARTS);
    assertThat(charts).hasSize(3);
    for (JsonNode chart : charts) {
      assertThat(chart.path("ink").asInt()).as("%s", chart).isGreaterThan(INK);
      assertThat(chart.path("width").asInt()).as("%s", chart).isBetween(width / 2, width);
      assertThat(chart.path("height").asInt()).as("%s", chart).isGreaterThan(150);
      assertThat(chart.path("words").asText()).isNotBlank();
    }
    assertThat(visit.evaluate("innerWidth").asInt()).isEqualTo(width);
    assertFits(visit);
    assertQuiet(visit);
    leavePicture(visit, "usual-" + width);
  }

  @Test
  void chartsAreDrawnAlsoWhereTheBrowserSpeaksNoLanguage() throws Exception {
    Path page = folder.resolve("posix.html");
    HtmlReport.write(Reports.usual(folder.resolve("train.jsonl")), page);

    Visit visit =
        browser
            .orElseThrow()
            .visit(
                page,
                1200,
                800,
                "Object.defineProperty(Navigator.prototype, 'language',"
                    + " { get: () => 'en-US@posix' })");

    assertThat(visit.evaluate(CHARTS)).hasSize(3);
    assertQuiet(visit);
  }

  @Test
  void aPageFollowsTheWindowsWidth() throws Exception {
    Visit visit = visit("usual", Reports.usual(folder.resolve("train.jsonl")), 1200);

    visit.resize(360, 800);

    assertFits(visit);
    assertThat(visit.evaluate(CHARTS))
        .allSatisfy(c -> assertThat(c.path("ink").asInt()).isPositive());
    assertQuiet(visit);
  }

  @Test
  void aPageFollowsTheBrowsersScheme() throws Exception {
    Visit visit = visit("usual", Reports.usual(folder.resolve("train.jsonl")), 1200);
    String colour = "getComputedStyle(document.body).backgroundColor";
    String axis = "document.querySelector('canvas').toDataURL()";
    String light = visit.evaluate(colour).asText();
    String drawnLight = visit.evaluate(axis).asText();

    visit.prefer("dark");

    assertThat(visit.evaluate(colour).asText()).isNotEqualTo(light);
    assertThat(visit.evaluate(axis).asText()).isNotEqualTo(drawnLight);
    assertThat(visit.evaluate(CHARTS)).hasSize(3);
    assertQuiet(visit);
    leavePicture(visit, "usual-dark");
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 360})
  void textsAreNeverMarkup(int width) throws Exception {
    Visit visit = visit("hostile", Reports.hostile(), width);

    assertThat(visit.evaluate("typeof hacked").asText()).isEqualTo("undefined");
    assertThat(visit.evaluate("document.images.length").asInt()).isZero();
    assertThat(visit.evaluate("document.scripts.length").asInt()).isEqualTo(3);
    assertThat(visit.evaluate("document.title").asText())
        .isEqualTo("Mining report: " + Reports.HOSTILE);
    assertThat(visit.evaluate("document.getElementById('subject').textContent").asText())
        .startsWith(Reports.HOSTILE);
    assertThat(visit.evaluate("document.querySelector('#examples summary').textContent").asText())
        .endsWith("?" + Reports.HOSTILE);
    assertThat(visit.evaluate("document.getElementById('settings').textContent").asText())
        .contains("refusal" + Reports.HOSTILE);
    assertFits(visit);
    assertQuiet(visit);
  }

  @Test
  void aReportWithNextToNothingIsAPageToo() throws Exception {
    Visit visit = visit("meagre", Reports.meagre(), 360);

    assertThat(visit.evaluate("document.getElementById('tokens').hidden").asBoolean()).isTrue();
    assertThat(visit.evaluate(CHARTS)).hasSize(2);
    assertThat(visit.evaluate("document.getElementById('notes').hidden").asBoolean()).isTrue();
    assertThat(visit.evaluate("document.getElementById('examples').textContent").asText())
        .contains("Row 1", "why?", "Short by 1: guards rejected the candidates.");
    assertFits(visit);
    assertQuiet(visit);
    leavePicture(visit, "meagre-360");
  }

  private static Visit visit(String name, MiningReport report, int width) throws Exception {
    Path page = folder.resolve(name + ".html");
    HtmlReport.write(report, page);
    return browser.orElseThrow().visit(page, width, 800);
  }

  private static void assertFits(Visit visit) throws Exception {
    assertThat(visit.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(visit.evaluate("document.documentElement.clientWidth").asInt());
  }

  /** Nothing on the console, and nothing asked for but the page itself. */
  private static void assertQuiet(Visit visit) {
    assertThat(visit.problems()).isEmpty();
    assertThat(visit.requests())
        .isNotEmpty()
        .allSatisfy(address -> assertThat(address).matches("(file:.*\\.html|data:,)"));
  }

  private static void leavePicture(Visit visit, String name) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "pages"));
    Files.write(pictures.resolve(name + ".png"), Base64.getDecoder().decode(visit.picture()));
  }
}
