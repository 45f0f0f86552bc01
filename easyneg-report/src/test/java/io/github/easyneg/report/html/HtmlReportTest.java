package io.github.easyneg.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.RelabelledCounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @TempDir private Path folder = Path.of("");

  @Test
  void equalReportsGiveEqualPages() {
    MiningReport report = usual();

    assertThat(HtmlReport.of(report)).isEqualTo(HtmlReport.of(report));
  }

  @Test
  void theFileIsThePage() throws Exception {
    MiningReport report = usual();
    Path file = folder.resolve("report.html");

    HtmlReport.write(report, file);

    assertThat(Files.readString(file)).isEqualTo(HtmlReport.of(report));
  }

  @Test
  void newPositivesOfTheRelabelledRowsAreCounted() {
    RelabelledCounts counts = RelabelledCounts.builder().rows(1234).positives(5678).build();

    assertThat(HtmlReport.of(usual().toBuilder().relabelled(counts).build()))
        .contains("[\"new positives in the relabelled rows\",\"5,678 in 1,234 rows\"]");
    assertThat(HtmlReport.of(usual())).doesNotContain("new positives");
  }

  @Test
  void aPartThatTheBuildDidNotCopyIsNamed() {
    assertThatThrownBy(() -> Page.resource("uplot/none.js"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "easyneg-report's jar lacks uplot/none.js; build the module with Maven, which copies it"
                + " there.");
  }

  @Test
  void thePageNamesNoAddressToLoadFrom() {
    assertThat(HtmlReport.of(usual()))
        .doesNotContain("src=\"", "@import", "url(")
        .containsOnlyOnce("<link ")
        .contains("<link rel=\"icon\" href=\"data:,\">");
  }

  @Test
  void theChartLibraryComesWithItsLicence() {
    assertThat(HtmlReport.of(usual()))
        .contains(
            "The MIT License (MIT)",
            "Copyright (c) 2022 Leon Sorokin",
            "The above copyright notice and this permission notice shall be included",
            "https://github.com/leeoniya/uPlot (v1.6.30)");
  }

  @Test
  void eachProgramAndStyleIsNamedByItsHashInThePolicy() throws Exception {
    String page = HtmlReport.of(usual());
    String policy = groups(page, "Content-Security-Policy\" content=\"([^\"]*)\"").get(0);

    List<String> inlined = groups(page, "<(?:style|script)>(.*?)</(?:style|script)>");
    assertThat(inlined).hasSize(4);
    for (String text : inlined) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
    assertThat(policy).startsWith("default-src 'none';").doesNotContain("unsafe");
  }

  @Test
  void noCharacterOfTheDataMeansAnythingToHtml() throws Exception {
    String page = HtmlReport.of(Reports.hostile());

    String json = groups(page, DATA.pattern()).get(0);
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode data = new ObjectMapper().readTree(json);
    assertThat(data.path("dataset").asText()).isEqualTo(Reports.HOSTILE);
    assertThat(data.path("examples").path(0).path("question").asText()).endsWith(Reports.HOSTILE);
    assertThat(page).doesNotContain("<img");
    // Of the page, not of the texts: the data, the library, the program.
    assertThat(groups(page, "(<script)")).hasSize(3);
  }

  @Test
  void everyPlaceOfTheTemplateIsFilled() {
    assertThat(HtmlReport.of(usual()))
        .doesNotContain("@policy@", "@library", "@style@", "@program@", "@data@");
  }

  @Test
  void theKeyFiguresAreThoseOfTheReport() throws Exception {
    MiningReport report = usual();

    JsonNode figures =
        new ObjectMapper()
            .readTree(groups(HtmlReport.of(report), DATA.pattern()).get(0))
            .path("figures");
    assertThat(figures.findValuesAsText("name"))
        .containsExactly("Rows", "Negatives mined", "Refusals", "Short rows", "Truncated texts");
    assertThat(figures.findValuesAsText("value"))
        .containsExactly("240", "720", "84.2 %", "0", "" + report.embeddings().truncated());
    assertThat(figures.findValuesAsText("note"))
        .containsExactly(
            "180 with a positive",
            "of 720 wanted",
            "of 1,140 lines",
            "0.0 % of the rows",
            "longest: %d tokens".formatted(report.embeddings().longestTokens()));
    assertThat(figures.findValuesAsText("warning"))
        .containsExactly("false", "false", "false", "false", "true");
  }

  private MiningReport usual() {
    return Reports.usual(folder.resolve("train.jsonl"));
  }

  private static List<String> groups(String text, String pattern) {
    List<String> found = new ArrayList<>();
    for (MatchResult match :
        Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results().toList()) {
      found.add(match.group(1));
    }
    return found;
  }
}
