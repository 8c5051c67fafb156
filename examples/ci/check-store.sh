#!/usr/bin/env bash
# What a CI job runs on a clone of a case store. Without a key it proves signatures, history and hygiene; with an
# auditor's key (SOP_IDENTITY) also that duties were met in time. It never sees a name: an auditor reads `process` only.
#
#   check-store.sh [STORE] [REPORT.xml]
#
# SOP_ROOT: the store's fingerprint, as its maintainers publish it; without it the root is consistent but unproved.
# Exit code: 0 nothing found, 1 a finding, 5 the history cannot be verified (a shallow clone, for instance).
set -euo pipefail

store=${1:-.}
report=${2:-sop-audit.xml}
root=()
if [ -n "${SOP_ROOT:-}" ]; then
    root=(--trust-root "$SOP_ROOT")
fi

sop --store "$store" verify

code=0
sop --store "$store" audit "${root[@]}" --format junit > "$report" || code=$?
sop --store "$store" audit "${root[@]}" || true
exit "$code"
