#!/bin/sh
# Reads the small case of this folder into a new ledger, and shows what its reports dispute. `make demo` calls it.
set -eu

examples=$(dirname "$0")
SAYSO_LEDGER=.demo/case.sayso
export SAYSO_LEDGER
mkdir -p .demo
rm -f "$SAYSO_LEDGER" "$SAYSO_LEDGER-wal" "$SAYSO_LEDGER-shm"

say() {
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then printf '\n\033[1m%s\033[0m\n' "$*"; else printf '\n%s\n' "$*"; fi
}

say "A ferry sinks in Gannet Sound (a made-up case). Seven reports: two saved pages, five records of a feed."
sayso read "$examples/reports"

say "An eighth is a plain text, which does not say who printed it and when. So we say it:"
sayso read "$examples/notes/coast-watch.txt" --outlet "Coast Watch" --published 2025-06-06

say "Which questions do the reports answer, who answers what, and where do they part?"
sayso disputes --all

say "Sayso does not tell who is right. It tells who said so. Go on with:"
cat <<EOF
  export PATH="\$PWD/.venv/bin:\$PATH" SAYSO_LEDGER=$SAYSO_LEDGER
  sayso ask "how many people died?"   quotes and counts for a question in words
  sayso claims --voice tolland        what one voice says, or what is said for it
  sayso show ID                       one claim or question, with the characters of the text behind it
  sayso read YOUR-FOLDER --ledger my.sayso
EOF
