package io.github.easyneg.langchain4j.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What models reply, of many makers and in many languages. */
class ReplyReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO, because the passage is about something else.",
        "**No**",
        "{\"answers\": false}",
        "```json\n{\"answers\": false}\n```",
        "Nein.",
        "{\"verdict\":\"NO\"}\n{\"verdict\":\"NO\"}",
        "{\"result\": {\"answer\": \"NO\"}}",
        "[{\"verdict\":\"NO\"}]",
        "[\"no\"]",
        "{'verdict': 'NO'}",
        "{verdict: \"no\"}",
        "{\"verdict\": \"no\",}",
        "{\"verdict\": NO}",
        "{\"contains_answer\": 0}",
        "{\"verdict\":\"NO\",\"confidence\":1}",
        "{\"reasoning\": \"Yes, it mentions Vienna, but not when.\", \"verdict\": \"NO\"}",
        "{\"verdict\":\"NO\"} Note: {see above}",
        "The set {a,b} is named.\n{\"verdict\":\"NO\"}",
        "{\"verdict\": \"NO\"",
        "NO\u200b",
        "ＮＯ",
        "否。",
        "いいえ",
        "아니요",
        "Hayır.",
        "Nej",
        "لا",
        "Ні",
        "<thinking>YES?</thinking>no",
        "[THINK]YES[/THINK]NO",
        "<|channel|>analysis<|message|>YES?<|end|><|start|>assistant<|channel|>final<|message|>NO",
        "◁think▷yes◁/think▷ NO",
        "<answer>no</answer>",
        "<verdict>No</verdict>",
        "\\boxed{NO}",
        "The answer is \\boxed{\\text{No}}.",
        "NO<|im_end|>",
        "no</s>",
        "No<|eot_id|>",
        "Answer:\nNo",
        "A: No",
        "Verdict → no",
        "Answer - no",
        "So, the answer is no.",
        "Yes/No: No",
        "YES/NO: NO",
        "Yes or no: no",
        "Ja/Nein: Nein",
        "No because it is about something else",
        "No the passage only names him",
        "Nein weil davon nichts dasteht",
        "No answer.",
        "No answer in the passage",
        "No information is given about that.",
        "1. No",
        "1) no",
        "❌ No",
        "(No)",
        "[no]",
        "N",
        "No – the passage only names the topic",
        "No; it does not.",
        "No\n\nExplanation: the passage is about bread.",
        "NO.\n\nReason: for YES it would have to name a year.",
        "\"no\"",
        "«Non»",
        "Non, le passage n'en parle pas.",
        "No, el texto no lo dice.",
        "Não.",
        "Nie.",
        "Final Verdict: **NO**",
        "### Answer\nNO",
        "Conclusion: No",
        "Fazit: Nein",
        "Das Ergebnis ist: Nein.",
        "Die Antwort ist nein.",
        "> NO",
        "- no",
        "NO!!!",
        "no...",
        "NO. Passage [1] only names him.",
        "NO [source: 1]",
        "NO [1]",
        "NO. {\"passage\": 1}",
        "{\"answer\":\"NO\",\"passage\":1}",
        "{\"answer\":\"NO\",\"passages\":[1]}",
        "{\"id\":1,\"answers\":false}",
        "{\"verdict\":\"NO\",\"confident\":true}",
        "{\"result\": {\"answer\": 0}}",
        "{\"contains_answer\": 0} The passage is about bread [1].",
        "[{\"contains_answer\": 0}]",
        "[false]",
        "<verdict>NO</verdict><reason>no year given</reason>",
        "NO <reason>it would be a YES with a year</reason>",
        "NO\n<reasoning>YES?</reasoning>\n<analysis>YES or NO</analysis>",
        "<verdict>NO</verdict>\n<reason>The passage says YES to some",
        "<think>YES or NO? YES.</think><verdict>NO</verdict><reason>no YES</reason>",
        "YES or NO? YES, then.</think>NO",
        "</think>NO",
        "</think>\n\n<verdict>NO</verdict><reason>no YES</reason>",
        "<think>a <think> tag: YES</think>NO",
        "<think>a <reason>YES</reason> tag: YES</think>NO",
        "<think>YES<think>YES</think>YES</think>NO",
        "{\"verdict\":\"NO\",\"certain\":\"yes\"}",
        "{\"answer_in_passage\": false}",
        "{\"passage_answers_question\": 0}",
        "{\"valid\": 0}",
        "{\"answers\": false, \"why\": \"a <b> tag,\n<reason>YES</reason> and a new line\"}",
        "<NO>",
        "<no/>",
        "<NO></NO>",
        "<verdict><NO></verdict>",
        "<think>YES</think><NO>",
        "<|NO|>",
        "Having read it, my answer is NO, for it names another year.",
        "The passage is about bread, so the verdict is NO because no year is given.",
        "I would say NO, since only the topic is named.",
        "Ich sage NO, denn davon steht nichts da.",
        "I have read the passage.\nNO\nIt is about bread.",
        "I have read the passage.\nNO, it is about bread.",
        "Having read the passage I go with **NO**: it is about bread.",
        "The passage is about bread. Does it answer the question: NO (no year).",
        "It is about bread, therefore NO.",
        "Gefragt ist nach dem Jahr, und das fehlt: NO"
      })
  void aNoIsRead(String reply) {
    assertThat(new ReplyReader("YES", "NO").verdict(reply)).contains(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contains_answer\": 1}",
        "はい。",
        "<answer>\nYES\n</answer>",
        "✅ Yes",
        "Y",
        "Sí, en la primera frase.",
        "Yes, there is no doubt.",
        "**Yes.** The passage states it.",
        "Y.",
        "YES, see [0].",
        "YES, see {\"passage\": 0}.",
        "{\"answer\":\"YES\",\"passage\":0}",
        "<verdict>YES</verdict><reason>NO doubt</reason>",
        "<YES>",
        "There is nothing else to say but YES",
        "Thus: YES, the year is given."
      })
  void aYesIsRead(String reply) {
    assertThat(new ReplyReader("YES", "NO").verdict(reply)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"verdict\":\"NO\"}\n{\"verdict\":\"YES\"}",
        "{\"verdict\":\"NO\"} {\"verdict\":\"YES\"}",
        "{\"verdict\":\"NO\",\"verdict\":\"YES\"}",
        "{\"verdict\":\"YES|NO\"}",
        "Yes/No?",
        "Yes or No",
        "No, wait. Yes.",
        "No one knows that",
        "No passage could",
        "I'm sorry, but I can't help with that.",
        "I cannot answer this question.",
        "",
        "null",
        "...",
        "As an AI language model, I",
        "{\"verdict\":\"unclear\",\"confidence\":1}",
        "{\"verdict\":\"unclear\",\"confident\":true}",
        "{\"confidence\":1}",
        "{\"relevance_score\": 0}",
        "{\"passageId\": 1}",
        "{\"source\": 1}",
        "{\"chunk_index\": 0}",
        "{\"answers\":[1]}",
        "[1]",
        "[Passage 1]",
        "See [1].",
        "{\"contains_answer\": 0}\n{\"contains_answer\": 1}",
        "<think>YES",
        "NO <think>or YES",
        "<reason>YES or",
        "<think>NO</think>",
        "<reason>NO</reason>",
        "<YES><NO>",
        "There is NO doubt that the passage answers the question.",
        "has NO year in the title, but the text says 1990, which is the answer",
        "Es gibt NO Zweifel, dass die Passage die Frage beantwortet.",
        "The passage has NO title, and answers the question.",
        "The passage answers the question with NO ambiguity whatsoever.",
        "The band YES released it in 1971.",
        "There is **NO** doubt that the passage answers it.",
        "The sign says \"NO\" to smokers, and the passage says when.",
        "I have NO doubt: it is there.",
        "NO doubt, the passage answers the question",
        "The answer is NO longer unknown: 1990.",
        "The answer leaves NO doubt.\nThe passage states it.",
        "Is the year in the title? NO, but the text gives it.",
        "No-one could doubt that it is there.",
        "NO-ONE could doubt that it is there."
      })
  void whatIsNeitherOrBothIsNoVerdict(String reply) {
    assertThat(new ReplyReader("YES", "NO").verdict(reply)).isEmpty();
  }

  @Test
  void aRunInAReplyIsLookedAtOnceHoweverLong() {
    // Tried from each of its signs, it would take the better part of an hour.
    for (String run : List.of(".", " ", "\n")) {
      assertThat(new ReplyReader("YES", "NO").verdict("NO" + run.repeat(400_000) + "x"))
          .isEqualTo(new ReplyReader("YES", "NO").verdict("NO" + run.repeat(40) + "x"));
    }
  }
}
