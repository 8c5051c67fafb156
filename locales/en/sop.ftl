### area: common
io-not-found = there is no such file or folder
io-not-allowed = this computer does not allow it
io-folder = it is a folder
io-not-a-folder = what stands before it is not a folder
io-full = the disk is full
io-read-only = nothing can be written there

### area: store
store-key-made = The key was made: { $file }. Keep it safe; whoever has it acts in your name.
store-key-unprotected = The file has no passphrase: whoever reads it can use it.
store-key-changed = The passphrase of { $file } was changed.
store-key-exists = { $file } exists; a key is never overwritten.
store-key-no-file = The key file { $file } does not exist.
store-key-not = { $file } is not a key file.
store-key-is-card = { $file } is a public card, not a key.
store-key-damaged = The key file { $file } is damaged.
store-key-kind = { $file }: only ed25519 keys are taken.
store-key-no-signing = { $file } opens but does not sign: the SSH key that `sop key new` writes is missing.
store-key-plugin = { $file } belongs to a device (an age plugin); this version does not use them yet.
store-key-work-factor = { $file } asks for more work to open than is allowed (greatest work factor: 20).
store-key-readable = Warning: others on this computer can read the key { $file } (mode { $mode }). Mend it with: chmod 600 { $file }
store-key-ssh-passphrase = { $file } is an OpenSSH key; change its passphrase with: ssh-keygen -p -f { $file }
store-passphrase-ask = Passphrase of { $file }:
store-passphrase-new = New passphrase for { $file }:
store-passphrase-again = Once more:
store-passphrase-differ = The two passphrases differ.
store-passphrase-empty = The passphrase is empty.
store-passphrase-wrong = Wrong passphrase for { $file }.
store-passphrase-needed = { $file } needs a passphrase and nobody can be asked here.
store-passphrase-needed-hint = Give it in a file: { $variable }=FILE
store-passphrase-not-given = No passphrase was given: { $reason }
store-passphrase-file = The passphrase file { $file } cannot be read: { $reason }
store-card-not = { $file } is not a public card.
store-card-is-key = { $file } is a key, not a public card. Give it to nobody; print the card with: sop key show -i { $file }
store-card-newer = The card { $file } is of a newer version; it needs a newer sop.
store-card-bad-signature = The signature of the card { $file } does not match: the card was changed or is not whole.
store-card-unreadable = The card { $file } cannot be read: { $reason }
store-card-used = This card, or a part of it, already belongs to member { $member }; no key is used twice.
store-reason = { $reason }
store-sign-failed = Signing failed: { $reason }
store-encrypt-failed = Encryption failed: { $reason }
store-recipient-unknown = This version cannot encrypt to “{ $recipient }”.
store-recipient-tagged = Warning: the key of { $member } is an SSH key; whoever has the store sees which files he reads.
store-made = The case store was made in { $folder }; admin: { $admin }.
store-made-fingerprint = The store's fingerprint, to read out to colleagues for `sop trust`: { $fingerprint }
store-made-visible = The names of members, offices, institutions and parts are visible to whoever has the store; cases are not. A secret shelter takes a neutral name.
store-no-recovery-yet = --recovery is not built yet.
store-folder-taken = { $folder } already holds { $path }. No store was made.
store-has-commits = { $folder } already holds a git repository with a history. Nothing was written.
store-bad-id = “{ $given }” cannot be a name here: small letters, digits and hyphens, up to 32, beginning with a letter.
store-bad-role = “{ $given }” is not the name of a role.
store-bad-text = The text must be one line, not empty, without invisible characters.
store-nothing-to-change = There is nothing to change.
store-member-added = Member { $member } was added to office { $office }.
store-member-fingerprint = Compare by voice with the card's owner: { $fingerprint }
store-member-founds = { $member } makes the key of office { $office } with the first thing he records, or: sop office rotate
store-member-waits = { $member } reads nothing yet: a colleague ({ $holders }) admits him with: sop office admit { $member }
store-member-waits-founder = { $member } reads nothing yet: office { $office } has no key; its founder makes it.
store-member-exists = Member { $member } exists; no name is used twice.
store-no-member = There is no member { $member }.
store-no-member-hint = See the members with: sop member list
store-member-revoked = { $member } is no longer a member: he cannot sign any more.
store-revoked-stays = What { $member } could read stays readable to him, if he has a copy: { $count ->
    [one] 1 case
   *[other] { $count } cases
    }.
store-revoked-stays-least = What { $member } could read stays readable to him, if he has a copy: { $count ->
    [one] at least 1 case
   *[other] at least { $count } cases
    } (as far as this key sees).
store-revoked-next = The key of office { $office } and the keys of its cases change with the next thing recorded by: { $holders }
store-revoked-nobody = Nobody else holds the key of office { $office }: cases that only it read are opened by nobody any more.
store-last-admin = { $member } is the only admin; appoint another one first.
store-roles-now = Roles of { $member }: { $roles }
store-role-not-held = { $member } does not hold the role { $role }.
store-unknown-role = The role “{ $given }” is unknown; see the roles with: sop workflow show
store-perhaps = Perhaps you meant: { $suggestion }
store-unknown-seat = The role { $role } has no seat “{ $seat }”; it has: { $seats }
store-member-admin = admin
store-member-revoked-on = no longer a member since { $day }
store-show-member = Member
store-show-office = Office
store-show-institution = Institution
store-show-roles = Roles
store-show-since = Since
store-show-revoked = Revoked on
store-show-fingerprint = Fingerprint of the card
store-show-key = Office's key
store-show-holds = held
store-show-waits = not held
store-show-title = Title
store-show-reads = Reads
store-show-holders = Hold the key
store-show-waiting = Wait to be admitted
store-office-added = Office { $office } reads in every new case: { $vaults }
store-office-later = Existing cases do not change. Open them with: sop case share { $office }
store-office-own-cases = its own cases
store-office-all-cases = every new case: { $vaults }
store-office-no-key = no key yet
store-unknown-office = The office { $office } is unknown; see the offices with: sop office list
store-admitted = { $member } now reads what office { $office } reads.
store-admitted-already = { $member } already holds the office's key.
store-admit-other-office = { $member } belongs to office { $office }; you can admit only colleagues of your own office.
store-rotated = The key of office { $office } was renewed.
store-not-admin = { $member } is not an admin.
store-not-admin-hint = This is done by: { $admins }
store-stranger = The key { $file } belongs to no member of this store.
store-stranger-hint = An admin adds it with the card that this prints: sop key show -i { $file }
store-me-revoked = { $member } is no longer a member of this store ({ $reason }).
store-no-office-key = Office { $office } has not opened its key to { $member } yet.
store-no-office-key-hint =
    A colleague of the same office does that with: sop office admit { $member }
    The first key of an office is made by its founder with: sop office rotate
store-office-unfounded = Office { $office } has no key yet; { $founder } makes it with the first thing he records, or: sop office rotate
store-office-unreachable = Office { $office } has no key yet, so nothing can be opened to it.
store-office-unreachable-hint = Its founder makes it, on his own computer, with: sop office rotate
store-not-a-reader = Your office does not read case { $case }.
store-not-a-reader-hint = An office that reads it can open it with: sop case share { $office } -c { $case }
store-vault-not-read = Your office ({ $office }) does not read the part “{ $vault }” of this case.
store-vault-not-read-hint = It is read, and can be opened, by: { $offices }
store-vault-no-key = The part “{ $vault }” of this case has no key that opens here.
store-unknown-vault = The case has no part “{ $vault }”.
store-no-process-vault = The procedure has no process part.
store-unshare-last = No office would read the part “{ $vault }” any more. Nothing was saved.
store-new-reader = Reads a new case for the first time: office { $office }, part “{ $vault }”.
store-unshared = What office { $office } could read until now stays readable to it; what is written from now on does not.
store-at-in-future = That time has not come yet. Nothing was saved.
store-time-out-of-range = That time cannot be recorded.
store-part-too-long = The part “{ $vault }” is longer than 1 MiB. Nothing was saved.
store-unknown-event = The case has no event { $event }.
store-case-open-already = Case { $case } is open already.
store-case-changed = Somebody recorded in case { $case } meanwhile. Nothing was saved; give the command once more.
store-case-damaged = The keys of case { $case } are damaged.
store-no-case = There is no case “{ $given }”.
store-no-case-hint = See the cases with: sop case list
store-ambiguous-case = “{ $given }” may be { $count } cases: { $list }
store-none-here = There is no case store in { $folder } or above it.
store-none-here-hint = Give one with --store DIR or SOP_STORE; make a new one with: sop init DIR --admin ID
store-no-folder = The folder { $folder } does not exist.
store-not-one = { $folder } is not a case store.
store-git-elsewhere = { $folder }: the git configuration sends files outside this folder; the store is not opened so.
store-git-failed = The git repository does not work: { $reason }
store-git-failed-in = The git repository in { $folder } cannot be opened: { $reason }
store-io = { $file }: { $reason }
store-foreign-owner = The folder { $folder } belongs to the account { $owner }, while { $user } is at work; git does not allow that.
store-foreign-owner-hint = If the folder can be trusted, allow it alone: git config --global --add safe.directory { $folder }
store-object-missing = The object { $object } ({ $path }) is missing; fetch it from another copy of the store.
store-object-damaged = The object { $object } ({ $path }) is damaged; fetch it from another copy of the store.
store-cut-off = Cannot verify: history is cut off.
store-cut-off-hint = Complete it with: git fetch --unshallow (in CI: fetch-depth: 0)
store-grafts-hint = .git/info/grafts changes history; remove that file.
store-replace-hint = refs/replace changes history; remove it with: git replace -d
store-newer = This store (or a part of it) is of format { $format }: it needs a newer sop; this one only reads what it knows.
store-nothing-verifies = Nothing in this store verifies.
store-state-damaged = { $file } cannot be read: it holds which store this computer accepted. Remove it only when you know why; then sop trust.
store-no-state-folder = There is no folder to remember what was accepted: set HOME or XDG_STATE_HOME.
store-unfinished-unreadable = The answers kept on this computer do not open with this key, or are damaged.
store-trusted = This computer accepts the store { $folder }.
store-trust-differs = The fingerprint differs. Given: { $given }. The store's: { $actual }. Do not use it before you have asked the admin.
store-not-trusted = This computer has not accepted this store yet; nothing is written before that.
store-not-trusted-hint = Compare the fingerprint with the admin, then: sop trust { $fingerprint }
store-warn-unpinned = Consistent, root not verified on this computer (sop trust).
store-warn-behind = Warning: this computer has accepted a newer state of this store. This copy is old or cut.
store-behind = This store does not contain the state that this computer accepted ({ $accepted }): an old copy, or a changed history. Nothing was written.
store-behind-hint = Get the newer copy with: git pull --ff-only
store-other-root = The store has another root than the one that this computer accepted ({ $accepted }). It is not the same store.
store-warn-head = Warning: the newest state ({ $commit }) does not verify; working with the last one that does. See: sop verify
store-bad-head = The newest state of the store ({ $commit }) does not verify. Nothing was written.
store-bad-head-hint = An admin returns to the last one that verifies: git reset --hard { $commit }
store-other-branch = The work tree is not on branch main. Nothing was written.
store-other-branch-hint = git switch main
store-no-work-tree = The store has no work tree.
store-work-tree-blocked = { $path } is not a folder; something foreign is in its place.
store-busy = Another program has held the store for a minute. Nothing was saved.
store-join-refused = The state { $commit } does not verify and is not taken.
store-locked-out = Your office ({ $office }) should read case { $case }, but was left out of its keys.
store-locked-out-writes = Warning: case { $case } has newer entries that your office cannot open. What was recorded may not count until an office that opens them writes in the case.
store-git-link = { $path } is a link to another place; the store is not opened so.
store-doctor-step = Step { $step } of the office’s key, by { $member }, does not open although it should.
store-doctor-step-hint = Renew it with: sop office rotate
store-moved = Branch main was moved by another program. Nothing was saved; give the command once more.
store-own-commit-refused = What was to be saved does not pass its own check. Nothing was saved.
store-recorded-behind = Recorded, but the work tree did not follow: { $reason } The next command mends it.
store-recorded-unpinned = Recorded, but this computer did not remember it: { $reason }
store-clock-behind = This computer's clock ({ $now }) is behind what is already recorded ({ $newest }). Nothing was saved.
store-clock-behind-hint = Set the clock right. If it is right and the other one was wrong: give the command with --now { $now }
store-held-key = Held: { $admin } had ended its author's right to sign before this came in.
store-held-office = Held: { $admin } had moved its author to another office before this came in.
store-held-role = Held: { $admin } had taken its author's role before this came in.
store-held-line = Held: it rests on another line of the store's governance.
store-verified = Case store { $store }… · { $commits } operations · { $cases } cases
store-fingerprint = Fingerprint: { $fingerprint }
store-verified-clean = Every signature and every change is in order. Not seen without a key: kind, role, deadlines, who reads what.
store-verified-usable = The last one that verifies: { $commit }
store-verify-found = { $count ->
    [one] 1 error.
   *[other] { $count } errors.
    }
store-verify-damaged = The store is damaged: { $count ->
    [one] 1 error.
   *[other] { $count } errors.
    }
store-severity-error = ERROR
store-severity-warning = WARN
store-find-foreign-commit = not an operation as sop writes it
store-find-other-store = belongs to another store ({ $store })
store-find-no-state = rests on nothing that governs this store
store-find-clock = the clock of { $member } was more than 10 minutes behind what he had seen
store-find-root-members = the first admin is not the one who signed
store-find-root-signature = not signed with a root key
store-find-not-member = { $member } was no member
store-find-revoked = { $member } was no longer a member
store-find-not-admin = { $member } was no admin
store-find-signature = the signature of { $member } does not fit these bytes
store-find-signature-form = the signature is not in the one allowed form
store-find-signature-namespace = the signature was made for another purpose
store-find-signature-key = signed with a key that is not { $member }’s
store-find-digest = the signed digest does not fit the files
store-find-foreign-file = foreign file: { $path }
store-find-governed-change = changed outside governance: { $path }
store-find-stray = file named for another operation or member: { $path }
store-find-removed = file removed: { $path }
store-find-changed = file changed: { $path }
store-find-too-long = file longer than allowed: { $path }
store-find-event-parts = the event has not exactly one process part
store-find-opening = cannot open case { $case }
store-find-twice = the number { $id } is used twice in this case
store-find-same-path = two different files of the same name: { $path }
store-find-two-lines = joins two lines of governance
store-find-locked = does not open with this office’s keys: { $path }
store-find-part-damaged = damaged: { $path }
store-find-part-unreadable = not an event’s part: { $path }
store-find-newer-event = of a newer version; does not count here: { $path }
store-find-role = { $member } did not hold the role { $role }
store-find-seen = does not say exactly what its author had seen
store-find-unknown-event = names an event that its author had not seen: { $event }
store-find-author-reader = the author’s office ({ $office }) did not read the case
store-find-author-vault = the author’s office ({ $office }) did not read the part “{ $vault }”
store-find-key-readers = the key file opens to more or fewer readers than it says: { $path }
store-find-key-locked = a key file that was not opened to this office: { $path }
store-find-key-foreign = a key file of another place: { $path }
store-find-key-truncated = a key file without the earlier keys: { $path }
store-find-key-planted = a key file by an office that did not read the part, or of an event that does not count: { $path }
store-doctor-good = good
store-doctor-bad = MEND
store-doctor-found = { $count ->
    [one] 1 thing to mend.
   *[other] { $count } things to mend.
    }
store-doctor-key = The key { $file } opens and only you can read it.
store-doctor-root = The store is the one that this computer accepted.
store-doctor-history = The history of the store { $folder } is in order.
store-doctor-verify = See all that was found with: sop verify
store-doctor-work-tree = The work tree follows the branch.
store-doctor-behind = The work tree lags behind: an operation was cut off.
store-doctor-behind-hint = The next command that records mends it by itself.
store-doctor-settings = This clone lacks its own git settings.
store-doctor-member = You are { $member }, office { $office }.
store-doctor-office = The key of office { $office } opens.
store-doctor-unfounded = Office { $office } has no key yet; { $founder } makes it with the first thing he records, or: sop office rotate
store-attachment-failed = The attachment could not be written: { $reason }. Nothing was saved.
store-attachment-changed = The file changed while it was being read. Nothing was saved.
store-attachment-none = Record { $event } has no attachment.
store-attachment-locked = The attachment is in a part that your office does not read ({ $vault }).
store-attachment-exists = { $file } exists already; an attachment is written to a new file only.
store-attachment-damaged = The attachment { $path } is damaged or is not what was recorded. No file was made. sop verify says more.
store-cat-no-file = The file { $file } does not exist.
store-cat-not-a-part = { $file } is not an event’s part of this store (….toml.age).
store-cat-foreign = { $file } belongs to no case of this store.
store-tree-bad = { $path }: { $why ->
    [symlink] a symbolic link
    [gitlink] a link to another repository
    [executable] an executable file
    [mode] an unknown mode
    [name] a name that is not allowed
    [twin] a name that differs only in case
    [order] not in order
    [file-for-folder] a file where a folder belongs
    [too-deep] too deep
   *[other] unreadable
    }
store-find-governed = { $path }: { $why ->
    [missing] is missing
    [not-text] not text
    [other-bytes] not the bytes that sop writes
    [not-member-file] not a member’s file
    [not-office-file] not an office’s file
    [no-office] its office does not exist
    [card-used] its key or recipient is already in use
    [no-founder] its founder does not exist
    [id-changed] the store’s id or format was changed
    [root-needed] root keys and recovery need a root key’s signature
    [member-removed] a member was removed
    [card-changed] a card was changed
    [unrevoked] a revoked member was changed back
    [time] its time is not the operation’s
    [office-removed] an office was removed
    [founder-changed] its founder was changed
    [malformed] an id, key or text is not well formed
    [card-signature] the card’s signature does not match
    [file-for-folder] a file where a folder belongs
   *[other] unreadable
    }
store-find-step = not a valid step of an office’s key: { $why ->
    [not-text] not text
    [newer] a format that this program does not know
    [other-place] it names another store, office or step
    [bad-recipient] its recipient is not well formed
    [bad-lists] its lists are not well formed
    [no-office] the office does not exist
    [holder-inactive] a holder is no active member of the office
    [follows] it does not follow exactly the newest steps
    [recipient-used] its recipient was used before
    [maker-not-holder] its maker is not among the holders
    [maker-unentitled] its maker did not hold the office’s key
    [not-two-files] not exactly one step’s two files
    [two-offices] its files are of two offices
   *[other] unreadable
    }
store-find-merge = not a valid merge: { $why ->
    [parents] it has not two parents
    [contained] one parent contains the other
   *[other] it is not what its parents make
    }
store-find-disagrees = the part says something else than its place: { $why ->
    [store] the store
    [case] the case
    [id] its number
    [by] its author
    [recorded] when it was recorded
    [at] it happened after it was recorded
    [parts] its other parts
    [opens] the case’s opening
   *[other] the part
    }
store-pinned-already = The store follows these definitions already ({ $hash }…).
store-pin-other-procedure = The store follows the procedure { $ours }, not { $theirs }.
store-pin-bad-name = A file cannot be called { $name } in a store.
store-pin-disagrees = The store's definitions { $hash }… are not what they were.

### area: deadline

deadline-span-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
}
deadline-span-hours = { $count } { $count ->
    [one] hour
   *[other] hours
}
deadline-span-days = { $count } { $count ->
    [one] day
   *[other] days
}
deadline-span-weeks = { $count } { $count ->
    [one] week
   *[other] weeks
}
deadline-span-months = { $count } { $count ->
    [one] month
   *[other] months
}
deadline-span-working-days = { $count } { $count ->
    [one] working day
   *[other] working days
}
deadline-span-same-day = the same day
deadline-span-unknown = not a length of time; write 60min, 24h, 3d, 1w, 1mo, 30wd or same-day
deadline-span-out-of-range = must lie between 1 and { $most }

deadline-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
deadline-month-definite = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
deadline-weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
deadline-day-month = { $day } { $month }
deadline-date = { $day } { $month } { $year }
deadline-full-date = { $weekday }, { $date }
deadline-date-time = { $date }, { $time }
deadline-day-time = { $date } { $time }
deadline-today = today { $time }
deadline-yesterday = yesterday { $time }
deadline-tomorrow = tomorrow { $time }
deadline-now = now
deadline-in-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
} left
deadline-in-hours = { $count } { $count ->
    [one] hour
   *[other] hours
} left
deadline-in-days = { $count } { $count ->
    [one] day
   *[other] days
} left
deadline-minutes-ago = { $count } { $count ->
    [one] minute
   *[other] minutes
} ago
deadline-hours-ago = { $count } { $count ->
    [one] hour
   *[other] hours
} ago
deadline-days-ago = { $count } { $count ->
    [one] day
   *[other] days
} ago
deadline-length-minutes = { $minutes } min
deadline-length-hours = { $hours } h
deadline-length-hours-minutes = { $hours } h { $minutes } min
deadline-length-days = { $days } { $days ->
    [one] day
   *[other] days
}
deadline-length-days-hours = { $days } { $days ->
    [one] day
   *[other] days
} { $hours } h

deadline-moment-unknown = not a time; write 2026-03-02T09:00, 2026-03-02T09:00:00+01:00 or 14.3.2026 09:30
deadline-date-unknown = not a date; write 2026-03-14 or 14.3.2026
deadline-date-write = write { $date }, if { $words } is meant
deadline-date-two-readings = day and month cannot be told apart; write { $first } for { $first_words } or { $second } for { $second_words }
deadline-date-short-year = write the year with four digits: 2026-03-14 or 14.3.2026
deadline-date-no-month = this date does not exist (there is no month { $month })
deadline-date-no-day = this date does not exist ({ $month } { $year } has { $days } days)
deadline-date-year = the year { $year } cannot be meant; years from { $first } to { $last } are accepted
deadline-time-unknown = not a time of day; write 09:30 or 09:30:00, with an offset if need be: 09:30+01:00
deadline-time-none = this time of day does not exist; the day runs from 00:00 to 23:59:59
deadline-time-twice = this local time comes twice, because the clocks are put back; write { $first } for the first or { $second } for the second
deadline-time-skipped = this local time does not exist, because the clocks are put forward; the nearest are { $before } and { $after }

deadline-row = { $label }: { $days }
deadline-row-note = { $label }: { $days }: { $note }
deadline-step-from-exact = From { $from }. { $span }, counted to the minute.
deadline-step-from-days = From { $from }. The first day does not count.
deadline-step-from-same-day = From { $from }. The time ends with that day.
deadline-step-series = Number { $number } of the series: { $number } times { $every }, counted from the beginning of the series.
deadline-step-due = Due: { $at }
deadline-step-estimated = Provisional: only estimated, not yet announced: { $names }. Days off are announced up to { $until }.
deadline-step-unannounced = Provisional: days off are announced only up to { $until }; later ones may be added.
deadline-step-unknown-feasts = Provisional: the calendar covers { $from } to { $to }; outside these years the dates of { $names } are unknown and were not counted as days off.
deadline-step-unknown = Provisional: the calendar covers { $from } to { $to } only.
deadline-label-day = day { $number }
deadline-label-days = days { $first }-{ $last }
deadline-label-working-day = working day { $number }
deadline-label-working-days = working days { $first }-{ $last }
deadline-label-not-counted = not counted
deadline-label-day-off = day off
deadline-label-days-off = days off
deadline-label-next-working-day = next working day
deadline-label-clock = clock change
deadline-label-pause = suspended
deadline-note-month-end = the month has no day { $day }, so its last day
deadline-note-no-roll = { $reason }; this time does not move
deadline-note-pause = { $lost } in which the time did not run
deadline-note-clock-forward = clocks go forward, { $length } is lost
deadline-note-clock-back = clocks go back, { $length } is gained
deadline-note-clock-even = the hours gained and lost are even
deadline-note-clock-lost = { $length } is lost on balance
deadline-note-clock-gained = { $length } is gained on balance
deadline-clock-changes = { $count } times
deadline-weekend = weekend
deadline-feast = { $name }
deadline-feast-on = { $name } ({ $date })
deadline-feast-moved = { $name } ({ $from }) moved to { $to }
deadline-estimated = { $feast }, estimated
deadline-reasons = { $one }; { $other }
deadline-and = { $one }, { $other }
deadline-more = and { $count } more
deadline-days-of-month = { $first }-{ $last }
deadline-days-across = { $first } - { $last }

deadline-spec-invalid = { $given }: { $problem }.
deadline-from-invalid = --from { $given }: { $problem }.
deadline-calendar-unknown = There is no calendar “{ $given }”. Known: { $known }.
deadline-calendar-invalid = { $file }, line { $line }, column { $column }: { $problem }
deadline-calendar-bad = The calendar { $file } cannot be used:
deadline-calendar-yaml = { $problem }
deadline-calendar-zone = unknown time zone “{ $given }”; write for example Europe/Tirane
deadline-calendar-name = “{ $given }” is not a name; write small letters, digits and hyphens
deadline-calendar-weekday = unknown day “{ $given }”; write monday … sunday
deadline-calendar-no-working-day = no day of the week is left for work
deadline-calendar-years = the years must lie between 1900 and 2199, the first before the last, and be no more than 200
deadline-calendar-days-after = days_after belongs to easter, from -100 to 100
deadline-calendar-feast-day = a feast has exactly one of: fixed, easter, single, or the lists announced and estimated
deadline-calendar-month-day = “{ $given }” is no day of the year; write month and day: 11-28
deadline-calendar-date = “{ $given }”: { $problem }
deadline-out-of-range = This due time lies outside the years that can be represented.

### area: definitions
definitions-none = There is no procedure in { $folder } (workflows/<name>/workflow.yaml).
definitions-several = There are several procedures in { $folder }: { $names }. Name the folder of one with --definitions.
definitions-no-folder = { $folder } is not a folder.
definitions-unreadable = { $file } cannot be read: { $reason }
definitions-file-too-big-at = { $file } is larger than { $limit } KiB.
definitions-unusable = { $count ->
    [one] The definitions in { $folder } have 1 error and cannot be used.
   *[other] The definitions in { $folder } have { $count } errors and cannot be used.
 }
definitions-unusable-hint = All of them with their places: sop workflow lint, with the same --definitions
definitions-at = { $file }:{ $line }:{ $column }: { $message }
definitions-missing-file = The file { $file } is missing.
definitions-not-utf8 = The file is not text in UTF-8.
definitions-not-yaml = This is not correct YAML: { $reason }
definitions-file-empty = The file is empty.
definitions-file-too-big = The file is larger than { $limit } KiB.
definitions-too-deep = More than { $limit } levels inside one another.
definitions-too-many-nodes = More than { $limit } values in one file.
definitions-anchor = References of YAML (& and *) are not used here: write the value.
definitions-tag = Tags of YAML (!) are not used here: put the value in quotes.
definitions-second-document = A file holds one document: remove the ---.
definitions-key-not-word = A key must be a word.
definitions-control-character = A character that cannot be seen (U+{ $code }): remove it.
definitions-kind-map = keys with values
definitions-kind-list = a list
definitions-kind-nothing = nothing
definitions-kind-text = a text
definitions-kind-flag = true or false
definitions-kind-word = “{ $word }”
definitions-wrong-kind = Here stands { $found }; it must be { $wanted }.
definitions-unknown-key = Unknown key: { $key }.
definitions-known-keys = Allowed: { $keys }.
definitions-did-you-mean = Did you mean { $word }?
definitions-missing-key = { $key } is missing.
definitions-repeated-key = { $key } has been written in line { $line } already.
definitions-listed-twice = { $id } is listed twice.
definitions-declared-twice = There is already a { $what } called { $id }.
definitions-other-place = The other one: { $file }, line { $line }.
definitions-untranslated = The text in the language { $language } is missing.
definitions-not-one-of = “{ $word }” is not allowed here; allowed: { $known }.
definitions-boolean-word = { $word } without quotes is read as yes or no.
definitions-write-quoted = Write "{ $word }".
definitions-bad-id = “{ $id }” cannot name a { $what }.
definitions-id-lower = Small letters a to z, digits, - and _, beginning with a letter.
definitions-id-upper = Capital letters A to Z, digits and -, beginning with a letter.
definitions-id-choice = Letters a to z, digits, - and _.
definitions-id-vault = Small letters a to z, digits and -, at most 32.
definitions-unknown = There is no { $what } called { $id }.
definitions-what-role = role
definitions-what-norm = provision
definitions-what-fact = fact
definitions-what-form = form
definitions-what-field = field
definitions-what-task = task
definitions-what-stage = stage
definitions-what-policy = policy
definitions-what-vault = vault
definitions-what-list = list
definitions-what-section = section
definitions-what-check = check
definitions-what-rule = rule
definitions-what-choice = choice
definitions-what-group = group
definitions-unknown-zone = Unknown time zone: { $zone }.
definitions-no-process-vault = The vault process is missing: what identifies nobody.
definitions-fact-type = A fact has a type, or an expression it is worked out from (is).
definitions-fact-worked-out = A fact that is worked out (is) has no { $key }.
definitions-choices-without-choice = Choices belong to the type choice or multi-choice, and are given once.
definitions-groups-without-list = Groups belong to a list (choices_from).
definitions-columns-without-table = Columns belong to the type table.
definitions-column = The column { $id } cannot be a table, set a fact or lie in another vault than its table.
definitions-future-without-date = future belongs to the type date or datetime.
definitions-no-such-value = The fact has no value “{ $word }”.
definitions-choice-without-group = The choice { $id } belongs to none of the groups of the list.
definitions-reference-why = A provision that is only a reference says why in note.
definitions-lines = Lines are written [first, last], for instance [12, 15].
definitions-no-norm = At least one provision is needed.
definitions-no-outer-stage = The stage { $stage } lies inside { $outer }, which is not there.
definitions-no-outer-stage-hint = Write { $file }, or put it under stages: of the stage around it.
definitions-stage-file-name = The stage is called { $id }, but its file { $file }.
definitions-form-file-name = The form is called { $id }, but its folder { $file }.
definitions-list-file-name = The list is called { $id }, but its file { $file }.
definitions-per-without-to = per: recipient needs recipients: add to.
definitions-from-without-within = from has no effect without within.
definitions-not-an-occurrence = Here stands { $found }; it must say when, for instance {"{"}form: X1{"}"}.
definitions-no-trigger = What it waits for is missing: form, task, stage, fact, due, time or case.
definitions-two-triggers = It waits for one thing: form, task, stage, fact, due, time or case; for several write a list.
definitions-becomes-where = becomes belongs to task, stage or fact, not to { $on }.
definitions-guarded-twice = { $action } stands twice in the same rule.
definitions-rule-guards-nothing = The rule guards nothing: add deny, warn or breach.
definitions-not-an-action = “{ $words }” is not an action.
definitions-actions = Actions: file X1, do task, waive task, enter stage, close stage, share vault, close case.
definitions-prefill = “{ $word }” is not a field of a form: write FORM.field.
definitions-reserved = { $id } means something else in expressions: take another name.
definitions-id-before = The name stands before the values: remove id.
definitions-lint-error = error
definitions-lint-warning = warning
definitions-lint-sum = { $folder }: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
 }, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
 }.
definitions-lint-errors = { $errors ->
    [one] 1 error in the definitions.
   *[other] { $errors } errors in the definitions.
 }
definitions-type-thing = something that holds others
definitions-type-none = none
definitions-type-bool = yes or no
definitions-type-integer = a number
definitions-type-text = text
definitions-type-moment = a date or time
definitions-type-choice = a choice
definitions-type-list = a list
definitions-type-span = a time such as "30wd"
definitions-known-values = Allowed: { $values }.
definitions-expr-syntax = The expression cannot be read: { $reason }
definitions-expr-moment = Here a date or time is needed, not { $found }.
definitions-expr-always = This is always there, so it cannot be a condition: ask for something in it.
definitions-expr-always-word = A word in quotes always holds.
definitions-expr-fact-type = The fact must be { $wanted }, but the expression gives { $found }.
definitions-expr-item = In square brackets stands a name in quotes.
definitions-expr-number = { $found } cannot be calculated with: a number is needed.
definitions-expr-unsupported = { $name } is not used in these expressions.
definitions-expr-no-event = There is no event here: this is asked at any moment, not when something happens.
definitions-expr-roots = Names begin with: { $names }.
definitions-expr-unknown-name = Unknown name: { $name }.
definitions-expr-no-field = { $holder } has no { $name }.
definitions-expr-no-parts = { $found } has no { $name }.
definitions-expr-vault = { $name } lies in the vault { $vault }: outside must only what identifies nobody (process) may be asked.
definitions-expr-order = { $found } cannot be put in order with < or >: numbers or dates are needed.
definitions-expr-compare = { $left } cannot be compared with { $right }.
definitions-expr-may-lack = { $name } may be missing here, and what is missing counts as less than every number.
definitions-expr-guard = Ask first whether it is there: { $name } and …, or not { $name } or …
definitions-expr-in = After in a list is needed, not { $found }.
definitions-expr-no-choice = There is no choice “{ $word }”.
definitions-expr-unknown-function = Unknown function: { $name }.
definitions-expr-arguments = { $name } takes { $count } values, not { $given }.
definitions-expr-argument = { $name } takes { $wanted }, not { $found }.
definitions-expr-defined = is { $name } does not help: a missing value is none.
definitions-expr-defined-instead = Write the bare name, or: … is none
definitions-expr-test-arguments = { $name } does not have the values that it takes.
definitions-expr-unknown-test = Unknown test: { $name }.
definitions-expr-needs-list = { $name } takes a list, not { $found }.
definitions-expr-unknown-filter = Unknown filter: { $name }.
definitions-expr-map = map is written map(attribute='column').
definitions-lint-same-name = { $id } and { $other } are written the same in expressions (- becomes _).
definitions-lint-sets-worked-out = The fact { $fact } is worked out (is): no field sets it.
definitions-lint-fact-vault = The field sets the fact { $fact }, which lies in process; the field itself lies in { $vault }.
definitions-lint-fact-choice = The fact { $fact } has no value { $id }.
definitions-lint-fact-type = The field is not of the type of the fact { $fact }.
definitions-lint-prefill-of-task = Fields of a task are not filled from forms (prefill).
definitions-lint-prefill-type = { $from } is of another type.
definitions-lint-prefill-choices = { $from } has no choice in common with this.
definitions-lint-nobody = Nobody may do the task { $task }.
definitions-lint-role-fact = Roles are chosen by a fact of yes or no (bool), not by { $fact }.
definitions-lint-policy-number = The policy { $policy } is a number, not a time.
definitions-lint-series-within = { $task } repeats at an interval: its time is the interval, without within.
definitions-lint-anchor-fact = The time is counted from facts.{ $fact }, but no field sets it.
definitions-lint-anchor-task = The time is counted from the due time of { $task }, which has none.
definitions-lint-due-without-time = { $task } has no time, so its due time never passes.
definitions-lint-fields-never-asked = The fields of { $task } are never asked: it is not done by hand (done).
definitions-lint-never-met = Nothing can discharge the task { $task }.
definitions-lint-not-a-recipient = { $role } is not among the recipients (to) of { $task }.
definitions-lint-to-without-per = to: { $role } has an effect only with per: recipient.
definitions-lint-recipient-never = For { $role } nothing can discharge the task { $task }.
definitions-lint-suspend-alone = There is { $present }, but no { $absent }.
definitions-lint-role-circle = The group { $role } has itself among its members.
definitions-lint-rule-never-holds = The rule { $rule } asks for what its applies excludes.
definitions-lint-not-by-hand = { $rule } guards do { $task }, but that task is not done by hand (done).
definitions-lint-same-rule = { $one } and { $other } ask the same for { $action }.
definitions-lint-contradiction = { $one } and { $other } cannot both be satisfied: { $action } is never allowed.
definitions-lint-circle = Changes that bring each other about at the same moment: { $names }.
definitions-lint-stage-unreachable = The stage { $stage } can never be entered.
definitions-lint-task-unreachable = The task { $task } never opens.
definitions-lint-fact-unused = Nobody asks for the fact { $fact }.
definitions-lint-fact-never-set = No field sets the fact { $fact }.
definitions-lint-form-unused = Nothing uses the form { $form }.
definitions-lint-policy-unused = Nothing uses the policy { $policy }.
definitions-lint-list-unused = No field uses the list { $list }.
definitions-lint-norm-uncited = Nothing cites the provision { $norm }.
definitions-lint-norm-otherwise = The provision { $norm } should be carried by { $wanted }, but only others cite it.
definitions-lint-file-unlisted = The file { $file } is not read: workflow.yaml does not list it.
definitions-lint-no-template = The form { $form } has no template.md.j2.
definitions-list-stage = duties { $tasks }, rules { $rules }
definitions-list-rest = { $forms } forms, { $facts } facts, { $roles } roles, { $norms } provisions.
definitions-list-next = Next: sop workflow show STAGE, sop forms list
definitions-coverage-gap = Carried by nothing: { $norm } { $gloss }
definitions-coverage-sum = { $covered } of { $norms } provisions are carried.
definitions-coverage-gaps = { $count ->
    [one] 1 provision is carried by nothing.
   *[other] { $count } provisions are carried by nothing.
 }
definitions-show-unknown = The procedure has no “{ $id }”.
definitions-show-hint = All names: sop workflow show
definitions-show-form = { $form } is a form: sop forms show { $form }
definitions-show-stages = Stages
definitions-show-tasks = Duties
definitions-show-rules = Conditions
definitions-show-facts = Facts
definitions-show-roles = Roles
definitions-show-policies = Chosen times and numbers
definitions-show-norms = { $count } provisions: sop workflow show NORM
definitions-show-stage = Stage
definitions-show-task = Duty
definitions-show-rule = Condition
definitions-show-fact = Fact
definitions-show-norm = Provision
definitions-show-role = Role
definitions-show-policy = Policy
definitions-show-applies = Applies when
definitions-show-enter = Entered
definitions-show-done = Done
definitions-show-exit = Closed
definitions-show-suspend = Suspended
definitions-show-resume = Resumed
definitions-show-skip = Skipped
definitions-show-kind = Kind
definitions-show-right = a right, not a duty
definitions-show-who = Who
definitions-show-to = To
definitions-show-after = Opens
definitions-show-within = Time
definitions-show-from = Counted from
definitions-show-met = Discharged by
definitions-show-repeat = Repeats
definitions-show-field = Field
definitions-show-place = Written in
definitions-show-deny = Refuses
definitions-show-warn = Asks a reason for
definitions-show-breach = Records a breach at
definitions-show-must = Must hold
definitions-show-fix = Mended by
definitions-show-type = Type
definitions-show-is = Is
definitions-show-prefer = In a conflict
definitions-show-counts = Counts from
definitions-show-set-by = Set by
definitions-show-locate = Place
definitions-show-enforce = Carried by
definitions-show-note = Note
definitions-show-abbr = Abbreviation
definitions-show-members = Members
definitions-show-seat = Seat
definitions-show-basis = Basis
definitions-show-basis-act = the act’s own word
definitions-show-basis-reading = a reading of the act
definitions-show-basis-ours = our own reminder
definitions-show-vault = Part
definitions-show-filled-by = Filled by
definitions-show-checks = Checks
definitions-show-required = required
definitions-show-in-vault = part { $vault }
definitions-show-when = when { $when }
definitions-forms-next = Next: sop forms show FORM, sop fill FORM --blank
definitions-forms-hint = All of them: sop forms list
definitions-no-such-form = There is no form “{ $form }”.
definitions-and-more = { $count } more
definitions-bad-time = “{ $word }”: { $reason }
definitions-expr-too-long = An expression of more than { $limit } bytes: let facts of their own carry parts of it.
definitions-graph-every = every { $every }
definitions-graph-time = Time: { $time }
definitions-graph-who = Who: { $who }
definitions-graph-met = With: { $forms }
definitions-graph-entered = Opens with: { $forms }
definitions-graph-stage-done = Reached: { $stage }
definitions-graph-stage-closed = Closed: { $stage }
definitions-graph-stage-suspended = Suspended: { $stage }
definitions-graph-stage-resumed = Goes on: { $stage }
definitions-graph-moment = The moment comes: { $moment }
definitions-graph-case-opened = The case is opened
definitions-graph-case-closed = The case is closed
definitions-graph-case-reopened = The case is opened again
definitions-graph-task-opened = Opened: { $task }
definitions-graph-task-waived = Waived: { $task }
definitions-graph-task-lapsed = No longer due: { $task }
definitions-graph-passes = The time passes: { $task }
definitions-graph-yes = yes
definitions-graph-no = no
definitions-graph-legend-opens = leads to
definitions-graph-legend-if = leads to, under a condition
definitions-graph-legend-requires = has to be there before the stage is entered
definitions-graph-legend-ends = closes or suspends the stage
definitions-graph-no-stage = The procedure has no stage “{ $stage }”.
definitions-graph-stages-hint = The stages: sop workflow list
definitions-graph-format = { $file }: the name does not say what is to be drawn.
definitions-graph-format-hint = Name it .svg, .dot or .mmd, or say --format.
definitions-graph-not-written = { $file } could not be written: { $reason }
definitions-graph-written = Drawn: { $file }
definitions-schema-kind = There is no kind of file “{ $given }”; there are: { $known }.
definitions-coverage-section = { $title }, lines { $lines }
definitions-coverage-title = What carries each provision of { $act }
definitions-coverage-made = Made from the definitions, not written by hand: `{ $command }`
definitions-coverage-part = part of the act
definitions-coverage-norms = provisions
definitions-coverage-carried = carried
definitions-coverage-reference = only for reference
definitions-coverage-open = carried by nothing
definitions-coverage-norm = provision
definitions-coverage-place = place
definitions-coverage-kind = kind
definitions-coverage-by = carried by
definitions-coverage-nothing = nothing
definitions-coverage-because = reference: { $reason }
definitions-coverage-more = { $shown } and { $count } more
definitions-diff-workflow = The procedure
definitions-diff-vaults = Parts of a case
definitions-diff-forms = Forms
definitions-diff-fields = Fields
definitions-diff-norms = Provisions
definitions-diff-days-off = Days off
definitions-diff-title = Words
definitions-diff-version = Version
definitions-diff-act = Act
definitions-diff-zone = Time zone
definitions-diff-calendar = Calendar
definitions-diff-soon = Due soon
definitions-diff-case-roles = Opened by
definitions-diff-signed-by = Signed by
definitions-diff-section = Section
definitions-diff-template = Template
definitions-diff-required = Required
definitions-diff-future = May lie ahead
definitions-diff-when = Asked when
definitions-diff-sets = Sets
definitions-diff-prefill = Taken from
definitions-diff-choice = Choice
definitions-diff-hint = Help
definitions-diff-day = Day
definitions-diff-since = Since
definitions-diff-until = Until
definitions-diff-built-in = built in
definitions-diff-head = From { $old }
    To { $new }
definitions-diff-same = Nothing is different.
definitions-diff-sum = { $new } new, { $gone } gone, { $changed } changed.
definitions-diff-new = new
definitions-diff-gone = gone
definitions-diff-changed = changed
definitions-diff-before = before
definitions-diff-after = now
definitions-diff-none = (nothing)
definitions-diff-found = { $count ->
    [one] 1 difference.
   *[other] { $count } differences.
}
weaker-rule-gone = the condition { $rule } is dropped
weaker-rule-changed = the condition { $rule } asks something else
weaker-guard-gone = the condition { $rule } no longer guards { $action }
weaker-guard-softer = the condition { $rule } guards { $action } less strictly
weaker-form-gone = the form { $form } is dropped
weaker-task-gone = the duty { $task } is dropped
weaker-task-right = the duty { $task } becomes a right
weaker-task-waivable = the duty { $task } may be waived
weaker-task-longer = the time of { $task } becomes { $to } (it was { $from })
weaker-field-gone = the required field { $field } is dropped
weaker-field-optional = the field { $field } is no longer required
weaker-field-moved = the field { $field } moves from the part { $from } to { $to }

### area: engine

engine-trigger-form = { $form } was filed
engine-trigger-entered = the stage was entered: { $stage }
engine-trigger-stage-done = the stage was done: { $stage }
engine-trigger-stage-closed = the stage was closed: { $stage }
engine-trigger-stage-suspended = the stage was suspended: { $stage }
engine-trigger-stage-resumed = the stage was resumed: { $stage }
engine-trigger-task-met = done: { $task }
engine-trigger-task-opened = a duty arose: { $task }
engine-trigger-task-waived = waived: { $task }
engine-trigger-task-lapsed = no longer due: { $task }
engine-trigger-fact = became known or changed: { $fact }
engine-trigger-due = the time passed: { $task }
engine-trigger-time = a date that was set came
engine-trigger-case = the case was opened, closed or reopened
engine-trigger-again = number { $number } of this row was dealt with
engine-refused = This cannot be done yet. { $count ->
    [one] One condition is
   *[other] { $count } conditions are
} not met:
engine-doing-file = filing form { $form }
engine-doing-do = doing “{ $task }”
engine-doing-waive = waiving “{ $task }”
engine-doing-enter = entering the stage “{ $stage }”
engine-doing-close = closing the stage “{ $stage }”
engine-doing-share = sharing the case
engine-doing-unshare = ending the sharing of the case
engine-doing-open-case = opening a case
engine-doing-close-case = closing a case
engine-doing-reopen-case = reopening a case
engine-doing-note = writing a note
engine-doing-correct = withdrawing this entry
engine-role-not-held = You do not hold the role { $role } (yours: { $held }).
engine-no-role = You hold no role in this procedure.
engine-not-your-role = None of your roles allows { $what }.
engine-who-may = It is for: { $roles }.
engine-unknown-form = This procedure has no form { $form }.
engine-unknown-task = This procedure has no duty { $task }.
engine-unknown-stage = This procedure has no stage { $stage }.
engine-did-you-mean = Did you mean { $word }?
engine-no-document = There is no such document of form { $form } in this case.
engine-withdrawn-already = This entry has already been withdrawn.
engine-suspended = The stage “{ $stage }” is suspended: its duties wait until it is resumed.
engine-not-by-hand = “{ $task }” is not marked as done by hand; a document shows it.
engine-try = { $command }
engine-not-waivable = “{ $task }” cannot be waived.
engine-waive-needs-reason = A duty is waived with a reason.
engine-nothing-open = “{ $task }” is not open in this case.
engine-already-met = “{ $task }” was already done ({ $at }).
engine-already-waived = “{ $task }” was waived ({ $at }).
engine-lapsed = “{ $task }” is no longer due ({ $at }).
engine-ahead-hint = If it was done before it is asked for, add --ahead: it then counts for the next time it arises.
engine-which-instance = “{ $task }” is open more than once. Name the one that is meant:
engine-candidate = { $instance }: { $trigger } ({ $at })
engine-which-recipient = It is not clear for which recipient: { $roles }.
engine-which-recipient-hint = Add --to ROLE, or --to all.
engine-unknown-recipient = { $role } is not a recipient of this duty (these are: { $known }).
engine-recipient-not-open = “{ $task }” is not open for { $role }.
engine-case-closed = The case is closed.
engine-case-not-closed = The case is not closed.
engine-stage-open = The stage “{ $stage }” is already open.
engine-stage-over = The stage “{ $stage }” has been gone through and cannot be entered again.
engine-stage-not-open = The stage “{ $stage }” is not open.
engine-outer-not-open = The stage “{ $stage }” can be entered only while “{ $outer }” is open.
engine-stage-does-not-apply = The stage “{ $stage }” does not apply to this case.
engine-enters-by-itself = The stage “{ $stage }” is not entered by hand; it begins when what it waits for is recorded.
engine-scenario-unknown-key = unknown key `{ $key }` (known here: { $known })
engine-scenario-unknown-key-near = unknown key `{ $key }`; did you mean `{ $near }`?
engine-scenario-unknown = `{ $word }` is not known
engine-scenario-unknown-near = `{ $word }` is not known; did you mean `{ $near }`?
engine-scenario-unknown-field = there is no field `{ $field }`
engine-scenario-unknown-field-near = there is no field `{ $field }`; did you mean `{ $near }`?
engine-scenario-value = { $field }: { $why }
engine-scenario-value-kind = { $field }: { $found } cannot stand here
engine-scenario-choice = { $field }: `{ $given }` is not one of { $known }
engine-scenario-fact-value = { $fact }: `{ $given }` is not a value of this fact ({ $known })
engine-scenario-moment = `{ $given }`: { $why }
engine-scenario-no-story = a scenario needs a `story`: a list of steps
engine-scenario-one-act = a step says exactly one of { $known }, or is a check with `now`
engine-scenario-not-one-of = `{ $word }` is not one of { $known }
engine-scenario-no-document = `{ $label }` is not a document
engine-scenario-not-refused = expected to be refused ({ $expected }); it was accepted
engine-scenario-refused = was refused: { $why }
engine-scenario-refused-otherwise = expected to be refused by { $expected }; was refused by { $found }
engine-scenario-listed = { $rules }
engine-scenario-stage = { $stage }: expected { $expected }, is { $found }
engine-scenario-fact = { $fact }: expected { $expected }, is { $found }
engine-scenario-task = { $task }: expected { $expected }, is { $found }
engine-scenario-due = { $task }: expected to be due { $expected }, is due { $found }
engine-scenario-met = { $task }: expected to be met at { $expected }, was met at { $found }
engine-scenario-findings = findings: expected { $expected }, there are { $found }
engine-scenario-failed-expression = an expression failed ({ $place }): { $reason }
engine-scenario-auditor = someone who reads only the process part would compute other duties
engine-test-none = There is no scenario in { $folder }/tests.
engine-test-failed = { $failed } { $failed ->
    [one] scenario does
   *[other] scenarios do
} not hold.
engine-test-holds = holds
engine-test-does-not = FAILS
engine-test-unreached = No scenario reaches these ({ $count }):
engine-test-sum = { $passed } { $passed ->
    [one] scenario holds
   *[other] scenarios hold
}, { $failed } { $failed ->
    [one] does
   *[other] do
} not.
engine-explain-unknown = “{ $given }” is neither a duty, a provision, a condition nor a finding.
engine-explain-hint = All names: sop workflow show
engine-explain-no-instance = There is no “{ $given }” in this case.
engine-explain-head = Case { $case }: { $title } ({ $instance })
engine-explain-state = State
engine-explain-because = Because
engine-explain-trigger = { $what } ({ $at })
engine-explain-norm = Provision
engine-explain-who = Who
engine-explain-to = To
engine-explain-time = Time
engine-explain-row = number { $number } of a row, one every { $every }
engine-explain-basis-act = the act's own word
engine-explain-basis-reading = the act asks, the time is a reading
engine-explain-basis-ours = a reminder that the act does not know
engine-explain-counted-from = Counted from
engine-explain-date = { $date }: { $entry }
engine-explain-before = Before
engine-explain-was = { $date }, due { $due }: { $entry }
engine-explain-was-gone = withdrawn: { $entry }
engine-explain-was-unknown = not known: { $entry }
engine-explain-from-form = { $form }, filed by { $member }, { $at }
engine-explain-from-version = { $form }, version { $version }, by { $member }, { $at }
engine-explain-from-withdrawal = withdrawal by { $member }, { $at }
engine-explain-from-entry = entry by { $member }, { $at }
engine-explain-met-by = Met by
engine-explain-here = In case { $case }
engine-explain-now = Now
engine-explain-lets = { $stage }: the condition holds
engine-explain-stops = { $stage }: the condition does not hold yet
engine-explain-finding = Finding
engine-explain-nothing-here = nothing of it so far
engine-doing-migrate = moving the case to other definitions

### area: fill

fill-wrong-file = { $file }: { $count } { $count ->
    [one] error
   *[other] errors
}. Nothing was saved.
fill-wrong = { $count } { $count ->
    [one] error
   *[other] errors
} in what was given. Nothing was saved.
fill-unreadable = { $file }: { $why }. Nothing was saved.
fill-problem-line = line { $line }   { $written }   { $why }
fill-problem-set = --set   { $written }   { $why }
fill-problems-more = … and { $count } more
fill-too-large = larger than { $most } MiB; this is not a form
fill-not-text = this is not a text file (UTF-8)
fill-not-toml = line { $line } cannot be read; a line has the form  field = value
fill-written-twice = written twice
fill-set-form = write --set field=value
fill-set-table = a table is written as [{"{"}column = "…", column = "…"{"}"}, …]
fill-unknown-field = unknown field
fill-unknown-field-near = unknown field; perhaps `{ $near }`
fill-column-missing = is missing in this row
fill-nothing-written = nothing stands after the sign; give a value or leave the line out
fill-quotes = a text stands between quotes: { $text }
fill-list = write a list: { $example }
fill-unprintable = contains the unprintable character { $code }
fill-country-near = no country of that name or code; perhaps "{ $code }" ({ $name })
fill-country-unknown = no country of that name or code; write its two letters, "AL" for Albania
fill-language-near = no language has this name or code; perhaps "{ $code }" ({ $name })
fill-language-unknown = no language has this name or code; write its name, "Albanian", or its code, "sq"
fill-phone-zeros = instead of 00 write +: { $number }
fill-phone-international = after + come the country's code and the number, 7 to 15 digits in all
fill-number-range = must lie between { $least } and { $most }
fill-choice-unknown = { $given } is not there; allowed: { $allowed }
fill-choice-near = { $given } is not there; perhaps "{ $near }"
fill-choice-of-many = { $given } is not there; the { $count } choices stand in the blank form (--blank)
fill-in-the-future = is later than now ({ $now }); this field records what has happened
fill-hour-missing = the hour is missing: { $example }
fill-wanted-bool = must be true or false
fill-wanted-number = must be a whole number
fill-wanted-minutes = must be a number of minutes
fill-wanted-choice = must be one of the choices, between quotes
fill-wanted-choices = must be a list of choices: ["…", "…"]
fill-wanted-date = must be a date: 2026-03-14 or 14.3.2026
fill-wanted-datetime = must be a date with its hour: 2026-03-02T09:30 or 2.3.2026 09:30
fill-wanted-table = must be a list of rows: [{"{"} column = "…" {"}"}, …]
fill-wanted-phone = must be a phone number: +355 69 123 4567
fill-wanted-id-number = must be the number of a document: letters and digits
fill-wanted-country = must be a country: "AL"
fill-wanted-language = a language is wanted: "Albanian" or "sq"
fill-wanted-text = must be a text between quotes

fill-blank-how = Take away the sign # before a field that you complete, and write its value after the sign =.
fill-blank-dates = Dates are written 2026-03-14 or "14.3.2026", times 2026-03-14T09:30 or "14.3.2026 09:30", local time.
fill-blank-required = required
fill-blank-when = asked where: { $when }
fill-takes-text = text between quotes
fill-takes-long-text = text between quotes; on several lines between {"\"\"\""} and {"\"\"\""}
fill-takes-person = first name and surname, between quotes
fill-takes-phone = phone number, between quotes: "+355 69 123 4567"
fill-takes-id-number = number of a document, between quotes
fill-takes-country = country, two letters between quotes: "AL"
fill-takes-language = the language, in quotes: "Albanian" or "sq"
fill-takes-bool = true (yes) or false (no)
fill-takes-number = whole number
fill-takes-minutes = number of minutes
fill-takes-choice = one of these, between quotes:
fill-takes-choices = a list of these, ["…", "…"]; [] means none:
fill-takes-date = date: 2026-03-14
fill-takes-datetime = date and hour: 2026-03-14T09:30
fill-takes-table = rows, each { "{" } column = value, … { "}" }, with these columns:
fill-takes-signature = name of who signed, between quotes; on paper a line to sign on

fill-unknown-form = There is no form { $given }.
fill-forms = Forms: { $forms }
fill-no-file = { $file } cannot be read: { $reason }
fill-nothing-given = Nothing was given for { $form }.
fill-nothing-given-hint = sop fill { $form } --blank > form.toml, then --from form.toml; or --set field=value; or --edit
fill-nothing-filled-in = Nothing is filled in. { $form } requires { $count } { $count ->
    [one] field
   *[other] fields
}:
fill-required-field = { $field }   { $label }
fill-not-asked = { $field } is asked only where: { $when }
fill-unchanged = Case { $case }: { $form } already says this. Nothing was recorded.
fill-line = { $line }
fill-recorded = Case { $case }: { $form } was filed ({ $when }).
fill-amended = Case { $case }: { $form } was amended ({ $when }).
fill-kept = Case { $case }: { $form } was kept, but is not complete{ $count ->
    [0] {""}
   *[other] . Missing: { $count }
}. Duties that follow from it wait.
fill-count = { $title }: { $number }.
fill-prefilled = Taken from other forms of the case: { $fields }
fill-missing-field = {"  "}missing   { $label }   { $field }
fill-missing-more = {"  "}and { $count } more
fill-mend = To mend this one: sop fill { $form } --amend { $document }
fill-next = Next: { $commands }
fill-then = { $first }, then { $last }
fill-no-such-document = { $given } is no document of the form { $form }.
fill-no-editor = No editor is named.
fill-no-editor-hint = Set EDITOR, for instance: EDITOR=nano; or use --from FILE or --set FIELD=VALUE.
fill-no-memory = There is no folder in memory on this machine (XDG_RUNTIME_DIR, /dev/shm); the form would be plain on a disk.
fill-no-memory-hint = Use --set FIELD=VALUE, or --from - and standard input.
fill-edit-failed = The form could not be edited: { $reason }
fill-editor-failed = The editor ended with an error: { $editor }. Nothing was saved.
fill-edit-again = Back to the editor?
fill-indented = {"  "}{ $line }
fill-cancelled = Stopped. Nothing was recorded.
fill-edit-unchanged = { $form } was left as it was. Nothing was recorded.
fill-terminal = The terminal cannot be used for questions: { $reason }
fill-meanwhile = Meanwhile somebody else changed { $form }; what you typed was put over it.
fill-ask-title = { $form } · { $title }
fill-ask-how = Enter: next. Esc: back. Ctrl-C: stops, the answers are kept. *: required.
fill-ask-section = ── { $title }
fill-ask-select = arrows, Enter; type to search; Esc: back
fill-ask-tick = arrows, space to tick, Enter; type to search; Esc: back
fill-ask-summary = ── Summary
fill-ask-decide = File it?
fill-ask-file = File it
fill-ask-draft = Keep it in the case as unfinished
fill-ask-date = 14.3.2026
fill-ask-datetime = 14.3.2026 09:30
fill-ask-country = name or two letters: Albania, AL
fill-ask-language = its name or code: Albanian, sq
fill-ask-phone = +355 69 123 4567
fill-ask-number = a whole number
fill-ask-minutes = minutes
fill-ask-long = a paragraph on each line; an empty line ends it; Esc: back
fill-ask-text = Enter: next; empty: no answer; Esc: back
fill-kept-here = The answers are kept encrypted on this computer; go on with: sop fill { $form }
fill-not-kept = The answers cannot be kept meanwhile: { $reason }
fill-resume-offer = Answers that were not filed ({ $count }), kept { $when }:
fill-resume = Go on with them
fill-start-anew = Throw them away and begin anew
fill-ask-first = This is the first question.
fill-ask-empty = — no answer
fill-ask-change = Change an answer
fill-ask-later = Go on later; the answers stay encrypted on this computer
fill-ask-discard = Throw everything away
fill-ask-which = Which answer is to be changed?
fill-ask-rows-done = Next (rows: { $count })
fill-ask-row-add = Add a row
fill-ask-row-change = Change: { $row }
fill-ask-row-remove = Remove: { $row }

### area: render

render-draft = DRAFT: not filed, or not complete. It has no effect.
render-redacted-copy = Copy without what identifies: personal, health and investigation parts are left out.
render-missing = Still missing:
render-case = Case
render-form = Form
render-at = Date
render-institution = Institution
render-signatures = Signatures
render-function = Function
render-name = Name and surname
render-signature = Signature
render-date = Date
render-hidden = [redacted]
render-empty = —
render-none-of-these = none of these
render-yes = Yes
render-no = No
render-template-too-much = The template { $template } asks for too much and was stopped.
render-template-failed = The template { $template } fails at line { $line }: { $reason }
render-check-failed = It cannot be printed: { $reason }
render-check-no-field = The form { $form } has no field { $field }.
render-no-pdf = This program was built without PDF.
render-strict = { $count ->
    [one] { $form } is a draft: not filed, or not complete.
   *[other] { $form } are drafts: not filed, or not complete.
}
render-unknown-format = From the name { $file } it cannot be told what is wanted.
render-unknown-format-hint = Names end with .md, .html, .pdf, .txt or .json; or say --format.
render-pdf-to-terminal = A PDF is nothing for a terminal.
render-pdf-to-terminal-hint = Write it to a file: -o FILE.pdf
render-not-written = { $file } could not be written: { $reason }
render-written = Written: { $file }
render-written-plain = Written: { $file }. This file is readable without a key; keep it as you keep the paper.
render-no-pdf-hint = Write HTML (-o FILE.html) and print it from a browser.
render-pdf-failed = The PDF could not be made: { $reason }
render-draft-mark = DRAFT
render-page = page { $number } of { $all }
render-unprintable = { $form }, { $field }: the PDF's fonts lack some characters; they stand there as their code: { $codes }
render-unprintable-elsewhere = { $form }: the PDF's fonts lack some characters; they stand there as their code: { $codes }
render-dossier = Case { $case }: { $forms }
render-version = Version { $number } of { $all }
render-one-form = --document and --version go with one form only.
render-nothing-filed = In case { $case } none of these forms has been filed yet.
render-no-version = { $form } has no version { $number }.
render-no-version-hint = { $count ->
    [0] { $form } has not been filed yet.
   *[other] Versions: 1 to { $count }.
}

### area: audit

audit-severity-error = ERROR
audit-severity-warning = WARN
audit-severity-info = INFO
audit-group-integrity = integrity
audit-group-compliance = compliance
audit-group-hygiene = hygiene
audit-head = Case store { $store }… · { $cases } · { $level }
audit-cases = { $count } { $count ->
    [one] case
   *[other] cases
}
audit-level-keyless = no case opened: signatures, names, digests and governance only
audit-level-all = read: all parts
audit-not-checked = Not checked: { $group } ({ $reason }).
audit-not-checked-cases = Not checked: { $group } of { $count } { $count ->
    [one] case
   *[other] cases
} ({ $reason }).
audit-reason-no-key = no key was given
audit-reason-not-readable = this key does not open them
audit-reason-damaged = they cannot be read: { $reason }
audit-sum-none = Nothing was found.
audit-sum-incomplete = Nothing was found in what could be checked; not everything that was asked for was.
audit-sum = { $findings } { $findings ->
    [one] finding
   *[other] findings
} in { $with } of { $cases } { $cases ->
    [one] case
   *[other] cases
}: { $counts }.
audit-next = What it means and what to do: sop explain { $code }
audit-count-errors = { $count } { $count ->
    [one] error
   *[other] errors
}
audit-count-warnings = { $count } { $count ->
    [one] warning
   *[other] warnings
}
audit-count-infos = { $count } for information

audit-duty = { $title }
audit-duty-instance = { $title } ({ $instance })
audit-overdue-duty = { $duty }: due { $due }, not done ({ $late } late)
audit-late-duty = { $duty }: due { $due }, done { $done } ({ $late } late)
audit-lapsed-overdue = { $duty }: due { $due }, never done, no longer due since { $ended } ({ $late } after its time)
audit-waived-overdue = { $duty }: due { $due }, waived { $ended } ({ $late } after its time)
audit-known-late = { $what }; what it follows from was written down only on { $recorded }, after the time had passed
audit-provisional = { $what }; the due time is provisional
audit-later = a later day
audit-anchor-missing = { $duty }: its time does not run; open since { $since }, missing: { $missing }
audit-overdue-before-correction = { $duty }: due { $due } and not done as the record stood until { $member } changed it, { $corrected }
audit-overridden = { $what } Reason given: “{ $reason }”
audit-overridden-bare = { $what } No reason is recorded.
audit-rule-ignored = { $what } It did not hold, and nobody said so.
audit-rule-unmet = { $what } It held for what its author knew; with what others recorded meanwhile it does not.
audit-back-dated = { $member } recorded on { $recorded } what is dated { $at } ({ $late } earlier; more than { $hours } hours)
audit-back-dated-duty = { $duty }: counts as done in time, { $met } (due { $due }), but { $member } recorded it only on { $recorded }, more than { $hours } hours later and after the due time
audit-recorded-ahead = Recorded by { $member } with a time that lies ahead: { $recorded }
audit-conflict = { $what }: { $claims }
audit-conflict-field = { $form }, { $what }: two values, { $claims }
audit-claim = { $member } on { $at }
audit-claim-value = { $value } ({ $member }, { $at })
audit-value = { $value }
audit-form-field = { $label } ({ $form })
audit-yes = yes
audit-no = no
audit-expression-failed = { $place }: { $source } could not be evaluated and counted as not satisfied: { $reason }
audit-other-definitions = Recorded under other definitions ({ $theirs }…), judged by { $ours }…
audit-junit-failed = The JUnit report cannot be written: { $reason }
audit-part = { $title }
audit-level-process = read: the process part; not read: { $parts }
audit-reason-other-root = it is not the store that was expected
audit-bad-fingerprint = “{ $given }” is not a fingerprint: 64 hexadecimal digits, as sop verify prints them.
audit-no-sarif = SARIF is not available yet; use --format text, json or junit.
audit-damaged = Parts of the store are damaged or missing ({ $count } { $count ->
    [one] error
   *[other] errors
}).
audit-failed = The audit found { $errors } { $errors ->
    [one] error
   *[other] errors
} and { $warnings } { $warnings ->
    [one] warning
   *[other] warnings
}.
audit-incomplete = Not everything that was asked for could be checked: { $reason }
audit-plain-text = A readable file lies among the encrypted ones: { $path }
audit-plain-text-recorded = It is recorded in the store and not encrypted: { $path }
audit-key-in-store = A private key lies in the store's folder: { $path }
audit-foreign-work-file = A file that does not belong to the store lies in its folder: { $path }
audit-foreign-work-file-readable = A readable file that does not belong to the store lies in its folder: { $path }
audit-changed-work-file = It differs from what is recorded: { $path }
audit-other-refs = The repository holds { $name } beside the store's own line
audit-weaker-definitions = The definitions in force ask less than version { $version }: { $what }
audit-no-recovery = The store has no recovery key
audit-key-readable = Other accounts can read the key { $file } (mode { $mode })
audit-office-unmanned = No active member of the office { $office } holds its key
audit-key-not-rotated = The newest key of the office { $office } is still held by who has left: { $members }
store-no-revision = There is no commit “{ $given }” in this store's history.
audit-rule-unsaid = { $what } Whether it held is not recorded, and this key does not open what it asks about ({ $member }).
audit-wrong-role = { $member } acted as { $role }; this is for: { $wanted }
audit-role = { $role }
audit-role-none = nobody
audit-clock-set = { $member } set the clock by hand in { $count } { $count ->
    [one] operation
   *[other] operations
}, the last one dated { $last }
audit-held = An entry by { $member } is held and does not count: { $why }
audit-case-unreadable = The case cannot be read: { $reason }
audit-root-not-verified = The store agrees with itself, but its root was not compared with anything. Fingerprint: { $root }
audit-other-root = This is another store: its fingerprint is { $root }, expected was { $expected }
audit-rewritten-history = A newer state that this computer accepted ({ $accepted }) is not contained in this one
audit-means-rule-unsaid = A condition asks about a part that this key does not open, and the entry does not say how it came out. Newer versions of this program always record it.
audit-remedy-rule-unsaid = Let somebody who reads that part run the audit.
audit-means-wrong-role = Something was recorded in a role that the act does not charge with it. A warning where it was right by what its author knew.
audit-remedy-wrong-role = Whoever is charged with it confirms it in the case, or records it again.

audit-means-signature = A commit does not carry a good signature of the member whom it names. Somebody else may have made it, or it was changed afterwards.
audit-remedy-signature = Treat what it brought as not recorded. Ask the member named. An administrator publishes the newest good commit from a clone that verifies; sop verify names it.
audit-means-entitlement = It was signed by somebody who at that point was not a member, no longer one, or not an administrator.
audit-remedy-entitlement = Find out who holds that key. What it brought does not count; whoever is entitled records it again.
audit-means-governance = Members, offices or settings were changed in a way that only an administrator, or only a root key, may change them, or by an operation that may not change them at all.
audit-remedy-governance = Do not accept this head. Compare with another clone; an administrator makes the change again in the proper way (sop member, sop office).
audit-means-two-lines = Two administrators changed members or offices apart from each other, and both changes were published. The store cannot tell which of them stands.
audit-remedy-two-lines = The administrators agree; the holder of a root key settles which line stands, and the other changes are made again on top of it.
audit-means-merge = A merge is not exactly what follows from its two sides: something was added, left out or changed in it.
audit-remedy-merge = Compare the two sides; whoever made the merge or hosts the store has to explain. Take the newest good commit from another clone.
audit-means-rewritten = A file of a case or of an office's key was removed, or replaced by another of the same name. Such files are only ever added, so somebody rewrote what had been recorded.
audit-remedy-rewritten = Fetch the original from another clone or a backup; the finding names the file and the commit. Ask whoever signed that commit.
audit-means-foreign = The store holds something that this program does not write: a commit, a file, or a name or size that does not belong.
audit-remedy-foreign = Find out where it comes from; it may hold plain text. It does not count as recorded. An administrator publishes the newest good commit.
audit-means-operation = What a commit says about itself does not agree with what it brings: its list of files, its id, or the case that it opens.
audit-remedy-operation = What it brought does not count. Its author records it again; if that does not help, compare with another clone.
audit-means-key-step = A new key of an office was published by somebody who may not publish one, or does not follow from the key before it.
audit-remedy-key-step = Nothing is encrypted to it. A holder of the office's key makes a new one: sop office rotate.
audit-means-newer = It was written by a newer version of this program, which this one does not understand.
audit-remedy-newer = Install the newer version and run the audit again.
audit-means-damaged = An object is missing or damaged: the disk's or the transfer's fault, not a person's.
audit-remedy-damaged = Fetch it from another clone or from a backup; the finding names the file. Until then the case is incomplete.
audit-means-clock-behind = Something was recorded with a clock that stood more than ten minutes behind what had been recorded before.
audit-remedy-clock-behind = Set that computer's clock. If the moment matters for a due time, its author corrects the entry.
audit-means-root-not-verified = Everything in the store agrees, but nobody has told this computer which store it should be. A forged store would look the same.
audit-remedy-root-not-verified = Compare the store's fingerprint with an administrator by voice; then sop trust FINGERPRINT, or in a script sop audit --trust-root FINGERPRINT.
audit-means-other-root = This is not the store that was to be audited: its first commit is another one.
audit-remedy-other-root = Find out where this copy comes from. Do not write to it.
audit-means-rewritten-history = This computer has accepted a newer state of the store than the one that is here. The copy is older, or its history was cut off or replaced.
audit-remedy-rewritten-history = Synchronise with a clone that has everything. If the remote itself lacks it, whoever hosts it has to explain.
audit-means-part = A part of an entry cannot be read or contradicts the rest of it. Its values are missing for its readers.
audit-remedy-part = Its author records the values again. If it repeats, check that member's computer.
audit-means-author = An entry was made in a role that its author did not hold, or by an office that did not read that part. It does not count.
audit-remedy-author = Whoever holds the role records it again; an administrator checks the roles (sop member list).
audit-means-seen = An entry does not say truly what its author had before him, so it could hide a contradiction. It does not count.
audit-remedy-seen = Its author records it again with the current version of the program.
audit-means-key-file = A file with the keys of a part was planted, cut short, belongs to another case, or does not open to the offices that it names.
audit-remedy-key-file = Nothing is encrypted to it; the next entry by an office that reads the part brings a right one. Ask whoever signed it.
audit-means-locked-out = This office should read the part, but the file cannot be opened with its key.
audit-remedy-locked-out = A colleague who can open it makes a new entry in the case, which brings a file with today's readers.
audit-means-held = An entry is kept but does not count: its author lost his key, office or role in a change that he did not know of when he wrote it.
audit-remedy-held = Ask the author whether it is his. Whoever may record it records it again.
audit-means-case-unreadable = A case that this office should read could not be read as a whole.
audit-remedy-case-unreadable = sop verify names what is damaged; fetch it from another clone. The other cases were audited.
audit-means-overdue-duty = The time for this duty has passed and nothing shows that it was done. An error where the act sets the time, a warning where the time is our reading of the act, information where it is a reminder.
audit-remedy-overdue-duty = Do it and record it; if it was done, record when. sop explain DUTY shows each step of the due time.
audit-means-late-duty = The duty was done, but after its time.
audit-remedy-late-duty = Nothing can undo it; note the reason in the case (sop note). If a wrong moment was recorded, correct it.
audit-means-lapsed-overdue = The duty was overdue when it ceased: its condition no longer held, its stage or the case was closed, or it was waived. That it ceased later does not make it timely.
audit-remedy-lapsed-overdue = Note the reason in the case (sop note).
audit-means-known-late = What the duty follows from was written down only after its time had passed, so nobody could have been in time. It weighs one step less than an overdue duty; what should be looked at is why it was written down so late.
audit-remedy-known-late = Record what happens on the day it happens.
audit-means-overdue-before-correction = As the record then stood, the duty was overdue; a later amendment, withdrawal or back-dated entry took it away or moved its time. That does not undo what everybody saw before it.
audit-remedy-overdue-before-correction = Check that the correction is justified: its reason stands in sop case log.
audit-means-anchor-missing = The duty is open, but the moment from which its time is counted is not recorded, so it never becomes overdue.
audit-remedy-anchor-missing = Record the missing date; sop explain DUTY names it.
audit-means-overridden = A condition that the act attaches “whenever possible” was not met; the member went on and gave the reason.
audit-remedy-overridden = Judge whether the reason holds.
audit-means-breach = Something happened that the act does not allow. It could no longer be prevented and was recorded as it was.
audit-remedy-breach = Follow it up outside the program; the entry, its author and reason stand in sop case log.
audit-means-rule-ignored = By what its author had before him a condition did not hold, and the entry says nothing about it. This program would have asked; the entry was made with another program, or with changed definitions.
audit-remedy-rule-ignored = Ask its author. Run sop workflow show to see which definitions are in use.
audit-means-rule-unmet = When it was recorded, the condition held for what its author knew. Together with what another office recorded at the same time it does not.
audit-remedy-rule-unmet = The offices agree what is to be corrected.
audit-means-expression-failed = A condition of the definitions could not be evaluated with the values of this case, and counted as not satisfied.
audit-remedy-expression-failed = Report the place to whoever keeps the definitions.
audit-means-back-dated = What was recorded is dated more than 24 hours before it was written down. A day and a night is this program's measure, not the act's: the next morning's typing is ordinary work. A warning where a duty counts as done in time only because of it, else information.
audit-remedy-back-dated = Compare with the paper. If the date is right, nothing is to be done.
audit-means-recorded-ahead = It was recorded with a time that lies ahead of the moment at which the audit looks: a wrong clock, or --now.
audit-remedy-recorded-ahead = Set that computer's clock; the author records it again with the right time and withdraws this entry (sop correct).
audit-means-clock-set = The time of these entries was set by hand (--now), not by the computer's clock. Right for tests and for entering old paper; elsewhere it can make anything look timely.
audit-remedy-clock-set = Ask the members named why. Entries dated back without --now need no set clock: sop fill --at.
audit-means-conflict = Two offices recorded different values and neither knew of the other's. Until it is settled the protective value is in force, or none.
audit-remedy-conflict = The offices agree; whoever has seen both records the right value (sop fill … --amend) or withdraws the wrong one (sop correct).
audit-means-other-definitions = The case was recorded under definitions that differ from those by which this audit judges it, so duties and conditions may differ from what its authors were shown.
audit-remedy-other-definitions = Audit it with --definitions and the version it was recorded under.
audit-means-plain-text = A file that should be encrypted is not, or a readable file lies among the cases. Whoever gets this disk or copy reads it.
audit-remedy-plain-text = Move it out of the store, and delete it where it is not needed. If it was ever committed, it stays in the history: tell an administrator.
audit-means-key-in-store = A private key lies in the store's folder. Whoever copies the folder has it.
audit-remedy-key-in-store = Move the key elsewhere. If the folder was ever shared, make a new key and let an administrator revoke the old one.
audit-means-work-tree = In the store's folder lies a file that does not belong to the store, or one that differs from what is recorded. The store never reads it, but a plain git command could take it in, and it may be readable.
audit-remedy-work-tree = Move documents and forms out of the store's folder. A changed file is put right by git checkout -- PATH.
audit-means-other-refs = The repository has branches, tags, notes or stashes besides the one line of the store. The program does not check what is in them; git notes can hold decrypted text.
audit-remedy-other-refs = Look at them with git for-each-ref and delete what is not needed.
audit-means-weaker-definitions = The store follows definitions that ask less of people than another version that it keeps, or show a field to more of them. An admin has put them in force knowingly.
audit-remedy-weaker-definitions = Ask whether it was meant. A stricter version is put in force with sop workflow pin.
audit-means-no-recovery = The store has no recovery key. If all holders of an office's key lose it, what that office read alone is lost.
audit-remedy-no-recovery = Recovery is set when a store is made. Until this program offers it, give every office two holders (sop office admit).
audit-means-key-readable = Other accounts of this computer can read the private key.
audit-remedy-key-readable = chmod 600 FILE.
audit-means-office-unmanned = No active member holds the key of this office, so nobody in it can read its cases or admit others.
audit-remedy-office-unmanned = Whoever holds the recovery key admits a member; without one the office's own cases stay shut.
audit-means-key-not-rotated = Somebody who left still holds the newest key of his office. What is written before the office's next entry still opens to it.
audit-remedy-key-not-rotated = A colleague of that office makes any entry, or sop office rotate.

### area: cli
cli-help-usage = Usage:
cli-help-options = Options
cli-help-arguments = Arguments
cli-help-global = Global options
cli-help-commands = Commands
cli-help-command = COMMAND
cli-unknown-argument = Unknown option or argument: { $given }
cli-unknown-command = Unknown command: { $given }
cli-missing-argument = Missing: { $names }
cli-missing-command = A command is missing. It can be: { $names }
cli-conflict = { $one } and { $other } cannot be given together.
cli-invalid-choice = { $argument }: “{ $given }” is not accepted; allowed: { $allowed }
cli-value-needed = { $argument } needs a value.
cli-invalid-value = { $argument }: “{ $given }” is not accepted.
cli-not-utf8 = An argument is not UTF-8 text.
cli-wrong-number = { $argument }: wrong number of values.
cli-usage = The command is not understood ({ $reason }).
cli-did-you-mean = Perhaps you meant: { $word }
cli-see-help = See --help for how it is used.
cli-unknown-language = Unknown language “{ $given }”; allowed: sq, en.
cli-output-failed = The output could not be written: { $reason }
cli-bad-time = { $argument }: { $reason }
cli-at-in-future = --at { $at }: that time has not come yet. Nothing was saved.
cli-at-in-future-hint = Only what has happened is recorded; to try another day use --now.
cli-empty-reason = The reason { $rule } is empty.
cli-unknown-rule = --reason { $rule }=…: no such condition.
cli-unknown-rule-hint = The refusal names the condition; give the reason as --reason RULE=TEXT.
cli-two-reasons = The reason of the act itself is given once.
cli-or-reason = or record why: --reason { $rule }="…"
cli-no-key = No key was given.
cli-no-key-hint = Give it with -i FILE or SOP_IDENTITY; a new one is made with: sop key new -o FILE
cli-no-case = No case was chosen.
cli-no-case-hint = See the cases with: sop case list. Choose one with: sop case use CASE, or -c CASE.
cli-refused = Case { $case }: this is not allowed yet. { $count ->
    [one] 1 condition is not met:
   *[other] { $count } conditions are not met:
    }
cli-no-such-event = Nothing recorded in case { $case } has a number that ends in “{ $given }”.
cli-event-hint = See what was recorded, and the ends of its numbers, with: sop case log
cli-event-ambiguous = More than one number ends in “{ $given }”; give more letters.
cli-unknown-vault = Unknown part “{ $given }”; allowed: { $allowed }
cli-due-passed = passed { $when } ({ $relative })
cli-due-by = { $when } ({ $relative })
cli-due-unknown = due time not known yet: { $missing } is missing
cli-due-no-time = no time set
cli-state-met = done { $when }
cli-state-met-late = done late { $when }
cli-state-waived = waived
cli-state-lapsed = no longer due
cli-state-suspended = suspended
cli-provisional = provisional
cli-bad-span = The time “{ $given }” is not understood; write 24h, 7d, 1w, 5wd.
cli-unknown-role = Unknown role “{ $given }”; see the roles with: sop workflow show
cli-case-damaged = Case { $case } cannot be read: { $reason }
cli-due-head = { $cases ->
    [one] 1 case
   *[other] { $cases } cases
    } · { $now }
cli-due-nothing = No duty with a due time.
cli-more = Also { $what }: { $command }
cli-more-timed = { $count ->
    [one] 1 duty with a time
   *[other] { $count } duties with a time
    }
cli-more-untimed = { $count ->
    [one] 1 duty without a time
   *[other] { $count } duties without a time
    }
cli-more-rights = { $count ->
    [one] 1 right
   *[other] { $count } rights
    }
cli-more-by-stage = Duties by stage
cli-case-opened = Case { $case } was opened and is now the current case.
cli-bad-facts = { $count ->
    [one] 1 mistake in --set. Nothing was saved.
   *[other] { $count } mistakes in --set. Nothing was saved.
    }
cli-set-shape = “{ $given }”: write NAME=VALUE
cli-unknown-fact = { $given }: unknown fact
cli-fact-worked-out = { $fact }: is worked out from others and not recorded
cli-bad-fact = { $fact } = { $given }: not accepted; allowed: { $allowed }
cli-list-head = { $cases ->
    [one] 1 case
   *[other] { $cases } cases
    } · with something overdue: { $late }
cli-list-case = Case
cli-list-opened = Opened
cli-list-overdue = Overdue
cli-list-duties = Duties
cli-list-stages = Latest open stage
cli-list-closed = closed
cli-list-more = { $count ->
    [one] 1 case more: sop case list --all
   *[other] { $count } cases more: sop case list --all
    }
cli-no-cases = There is no case that you can read. Open one with: sop case new
cli-cases-unreadable = { $count ->
    [one] 1 more case cannot be read with this key.
   *[other] { $count } more cases cannot be read with this key.
    }
cli-case-current = Current case: { $case }
cli-reason-needed = The reason is missing: --reason "…"
cli-recorded = Case { $case }: recorded.
cli-stage-now = { $stage }: { $state }
cli-met = done      { $title }
cli-met-late = done late    { $title }
cli-waived = waived    { $title }
cli-opened = opened    { $title }: { $when }
cli-opened-untimed = { $count ->
    [one] 1 more duty without a time opened (sop case show --all)
   *[other] { $count } more duties without a time opened (sop case show --all)
    }
cli-stage-open = open
cli-stage-done = done
cli-stage-suspended = suspended
cli-stage-skipped = skipped
cli-stage-closed = closed
cli-show-head = Case { $case } · opened { $opened } by { $by }
cli-show-closed = Closed { $at }
cli-show-conflict = Conflict: { $fact }
cli-show-stages = Stages
cli-show-due = Due
cli-show-next = Next
cli-show-next-ready = { $stage }: can start
cli-show-next-missing = { $stage }: { $count ->
    [one] 1 condition not met
   *[other] { $count } conditions not met
    }
cli-show-forms = Forms
cli-show-form-versions = { $form } ({ $count } versions)
cli-show-version = version { $number }
cli-show-version-draft = version { $number }, incomplete
cli-show-form-missing = { $form } incomplete ({ $count } missing)
cli-show-held = { $count } held records do not count: sop verify
cli-yes = yes
cli-no = no
cli-log-head = Case { $case }: { $count ->
    [one] 1 record
   *[other] { $count } records
    }
cli-signature-good = signed
cli-signature-bad = BAD SIGNATURE
cli-signature-missing = NO SIGNATURE
cli-withdrawn = withdrawn
cli-kind-open = case opened
cli-kind-amend = amended
cli-kind-file = form
cli-kind-done = done
cli-kind-waive = waived
cli-kind-enter = stage entered
cli-kind-close-stage = stage closed
cli-kind-attach = attached
cli-kind-note = note
cli-kind-correct = withdrew
cli-kind-share = shared with
cli-kind-unshare = no longer shared with
cli-kind-close = case closed
cli-kind-reopen = case reopened
cli-vault-locked = Your office does not read the part “{ $vault }” of case { $case } and cannot open it to another.
cli-shared = Office { $office } now reads of case { $case }: { $parts }
cli-unknown-office = Unknown office “{ $given }”; the offices: { $known }
cli-unknown-stage = Unknown stage “{ $given }”; the stages: { $known }
cli-stage-already = Case { $case } is in this stage already: { $stage }.
cli-cannot-enter = Case { $case } cannot enter this stage yet: { $stage }. { $count ->
    [one] 1 condition is not met:
   *[other] { $count } conditions are not met:
    }
cli-next-head = Case { $case }: { $count ->
    [0] no further stage to enter.
    [one] 1 possible stage.
   *[other] { $count } possible stages.
    }
cli-next-ready = { $stage }: can start    sop advance --stage { $id }
cli-next-missing = { $stage }: { $count ->
    [one] 1 condition not met
   *[other] { $count } conditions not met
    }
cli-unknown-task = Unknown duty “{ $given }”.
cli-task-hint = See the duties of the case with: sop case show --all
cli-show-attachments = Attached
cli-attach-kind = “{ $given }” is no word for what is attached. Right: small letters, digits and hyphens, at most 32 (signed-paper).
cli-attach-missing = The file { $file } does not exist.
cli-attach-no-file = { $file } is a folder or a device, not a file. Nothing was saved.
cli-attach-unreadable = { $file } cannot be read: { $reason }
cli-attach-empty = { $file } is empty. Nothing was saved.
cli-attach-not-filed = { $form } is not filed in case { $case }, so there is no version whose paper this could be.
cli-attach-no-vault = Your office reads no part of this case that can take an attachment; name one with --vault.
cli-attach-again = This file is attached already ({ $event }). Nothing was saved.
cli-attached = Case { $case }: { $kind } attached, { $size } ({ $vault }).
cli-attached-next = It is opened with: sop detach-to FILE { $event }
cli-attachment-closed = closed to your office
cli-detach-none = No such attachment in case { $case }.
cli-detach-several = Case { $case } has several attachments; name one: { $list }
cli-detach-differs = The file is not the one that its author described: SHA-256 { $recorded } was recorded, { $found } was found.
cli-detached = { $file }: { $size }.
cli-detached-open = This copy is not encrypted; delete it when it is no longer needed.
cli-size-bytes = { $count } bytes
cli-size-kilobytes = { $count } kB
cli-size-megabytes = { $count } MB
cli-note-unreadable = The note cannot be read: { $reason }
cli-note-empty = The note is empty. Nothing was saved.
cli-note-long = The note is longer than { $limit } bytes. Nothing was saved.
cli-home-no-store =
    There is no case store here.
    {"  "}sop demo           a store to try things on, with invented cases
    {"  "}sop --store DIR    a store somewhere else
    {"  "}sop init DIR       a new store
    {"  "}sop --help         all commands
cli-home-head = Office { $office } · { $now }
cli-home-calm = Nothing overdue or due soon. Open cases: { $count }
cli-home-urgent = Need attention: { $count }, of these for your roles: { $yours } (open cases: { $cases })
cli-home-more = { $count } more: sop due
cli-home-current = Current case: { $case }
cli-home-commands =
    {"  "}sop case show      what remains for the current case
    {"  "}sop due --mine     the duties of your roles
cli-task-fields = The duty { $task } also asks for { $count ->
    [one] one field (--set FIELD=VALUE):
   *[other] { $count } fields (--set FIELD=VALUE):
    }
cli-task-field = { $field }=…   { $label }
cli-task-field-choices = { $field }=…   { $label } (one of: { $choices })
cli-demo-exists = { $folder } exists already. Nothing was changed.
cli-demo-exists-hint = Give another folder: sop demo DIR
cli-demo-broken = The program's example cannot be read: { $reason }
cli-demo-folder = { $folder } cannot be written: { $reason }
cli-demo-made = Demo store: { $store }
cli-demo-invented = All persons are invented. The demo's keys have no passphrase.
render-vault-closed = Your office does not read this part of case { $case }: { $part }. Form { $form } was not printed.
render-vault-closed-hint = Offices that read it and can open it: { $offices } (sop case share). Without what is closed: sop render { $form } --redacted
cli-pin-weaker = Note: { $what }.
cli-pin-warnings = Warnings of the check: { $count }. See: sop workflow lint
cli-pin-refused = { $count ->
    [one] These definitions ask less than those in force, in one respect. Nothing was saved.
   *[other] These definitions ask less than those in force, in { $count } respects. Nothing was saved.
    }
cli-pin-refused-hint = If that is as it should be: the same command with --yes
cli-pin-would = Version { $version } ({ $hash }…) would be put in force, { $count } files. Nothing was saved.
cli-pin-done = The store follows version { $version } ({ $hash }…), { $count } files.
cli-pin-cases = Cases that exist go on as before. For each case: sop case migrate
cli-migrate-already = Case { $case } follows the definitions in force already ({ $hash }…).
cli-migrate-head = Case { $case }: from version { $from } to version { $to } of the definitions
cli-migrate-not-compared = Its own definitions are not kept here: it is read by those in force already.
cli-migrate-stage = stage     { $stage }: { $state }
cli-migrate-opens = opens     { $title }, { $when }
cli-migrate-lapses = lapses    { $title }
cli-migrate-moves = due time  { $title }: from { $from } to { $to }
cli-migrate-same = No duty, due time or stage changes.
cli-migrate-ask = Move the case?
cli-migrate-how = Nothing was saved. To move it: sop case migrate --yes
cli-migrate-done = Case { $case } follows the definitions { $hash }… now.
cli-kind-migrate = other definitions
