#!/bin/sh
# Checks that the script "easyneg" starts the command wherever and however it is called.
#
#   easyneg-cli/src/test/sh/starts.sh
#
# Builds the command where that was not done yet. Ends with one line, and exit code 0 if all held.
set -eu

root=$(cd "$(dirname "$0")/../../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  printf 'starts.sh: %s\n' "$1" >&2
  exit 1
}

# Usage: expect CODE COMMAND...: runs a command that must exit so; keeps what it prints.
expect() {
  wanted=$1
  shift
  code=0
  "$@" >"$work/stdout" 2>"$work/stderr" </dev/null || code=$?
  [ "$code" -eq "$wanted" ] || {
    cat "$work/stderr" >&2
    fail "exit code $code instead of $wanted: $*"
  }
}

# Usage: said TEXT: the last command's standard error holds it, and no stack trace.
said() {
  grep -qF -- "$1" "$work/stderr" || fail "expected '$1', found: $(cat "$work/stderr")"
  if grep -q '^	at ' "$work/stderr"; then
    fail "a stack trace: $(cat "$work/stderr")"
  fi
}

expect 0 "$root/easyneg" --help
expect 0 "$root/easyneg" --version
expect 2 "$root/easyneg" mien
said "did you mean 'mine'?"

# From another folder, through links, with a blank and umlauts in every name, in a C locale.
mkdir "$work/ein Ort" "$work/bin"
ln -s "$root/easyneg" "$work/bin/first link"
ln -s "first link" "$work/bin/easyneg"
cp "$root/easyneg-examples/data/sample.jsonl" "$work/ein Ort/Sätze 1.jsonl"
cd "$work/ein Ort"
expect 0 env LC_ALL=C "$work/bin/easyneg" mine "Sätze 1.jsonl" --out "Übung 1.jsonl" -k 3 \
  --embedder hashing --no-answer "Unmöglich."
[ "$(wc -l <"Übung 1.jsonl")" -eq 639 ] || fail "639 lines were expected."
grep -q '"answer":"Unmöglich."' "Übung 1.jsonl" || fail "the refusal lost its umlaut."

# By its name on the PATH, from a pipe.
PATH=$work/bin:$PATH
export PATH
easyneg mine - --out piped.jsonl -k 3 --embedder hashing --no-answer "Unmöglich." --quiet \
  <"Sätze 1.jsonl" >"$work/stdout" 2>"$work/stderr" || fail "mining from a pipe failed."
cmp "Übung 1.jsonl" piped.jsonl || fail "a pipe gives other bytes."
[ ! -s "$work/stdout" ] && [ ! -s "$work/stderr" ] || fail "--quiet is not quiet."

# What goes wrong is one line and an exit code.
echo 'no JSON' >bad.jsonl
expect 1 easyneg mine bad.jsonl --out out.jsonl --embedder hashing
said "bad.jsonl:1: this is not valid JSON"
expect 1 easyneg doctor bad.jsonl
expect 3 easyneg mine none.jsonl --out out.jsonl --embedder hashing
said "none.jsonl does not exist"
expect 3 env JAVA_HOME="$work" "$root/easyneg" --version
said "there is no bin/java in it"
[ ! -e out.jsonl ] || fail "an output was left behind."

# Ctrl-C: no partial file. The input is long enough that the run cannot be over.
i=0
while [ $i -lt 400 ]; do
  sed "s/\"question\": \"/&$i /" "Sätze 1.jsonl"
  i=$((i + 1))
done >large.jsonl
mkdir out
"$root/easyneg" mine large.jsonl --out out/train.jsonl --embedder hashing >/dev/null 2>"$work/stderr" &
run=$!
while [ -z "$(ls -A out)" ]; do
  kill -0 $run 2>/dev/null || fail "the run ended before it could be interrupted."
  sleep 0.05
done
# A shell starts what runs in the background with SIGINT ignored, so SIGTERM stands in for it.
kill -TERM $run
code=0
wait $run || code=$?
[ "$code" -eq 143 ] || fail "exit code $code instead of 143 after SIGTERM."
[ -z "$(ls -A out)" ] || fail "half a file was left behind."
said "interrupted; unfinished files are removed."

echo "easyneg starts as it should."
