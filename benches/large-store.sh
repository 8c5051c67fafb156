#!/usr/bin/env bash
# What a large store costs, as whole commands: makes one with invented cases (default 400) and times each command several
# times, first with an empty cache, then with a filled one. Prints the median in milliseconds. Not a test: machines differ.
#
#   cargo build --release && benches/large-store.sh [CASES] [RUNS]
set -euo pipefail
cases=${1:-400} runs=${2:-5}
sop=${SOP:-$(dirname "$0")/../target/release/sop}
sop=$(realpath "$sop")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
export HOME=$root/home XDG_CACHE_HOME=$root/cache XDG_STATE_HOME=$root/state SOP_LANG=en
mkdir -p "$HOME"

milliseconds() { # of one run
    local from to
    from=$(date +%s%N)
    "$@" > "$root/out" 2> "$root/err"
    to=$(date +%s%N)
    echo $(((to - from) / 1000000))
}

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

row() { # name, what is done before each run, command
    local name=$1 before=$2 i
    shift 2
    printf '%-28s' "$name"
    for ((i = 0; i < runs; i++)); do
        $before
        milliseconds "$@"
    done | median
}

forget() { rm -rf "$XDG_CACHE_HOME"; }

printf '%-28s' "demo --cases $cases"
milliseconds "$sop" demo "$root/demo" --cases "$cases"
export SOP_STORE=$root/demo/store SOP_IDENTITY=$root/demo/sekretare-ap.key
row 'due, no cache' forget "$sop" due --json
row 'due' true "$sop" due --json
row 'case list, no cache' forget "$sop" case list --json
row 'case list' true "$sop" case list --json
row 'sop' true "$sop"
export SOP_IDENTITY=$root/demo/slktp-tirane.key
row 'case show' true "$sop" case show
row 'note' true "$sop" note 'shënim i sajuar'
row 'verify' true "$sop" verify
