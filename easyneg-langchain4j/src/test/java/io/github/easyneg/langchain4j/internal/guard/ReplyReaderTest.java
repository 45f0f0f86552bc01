package io.github.easyneg.langchain4j.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

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
        "no..."
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
        "Y."
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
        "As an AI language model, I"
      })
  void whatIsNeitherOrBothIsNoVerdict(String reply) {
    assertThat(new ReplyReader("YES", "NO").verdict(reply)).isEmpty();
  }
}
