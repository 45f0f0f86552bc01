package io.github.easyneg.langchain4j.internal.guard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a verdict in what models really reply: the word alone, the word and a reason, {@code
 * Answer: NO}, JSON, the word in the passage's language, each after a block of reasoning, inside
 * tags, or with emphasis. A reply that holds both verdicts, or neither, is none; and a word in
 * capitals in the middle of a sentence, as in "there is NO doubt", is no verdict.
 */
final class ReplyReader {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String EXPLANATION = "(?:reasoning|reason|analysis)";
  private static final String THOUGHT =
      "(?:think|thinking|thought|thoughts|scratchpad|seed:think|" + EXPLANATION + ")";
  private static final String OPENING = "<" + THOUGHT + ">|\\[THINK\\]|\u25c1think\u25b7";
  private static final String CLOSING =
      "</" + THOUGHT + ">|\\[/THINK\\]|\u25c1/think\u25b7|<\\|channel\\|>final<\\|message\\|>";

  /** Where a block of reasoning begins or ends. */
  private static final Pattern MARK =
      Pattern.compile("(?<opening>" + OPENING + ")|" + CLOSING, FLAGS);

  /** What a model writes behind a verdict, and what may be truncated without harm there. */
  private static final Pattern EXPLAINING = Pattern.compile("<" + EXPLANATION + ">", FLAGS);

  /** Marks of a chat's turns, and tags around a reply. */
  private static final Pattern TAGS =
      Pattern.compile("<\\|([^<>|]{1,40})\\|>|<(/?)([a-z][a-z0-9_]{0,30}) ?/?>", FLAGS);

  private static final Pattern BOXED =
      Pattern.compile("\\\\boxed\\{(?:\\\\text\\{)?([^{}]{1,40})\\}{1,2}");

  private static final String BEHIND = "[\\s\\p{Cf}\"'“”„«»*`_.!。！]";

  /** What is around a reply; each run behind it is looked at once, however long it is. */
  private static final Pattern DECORATION =
      Pattern.compile(
          "^[\\s\\p{Cf}\"'“”„«»*`_#>\\-]+|(?:(?<!" + BEHIND + ")|\\G)" + BEHIND + "++$");

  /** What is before a verdict: the number of a list, a bracket, an arrow, a cross. */
  private static final Pattern BEFORE = Pattern.compile("^(?:\\d{1,2}[.)])?[^\\p{L}\\p{N}{]+");

  private static final Pattern LABEL =
      Pattern.compile(
          "^(?:so,? |thus,? |therefore,? |hence,? |also )?(?:the |my |die |das )?(?:final |correct"
              + " )?(?:answer|verdict|reply|response|result|decision|judgement|judgment|conclusion"
              + "|antwort|urteil|ergebnis|entscheidung|fazit|réponse|respuesta|risposta|a)"
              + "\\W*(?:ist|is|lautet|est|es|:|=|->|\u2192|-|\u2013)[\\s\"'*`:]*",
          FLAGS);

  /** The choice itself, which is repeated before it is made: {@code YES/NO: NO}. */
  private static final Pattern CHOICE =
      Pattern.compile("(?:yes|ja)\\W{0,2}(?:/|or|oder|\\|)\\W{0,2}(?:no|nein)\\W*", FLAGS);

  /** What may follow a verdict without a comma. */
  private static final String GO_ON =
      "(?:because|since|as|the|this|that|it|there|weil|da|denn|die|der|das|dieser|es|car|parce|porque)";

  /** What ends a verdict; {@code NO-ONE} and {@code NO/YES} are none. */
  private static final String END =
      "(?:$|[^\\p{L}\\p{N}\\s/|-]|-(?!\\p{L})|\\s+[^\\p{L}\\s/|]|\\s+" + GO_ON + "\\b)";

  private static final Pattern FIRST_WORD = Pattern.compile("^(\\p{L}+)" + END, FLAGS);

  /** What a word in capitals that is a verdict follows, where it does not begin a line. */
  private static final String SAID =
      "(?:(?:answer|verdict|reply|response|result|decision|judgement|judgment|conclusion|question"
          + "|antwort|urteil|ergebnis|entscheidung|fazit|frage)\\W{1,4}(?:(?:is|would be|must"
          + " be|ist|lautet|wäre)\\W{1,4})?|\\b(?:i|i'd|i’d|i'll|i’ll|would|will|must)"
          + " (?:say|answer|reply|respond|conclude|choose|go with)\\W{1,4}|\\b(?:ich"
          + " (?:sage|antworte)|(?:sage|antworte) ich)\\W{1,4}"
          + "|\\b(?:so|thus|hence|therefore|also|daher|deshalb)\\W{1,4})";

  private static final Pattern NO_ANSWER =
      Pattern.compile(
          "^no (?:relevant |such |clear |direct )?(?:answer|information|mention)\\b", FLAGS);
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?\u2026\u3002])\\s+");

  private static final Set<String> YES =
      Set.of(
          "YES", "JA", "OUI", "SÍ", "SÌ", "SIM", "TAK", "ДА", "TRUE", "是", "Y", "J", "是的", "はい",
          "예", "네", "EVET", "ΝΑΙ", "KYLLÄ", "ANO", "IGEN", "ТАК", "نعم", "हाँ", "ใช่", "CÓ", "כן");
  private static final Set<String> NO =
      Set.of(
          "NO", "NEIN", "NON", "NEE", "NÃO", "NIE", "НЕТ", "FALSE", "否", "N", "不是", "不", "没有",
          "いいえ", "아니요", "아니오", "HAYIR", "ÓCHI", "ΟΧΙ", "ΌΧΙ", "EI", "NE", "NEM", "NU", "NEJ", "NEI",
          "НІ", "لا", "नहीं", "ไม่", "ไม่ใช่", "KHÔNG", "לא");

  private final String yes;
  private final String no;

  ReplyReader(String yes, String no) {
    this.yes = bare(yes);
    this.no = bare(no);
  }

  /** Returns a word without quotation marks, emphasis and case. */
  static String bare(String word) {
    String form = Normalizer.normalize(word, Normalizer.Form.NFKC);
    return DECORATION.matcher(form).replaceAll("").toUpperCase(Locale.ROOT);
  }

  /** Returns the verdict; nothing if it cannot be told. */
  Optional<Boolean> verdict(String reply) {
    Optional<String> said = withoutReasoning(reply);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    String plain = withoutTags(said.get()).strip();
    JsonVerdict json = JsonVerdict.in(plain, this::word);
    return word(plain)
        .or(json::said)
        .or(() -> boxed(plain))
        .or(() -> inText(plain))
        .or(json::figure);
  }

  /**
   * Leaves out blocks of reasoning, wherever they stand, and what is before the end of one that has
   * no beginning; nothing if the reply is truncated in the middle of one.
   */
  private static Optional<String> withoutReasoning(String reply) {
    StringBuilder said = new StringBuilder();
    Matcher mark = MARK.matcher(reply);
    String opened = "";
    int from = 0;
    while (mark.find()) {
      boolean opening = mark.group("opening") != null;
      if (!opened.isEmpty() && opening) {
        continue; // reasoning that speaks of its mark
      }
      if (opening) {
        said.append(reply, from, mark.start()).append('\n');
        opened = mark.group();
      } else {
        if (opened.isEmpty()) {
          said.setLength(0);
        }
        opened = "";
      }
      from = mark.end();
    }
    if (opened.isEmpty()) {
      said.append(reply, from, reply.length());
    }
    return opened.isEmpty() || EXPLAINING.matcher(opened).matches()
        ? Optional.of(said.toString())
        : Optional.empty();
  }

  /** Puts each tag on a line of its own, a blank one unless the tag is the verdict. */
  private String withoutTags(String text) {
    return TAGS.matcher(text)
        .replaceAll(
            tag -> {
              String name = tag.group(1) == null ? tag.group(3) : tag.group(1);
              boolean isVerdict = !"/".equals(tag.group(2)) && word(name).isPresent();
              return isVerdict ? "\n" + Matcher.quoteReplacement(name) + "\n" : "\n";
            });
  }

  private Optional<Boolean> word(String text) {
    String word = bare(text);
    if (word.equals(yes)) {
      return Optional.of(true);
    }
    if (word.equals(no)) {
      return Optional.of(false);
    }
    return YES.contains(word)
        ? Optional.of(true)
        : NO.contains(word) ? Optional.of(false) : Optional.empty();
  }

  private Optional<Boolean> boxed(String text) {
    List<Boolean> found = new ArrayList<>();
    Matcher boxed = BOXED.matcher(text);
    while (boxed.find()) {
      word(boxed.group(1)).ifPresent(found::add);
    }
    return JsonVerdict.one(found);
  }

  /** Reads the word at the beginning, behind a label, or alone at the end. */
  private Optional<Boolean> inText(String reply) {
    String text = CHOICE.matcher(reply).replaceFirst("");
    List<String> lines = text.strip().lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<Boolean> found = new ArrayList<>();
    beginning(lines.get(0)).ifPresent(found::add);
    for (String line : lines) {
      Matcher label = LABEL.matcher(DECORATION.matcher(line).replaceFirst(""));
      if (label.lookingAt()) {
        beginning(line.substring(line.indexOf(label.group()) + label.end())).ifPresent(found::add);
      }
    }
    String last = lines.get(lines.size() - 1);
    word(last).ifPresent(found::add);
    String[] sentences = SENTENCE.split(last, -1);
    word(sentences[sentences.length - 1]).ifPresent(found::add);
    // Both words in capitals: the model repeated the choice instead of choosing.
    boolean saysYes = stands(yes, text);
    boolean saysNo = stands(no, text);
    if (found.isEmpty() && saysYes != saysNo && standsOut(saysYes ? yes : no, text)) {
      found.add(saysYes);
    }
    return found.stream().distinct().count() == 1 && !(saysYes && saysNo && lines.size() == 1)
        ? Optional.of(found.get(0))
        : Optional.empty();
  }

  /** Reads the first word, where something ends it: {@code NO, because}, but not {@code NO ONE}. */
  private Optional<Boolean> beginning(String line) {
    String bare = BEFORE.matcher(DECORATION.matcher(line).replaceAll("")).replaceFirst("");
    if (NO_ANSWER.matcher(bare).find()) {
      return Optional.of(false);
    }
    Matcher first = FIRST_WORD.matcher(bare);
    return first.find() && first.group(1).length() > 1 ? word(first.group(1)) : Optional.empty();
  }

  private static boolean stands(String word, String text) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
            Pattern.UNICODE_CHARACTER_CLASS)
        .matcher(text)
        .find();
  }

  /**
   * Tells whether a word in capitals is more than one word of a sentence: it begins a line and
   * something ends it, follows what announces it, is emphasised, or is the last of all.
   */
  private static boolean standsOut(String word, String text) {
    String quoted = Pattern.quote(word);
    return Pattern.compile(
            "^[^\\p{L}\\p{N}\\n]{0,6}"
                + quoted
                + END
                + "|(?i:"
                + SAID
                + ")"
                + quoted
                + END
                + "|(?:\\*\\*|__|`)"
                + quoted
                + "(?:\\*\\*|__|`)"
                + END
                + "|(?<![\\p{L}\\p{N}])"
                + quoted
                + "[^\\p{L}\\p{N}]*+\\z",
            Pattern.MULTILINE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }
}
