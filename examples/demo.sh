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

say "Where do they part? Each question that is open, with the answers side by side and who stands behind each:"
sayso disputes

say "Sayso does not tell who is right. It tells who said so, and where. Go on with:"
cat <<EOF
  export PATH="\$PWD/.venv/bin:\$PATH" SAYSO_LEDGER=$SAYSO_LEDGER
  sayso ask "how many people died?"   the quotes and counts for a question in words
  sayso claims --voice "coast guard"  all that one voice says, in order
  sayso show ID                       one claim or question, whole: with the characters of the text behind every field
  sayso disputes --all                the other questions too: superseded, agreed, or answered by one voice alone
  sayso read YOUR-FOLDER --ledger my.sayso
EOF
