#!/usr/bin/env bash
# The walk-through of the README, from an empty folder, with invented people. Needs `sop` and `jq` on the path.
# Stops at the first command that does not do what the README says.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# A home of its own: the keys' and stores' traces of this session must not mix with those of the person who runs it.
export HOME="$folder/home" XDG_CONFIG_HOME="$folder/home/config" XDG_STATE_HOME="$folder/home/state" XDG_CACHE_HOME="$folder/home/cache"
mkdir -p "$HOME"
unset SOP_STORE SOP_IDENTITY SOP_CASE SOP_NOW
export SOP_LANG=${SOP_LANG:-en}

# --- the maintainer makes the store ---
sop key new --no-passphrase -o admin.key
sop key show -i admin.key > admin.card
sop init store --admin ministria -i admin.key
cd store

# --- an investigator becomes a member ---
sop key new --no-passphrase -o ../hetues.key && sop key show -i ../hetues.key > ../hetues.card
sop member add ../hetues.card --id slktp-tirane --institution "DVP Tiranë" \
    --role initial-identifier --role police-anti-trafficking -i ../admin.key

# --- the investigator opens a case and files the initial interview ---
export SOP_IDENTITY=../hetues.key
CASE=$(sop case new --at 2026-03-02T09:00 --json | jq -r .case)
sop fill A4 --blank > ../a4.toml
cat > ../a4.toml <<'TOML'
first_contact_at = 2026-03-02T08:40:00
institution_type = "state-police"
interview_start = 2026-03-02T09:10:00
interview_end = 2026-03-02T10:20:00
interpreter_used = false
interview_conditions = ["a1-signed", "same-sex", "safe-place", "away-from-suspects", "away-from-detained",
  "door-closed", "door-explained", "not-interrupted", "phones-silent", "lawyer-present", "legal-aid-offered"]
informed_of = ["own-situation", "rights", "help-here", "help-elsewhere", "formal-identification"]
given_name = "Prova"
family_name = "Sajuar"
sex = "female"
birth_date_known = true
birth_date = 1998-05-17
age_group = "adult"
foreign = false
account = "Një rrëfim i sajuar për provë."
indicators = ["fear-anxiety", "documents-held", "little-or-no-pay"]
indicators_count = 3
initial_finding = "VMT"
finding_reasons = "Tre elemente të ndryshme."
in_danger = false
extraction = "already-out"
accommodated = true
placement = "Qendër e sajuar"

[[participants]]
full_name = "Hetues Sajuar"
institution = "DVP Tiranë"
capacity = "interviewer"
a1_signed_at = 2026-03-02T08:55:00

[[participants]]
full_name = "Mbrojtëse Sajuar"
capacity = "lawyer"
a1_signed_at = 2026-03-02T08:58:00
TOML
sop fill A4 --from ../a4.toml --at 2026-03-02T10:30
sop fill A4 --set given_name=Provë --at 2026-03-02T10:40

# --- the formal stage says what is missing (exit code 3) ---
code=0
sop advance --stage formal --at 2026-03-02T10:45 || code=$?
test "$code" = 3

# --- consent and request, then it may be entered ---
sop fill A2 --at 2026-03-02T11:10 --set given_name=Prova --set age_group=adult --set interpreter_used=false \
    --set explained_topics=purpose,duration,may-stop,notes,data-use,interviewers,lawyer,outcome,help-regardless \
    --set consent_formal_interview=true --set given_freely=true --set consent_signed_at=2026-03-02T11:00
sop fill A5 --at 2026-03-02T11:40 --set "regional_structure=SLKTP Tiranë" --set "institution=DVP Tiranë" \
    --set "contact_person=Hetues Sajuar" --set given_name=Prova --set sex=female --set age_group=adult \
    --set foreign=false --set language=shqip --set interpreter_needed=false --set initial_form=A4 \
    --set initial_interview_at=2026-03-02T09:10 --set indicators_count=3 --set initial_finding=VMT \
    --set "request_grounds=Tre elemente të vëna re" --set consent_formal_interview=true \
    --set consent_signed_at=2026-03-02T11:00 --set in_danger=false --set attachments=A2,initial-interview,A1 \
    --set sent_at=2026-03-02T11:30
sop advance --stage formal

# --- the document, the duties, the audit ---
sop render A5 -o a5.pdf
rm a5.pdf
sop due --now 2026-03-04T12:00 --json | jq -e '.obligations | length > 0' > /dev/null
sop case show -c "$CASE"
sop verify
code=0
sop audit --format junit > ../audit.xml || code=$?
test "$code" = 0 -o "$code" = 1
