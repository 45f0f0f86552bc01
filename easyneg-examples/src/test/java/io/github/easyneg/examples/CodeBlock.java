package io.github.easyneg.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown page.
 *
 * @param place page and line, for messages
 * @param language what stands behind the opening fence
 * @param note the text of an HTML comment on the line before it, if there is one
 * @param code its lines
 */
record CodeBlock(String place, String language, Optional<String> note, String code) {
  private static final Pattern NOTE = Pattern.compile("<!-- (.*) -->");

  static List<CodeBlock> of(Path page) {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = Repository.read(page).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        Matcher note = NOTE.matcher(i == 0 ? "" : lines.get(i - 1));
        blocks.add(
            new CodeBlock(
                Repository.ROOT.relativize(page) + ":" + (i + 1),
                lines.get(i).substring(3),
                note.matches() ? Optional.of(note.group(1)) : Optional.empty(),
                String.join("\n", lines.subList(i + 1, end))));
        i = end;
      }
    }
    return blocks;
  }
}
