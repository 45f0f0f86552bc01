package io.github.easyneg.internal.text;

/**
 * Words that questions begin with, folded, as parts of a pattern: what follows the number of a list
 * ({@code 1. Ist der Dom alt?}) and an ordinal number in no question ({@code 1. Weltkrieg: wann?}).
 * English <i>may</i> is none: {@code 1. May} is a day.
 */
final class Beginnings {
  /** Question words, and those behind a preposition. */
  static final String ASKING =
      "(?:(?:(?:in|an|am|auf|aus|bei|mit|von|vom|vor|nach|f\u00fcr|durch|gegen|\u00fcber|unter|um|zu|zum"
          + "|zur|seit|bis|ab|wegen|zwischen|at|on|by|to|from|for|of|with|about|under|since|until"
          + "|during|through|into|de|\u00e0|en|dans|avec|pour|par|sur|depuis|con|por|para|desde|hasta|di|da|su|per)"
          + " )?(?:wann|wem|wen|welche[rmns]?|wessen|wie|was|whom?|whose|what|which|when|where|how"
          + "|quel(?:le)?s?|qui|quoi|qu\u00e9|qui\u00e9n(?:es)?|cu\u00e1l(?:es)?|d\u00f3nde|cu\u00e1ndo"
          + "|cu\u00e1nt[oa]s?|chi|cosa|quale|quali|quando|quanti|quant[oae])"
          + "|wer|wo|warum|wieso|weshalb|wohin|woher|wozu|womit|wodurch|worin|wof\u00fcr|wovon|woran"
          + "|worauf|woraus|wobei|wor\u00fcber|worum|why|que|qu|o\u00f9|quand|comment|pourquoi|combien|quien|cual|donde|cuando|cuant[oa]s?|c[o\u00f3]mo|por"
          + " que|che|dove|come|perch[e\u00e9\u00e8])";

  private static final String GERMAN =
      "ist|sind|bin|bist|war|waren|hat|haben|hast|habe|hatten?|kann|k\u00f6nnen|kannst|konnten?"
          + "|k\u00f6nnten?|wird|werden|wurden?|w\u00fcrden?|gibt|gab|darf|d\u00fcrfen|durften?|soll|sollen"
          + "|sollten?|muss|m\u00fcssen|mussten?|m\u00fcssten?|will|wollen|wollten?|mag|m\u00f6gen|mochten?"
          + "|m\u00f6chten?|l\u00e4sst|liegt|liegen|lag|lagen|steht|stehen|kommt|kommen|heisst|geh\u00f6rt"
          + "|geh\u00f6ren|stimmt|trifft|gilt|gelten|besteht|enth\u00e4lt|existiert|existieren";

  private static final String ENGLISH =
      "(?:is|are|was|were|has|have|had|can|could|will|would|should|shall|might|must|do|does|did)"
          + "(?:n't)?|am|can't|won't";

  private static final String ROMANCE =
      "est|es-tu|sont|\u00e9tait|\u00e9taient|a-t|ont|avait|avaient|avez|peut|peuvent|pouvait|doit|doivent|faut|fut|furent|y"
          + " a|y avait|existe|existent|es|son|era|eran|fue|fueron|est\u00e1"
          + "|est\u00e1n|estaba|ha|han|hab\u00eda|hay|hubo|puede|pueden|pod\u00eda|debe|deben|tiene"
          + "|tienen|existen|\u00e8|sono|erano|fu|furono|hanno|aveva|avevano|pu\u00f2|possono|poteva|deve|devono|c'\u00e8|c'era|ci"
          + " sono|esiste|esistono|\u00e9|s\u00e3o|foi|foram|tem|h\u00e1|pode|podem|devem";

  /** All of them: question words, and verbs that questions for a yes or no begin with. */
  static final String ANY =
      "(?:" + ASKING + "|" + GERMAN + "|" + ENGLISH + "|" + ROMANCE + ")(?!\\w)";

  private Beginnings() {}
}
