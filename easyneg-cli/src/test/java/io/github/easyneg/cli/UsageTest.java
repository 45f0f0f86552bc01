package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -k 0                              | -k is 0; use 1 or more.
          -k three                          | -k is 'three'; use a whole number.
          --threads 0                       | --threads is 0; use 1 or more.
          --threads -1                      | --threads is -1; use 1 or more.
          --seed 1.5                        | --seed is '1.5'; use a whole number.
          --pool eesy                       | --pool: unknown pool 'eesy'; choose one of easy, semi-hard, hard, all, nearest:20, ranks:10-210, quantiles:0.3-0.95, similarity:-0.1-0.4.
          --pool nearest                    | --pool: unknown pool 'nearest'; choose one of easy, semi-hard, hard, all, nearest:20, ranks:10-210, quantiles:0.3-0.95, similarity:-0.1-0.4.
          --pool quantiles:0.3-1.2          | --pool quantiles:0.3-1.2: cosineQuantile is [0.3, 1.2]; quantiles lie between 0 and 1.
          --pool quantiles:0.9-0.3          | --pool quantiles:0.9-0.3: a band from 0.9 to 0.3 is empty; give the lower end first.
          --pool ranks:5-5                  | --pool ranks:5-5: ranks from 5 to 5 are empty; use 0 <= from < to.
          --pool similarity:-2-0            | --pool similarity:-2-0: cosine is [-2.0, 0.0]; cosines lie between -1 and 1.
          --pool easy,words:0.3-1.2         | --pool easy,words:0.3-1.2: lexicalQuantile is [0.3, 1.2]; quantiles lie between 0 and 1.
          --pool easy,words:0.9-0.3         | --pool easy,words:0.9-0.3: a band from 0.9 to 0.3 is empty; give the lower end first.
          --pool easy,margin:-1             | --pool easy,margin:-1: margins are absolute=-1.0, relative=0.0; use 0 or more.
          --pool semi-hard,relative-margin:-1 | --pool semi-hard,relative-margin:-1: margins are absolute=0.0, relative=-1.0; use 0 or more.
          --pool easy,margin:0.1,margin:0.2 | --pool easy,margin:0.1,margin:0.2 names margin twice; name it once.
          --pool easy,words                 | --pool easy,words: unknown bound 'words'; use words:0-0.95, margin:0.05 or relative-margin:0.05.
          --pool easy,                      | --pool easy,: unknown bound ''; use words:0-0.95, margin:0.05 or relative-margin:0.05.
          --pool 1xeasy+1xhard,margin:wide  | --pool hard,margin:wide: unknown bound 'margin:wide'; use words:0-0.95, margin:0.05 or relative-margin:0.05.
          --pool nearest:20,words:0-0.9     | --pool nearest:20,words:0-0.9: a pool by rank has no band of words; leave out words:0-0.9, or take quantiles:0.3-0.95.
          --pool words:0-0.9                | --pool: unknown pool 'words:0-0.9'; choose one of easy, semi-hard, hard, all, nearest:20, ranks:10-210, quantiles:0.3-0.95, similarity:-0.1-0.4.
          -k 21 --pool nearest:20,margin:0.1 | -k 21 exceeds --pool nearest:20,margin:0.1: a row can have at most 20 candidates. Take a wider pool, or lower -k.
          --pool 0xeasy                     | --pool 0xeasy takes 0 negatives from 'easy'; write 1 or more, or leave that pool out.
          --frequency-exponent NaN          | --frequency-exponent is NaN; use a finite number, 0 for no preference.
          --guard margin:-1                 | --guard margin:-1: margin is -1.0; use 0 or more.
          --guard answer-bearing:7          | --guard answer-bearing:7: commonAt is 7.0; use a share in [0, 1].
          --guard same-title --guard same-title | --guard names same-title twice; name it once.
          --no-guard answer-bearing --no-guard answer-bearing | --no-guard names answer-bearing twice; name it once.
          --format raft:2                   | raft's share of rows without their positive is 2.0; give a number from 0 to 1, such as raft:0.2.
          --format raft:x                   | raft's share of rows without their positive is "x"; give a number from 0 to 1, such as raft:0.2.
          --format ntuple:0                 | ntuple has 0 negatives; give a number from 1, such as ntuple:3.
          --format ntuple:x                 | ntuple has "x" negatives; give a number from 1, such as ntuple:3.
          --format axolotl:1                | the format axolotl takes no argument, but has "1"; write axolotl.
          --pool easy+hard                  | --pool easy+hard does not say how many negatives come from 'easy'; write a number before each, as in 2xeasy+1xsemi-hard.
          -k 2 --pool 2xeasy+1xhard         | -k 2 and --pool 2xeasy+1xhard both say how many negatives a row gets; leave out -k.
          -k 21 --pool nearest:20           | -k 21 exceeds --pool nearest:20: a row can have at most 20 candidates. Take a wider pool, or lower -k.
          --anchor answr                    | --anchor: unknown anchor 'answr'; use answer, question, positive or skewed:0.5.
          --anchor skewed:half              | --anchor: 'skewed:half' has no share of the answer; use a number from 0, as in skewed:0.5.
          --anchor skewed:-1                | --anchor: 'skewed:-1' has no share of the answer; use a number from 0, as in skewed:0.5.
          --plausibility-peak 2             | --plausibility-peak is 2.0; use a quantile from 0 to 1, 1 for no fall.
          --sampler uniform --plausibility-peak 0.9 | --plausibility-peak 0.9 has no effect with --sampler uniform; leave it out, or use --sampler multinomial.
          --anchor answer,answer            | --anchor has two anchors named 'answer'; name each once.
          --background 0                    | --background is 0; use 1 or more.
          --max-reuse 0                     | --max-reuse is 0; use 1 or more.
          --when-short maybe                | --when-short is 'maybe'; use keep, skip, widen or fail.
          --sampler best                    | --sampler is 'best'; use multinomial, uniform or top.
          --temperature 0                   | --temperature is 0.0; use a number above 0.
          --plausibility NaN                | --plausibility is NaN; use a finite number, 0 for no preference.
          --sampler top --temperature 1     | --temperature 1.0 has no effect with --sampler top; leave it out, or use --sampler multinomial.
          --guard margin                    | --guard margin needs a number, as in margin:0.05.
          --guard margin:wide               | --guard margin:wide: 'wide' is not a number; write it as in margin:0.05.
          --guard same-title:1              | --guard same-title:1: same-title takes no number.
          --guard titles                    | --guard: unknown guard 'titles'; use answer-bearing, near-duplicate, containment, question-words, same-title, margin:0.05 or relative-margin:0.05.
          --guard near-duplicate:2         | --guard near-duplicate:2: jaccard is 2.0; use a share in [0, 1].
          --guard question-words:2          | --guard question-words:2: quantile is 2.0; use a quantile in [0, 1].
          --no-guard own-context            | --no-guard: 'own-context' cannot be switched off; on by default are answer-bearing, near-duplicate, containment and question-words.
          --guard answer-bearing:1 --no-guard answer-bearing | --guard and --no-guard both name answer-bearing; leave one of them out.
          --own-negatives -1                | --own-negatives is -1; use 0 or more; 0 writes none.
          --refusal-ratio 0                 | --refusal-ratio is 0.0; use a share above 0, at most 1.
          --no-answer=                      | --no-answer is blank; give the sentence that a model is to answer where there is no answer.
          --format axolot                   | unknown format "axolot"; use one of axolotl, context_qa, alpaca, chat, input_output, dpo, kto, raft, trl-sft, trl-dpo, trl-kto, triplet, ntuple, ntuple-scores, labelled-pair, labelled-list, flag-embedding, reranker-eval, cohere-rerank, tevatron, nemo, dpr, germanrag, argilla, label-studio.
          --split val                       | --split 'val' is not NAME=SHARE; write a name and a share between 0 and 1, as in val=0.1.
          --split val=1                     | --split 'val=1' is not NAME=SHARE; write a name and a share between 0 and 1, as in val=0.1.
          --split train=0.1                 | --split: the held-out part cannot be called 'train', as the rest is; give it another name.
          --hub-folder data                 | --out and --hub-folder both say where the output goes; leave one of them out.
          --hub-license cc0-1.0             | --hub-license needs --hub-folder DIR; add that, or leave it out.
          --hub-language de,en              | --hub-language needs --hub-folder DIR; add that, or leave it out.
          --format triplet --ft-config f.yml | Axolotl does not read the format triplet, so there is no ft_config.yml for it; choose one of axolotl, context_qa, alpaca, chat, input_output, dpo, kto, raft:0.2, or leave out the configuration.
          --embedder openai --model m       | --embedder openai needs --embed-url URL and --model NAME, the server's name of the model; add --embed-url.
          --embedder openai --embed-url http://h/v1 | --embedder openai needs --embed-url URL and --model NAME, the server's name of the model; add --model.
          --embed-url http://h/v1           | --embed-url needs --embedder openai; add that, or leave it out.
          --embedder openai --model m --embed-url http://u:geheim@h/v1 | --embed-url holds a user, a password or a query (it is not shown); expected an address alone, such as http://localhost:8080/v1. Put a key into the environment variable EASYNEG_EMBED_KEY.
          --embedder openai --model m --embed-url http://h/v1 --embed-calls 0 | --embed-calls is 0; use 1 or more.
          --embedder bert                   | --embedder is 'bert'; use onnx, static, openai or hashing.
          --embedder hashing --model m      | --model m has no effect with --embedder hashing; leave one of them out.
          --embedder hashing --device cuda  | --device cuda has no effect with --embedder hashing; leave it out, or use --embedder onnx.
          --index redis                     | --index is 'redis'; use memory, chroma or pgvector.
          --collection germanrag            | --collection needs --index chroma; add that, or leave it out.
          --chroma-url http://localhost     | --chroma-url needs --index chroma; add that, or leave it out.
          --judge localhost:11434           | --judge 'localhost:11434' is not an address of a server; write it like http://localhost:11434/v1.
          --judge http://[ --judge-model m  | --judge 'http://[' is not an address of a server; write it like http://localhost:11434/v1.
          --chroma-url http://u:geheim@host --index chroma | --chroma-url holds a user, a password or a query (it is not shown); expected an address alone, such as http://localhost:8000. Put a token into the environment variable EASYNEG_CHROMA_TOKEN.
          --judge http://h/v1 --judge-model m --judge-temperature warm | --judge-temperature is 'warm'; use a number from 0 to 2, or none.
          --judge http://h/v1 --judge-model m --judge-budget 0 | --judge-budget is 0; use 1 or more.
          --judge-budget 7 | --judge-budget needs --judge URL; add that, or leave it out.
          --judge http://u:p@host/v1 --judge-model m | --judge holds a user, a password or a query (it is not shown); expected an address alone, such as http://localhost:11434/v1. Put the key into the environment variable EASYNEG_JUDGE_KEY.
          --judge http://host/v1?a=b --judge-model m | --judge holds a user, a password or a query (it is not shown); expected an address alone, such as http://localhost:11434/v1. Put the key into the environment variable EASYNEG_JUDGE_KEY.
          --judge http://localhost/v1       | --judge needs --judge-model NAME, the model's name on that server; add that.
          --judge-model qwen2.5:7b          | --judge-model needs --judge URL; add that, or leave it out.
          --judge-calls 2                   | --judge-calls needs --judge URL; add that, or leave it out.
          --judge http://localhost/v1 --judge-model m --judge-calls 0 | --judge-calls is 0; use 1 or more.
          --max-rejects 5                   | --max-rejects needs --rejects FILE; add that, or leave it out.
          --rejects r.jsonl --max-rejects -1 | --max-rejects is -1; use 0 or more.
          --progress loud                   | --progress is 'loud'; use auto, bar, lines or none.
          --poool easy                      | unknown option --poool; did you mean --pool?
          """)
  void whatCannotBeMeantIsRefusedInOneLine(String options, String message) {
    Path out = folder.resolve("train.jsonl");
    Cli.Outcome outcome = Cli.mine(out, options.split(" "));

    assertThat(outcome.err().lines().findFirst()).contains("easyneg: " + message);
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | there is no command; begin with one of mine, doctor, explain, convert, view, compare, distill, ground, help, generate-completion, as in 'easyneg mine rows.jsonl --out train.jsonl'.|easyneg
          mien                         | unknown command 'mien'; did you mean 'mine'?|easyneg
          --seed 3                     | unknown option --seed here; options come after the command, as in 'easyneg mine --seed'.|easyneg
          mine --out x.jsonl           | INPUT is missing; write it as in 'easyneg mine INPUT'.|easyneg mine
          explain x.jsonl              | --row is missing; write it as in 'easyneg explain --row N'.|easyneg explain
          convert a --format axolotl   | --out is missing; write it as in 'easyneg convert --out FILE'.|easyneg convert
          mine --out                   | --out has no value; write it as in --out FILE.|easyneg mine
          mine x.jsonl --out --seed 3  | --out has no value; write it as in --out FILE.|easyneg mine
          mine x.jsonl --seed 1 --seed 2 | --seed is given twice; remove one.|easyneg mine
          mine x.jsonl -k3 -k4         | -k is given twice; remove one.|easyneg mine
          mine x.jsonl -o a --out b    | --out is given twice; remove one.|easyneg mine
          mine x.jsonl --quiet=perhaps | --quiet is 'perhaps'; use true or false, or leave the value out.|easyneg mine
          mine x.jsonl -out train.jsonl | unknown option -out; did you mean --out?|easyneg mine
          mine x.jsonl --temperature warm | --temperature is 'warm'; use a number.|easyneg mine
          convert -o c --format x      | AUDIT is missing; write it as in 'easyneg convert AUDIT'.|easyneg convert
          convert a b -o c --format x  | 'b' is an unexpected argument; remove it.|easyneg convert
          """)
  void aWrongCommandLineNamesTheHelp(String line, String message, String command) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(Cli.run(args))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: " + message + "\neasyneg: see '" + command + " --help'.\n"));
  }

  @Test
  void withoutAnOutputThereIsNothingToDo() {
    assertThat(Cli.run("mine", "" + Cli.SAMPLE))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: there is no --out; name the file to write, as in --out train.jsonl.\n"));
  }

  @Test
  void theInputIsNotOverwritten() {
    assertThat(
            Cli.run("mine", "" + Cli.SAMPLE, "--embedder", "hashing", "-o", "" + Cli.SAMPLE, "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --out would write over the input "
                    + Cli.SAMPLE
                    + "; write to another file.\n"));
  }

  @Test
  void theStandardInputIsReadOnce() {
    assertThat(Cli.runWithInput("{}", "mine", "-", "-", "-o", "x", "--embedder", "hashing"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: the standard input (-) is named twice; it can be read once.\n"));
  }
}
