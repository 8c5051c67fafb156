### area: common
io-not-found = nuk ka skedar a dosje të tillë
io-not-allowed = kompjuteri nuk e lejon
io-folder = është dosje
io-not-a-folder = ajo që shënohet para tij nuk është dosje
io-full = disku është plot
io-read-only = atje nuk shkruhet dot

### area: store
store-key-made = Çelësi u bë: { $file }. Ruhet mirë; kush e ka, vepron në emrin tuaj.
store-key-unprotected = Skedari nuk ka fjalëkalim: kush e lexon, mund ta përdorë.
store-key-changed = Fjalëkalimi i { $file } u ndryshua.
store-key-exists = { $file } ekziston; një çelës nuk mbishkruhet kurrë.
store-key-no-file = Skedari i çelësit { $file } nuk ekziston.
store-key-not = { $file } nuk është skedar çelësi.
store-key-is-card = { $file } është një kartë publike, jo një çelës.
store-key-damaged = Skedari i çelësit { $file } është i dëmtuar.
store-key-kind = { $file }: pranohen vetëm çelësa ed25519.
store-key-no-signing = { $file } hap, por nuk nënshkruan: mungon çelësi SSH që shkruan `sop key new`.
store-key-plugin = { $file } është i një pajisjeje (shtojcë age); ky version nuk i përdor ende.
store-key-work-factor = { $file } kërkon më shumë punë sesa lejohet për ta hapur (faktori më i madh: 20).
store-key-readable = Vërejtje: çelësin { $file } mund ta lexojnë edhe të tjerë në këtë kompjuter (leja { $mode }). Ndreqet me: chmod 600 { $file }
store-key-ssh-passphrase = { $file } është çelës i OpenSSH; fjalëkalimi i tij ndryshohet me: ssh-keygen -p -f { $file }
store-passphrase-ask = Fjalëkalimi i { $file }:
store-passphrase-new = Fjalëkalimi i ri për { $file }:
store-passphrase-again = Edhe një herë:
store-passphrase-differ = Dy fjalëkalimet nuk janë njësoj.
store-passphrase-empty = Fjalëkalimi është bosh.
store-passphrase-wrong = Fjalëkalim i gabuar për { $file }.
store-passphrase-needed = { $file } kërkon fjalëkalim dhe këtu nuk mund të pyetet njeri.
store-passphrase-needed-hint = Jepet në një skedar: { $variable }=SKEDARI
store-passphrase-not-given = Fjalëkalimi nuk u dha: { $reason }
store-passphrase-file = Skedari i fjalëkalimit { $file } nuk lexohet: { $reason }
store-card-not = { $file } nuk është kartë publike.
store-card-is-key = { $file } është një çelës, jo një kartë publike. Mos e jepni askujt; karta shtypet me: sop key show -i { $file }
store-card-newer = Karta { $file } është e një versioni më të ri; duhet një sop më i ri.
store-card-bad-signature = Nënshkrimi i kartës { $file } nuk përputhet: karta është ndryshuar ose nuk është e plotë.
store-card-unreadable = Karta { $file } nuk lexohet: { $reason }
store-card-used = Kjo kartë, ose një pjesë e saj, është tashmë e anëtarit { $member }; asnjë çelës nuk përdoret dy herë.
store-reason = { $reason }
store-sign-failed = Nënshkrimi nuk u bë dot: { $reason }
store-encrypt-failed = Shifrimi nuk u bë dot: { $reason }
store-recipient-unknown = Ky version nuk shifron për “{ $recipient }”.
store-recipient-tagged = Vërejtje: çelësi i { $member } është çelës SSH; kush ka arkivin, sheh cilët skedarë i lexon ai.
store-made = Arkivi i rasteve u krijua në { $folder }; administrator: { $admin }.
store-made-fingerprint = Gjurma e arkivit, që ua lexoni kolegëve për `sop trust`: { $fingerprint }
store-made-visible = Emrat e anëtarëve, zyrave, institucioneve dhe pjesëve i sheh kushdo që ka arkivin; rastet jo. Një strehë e fshehtë merr emër asnjanës.
store-no-recovery-yet = --recovery nuk është ndërtuar ende.
store-folder-taken = Në { $folder } ndodhet tashmë { $path }. Asnjë arkiv nuk u krijua.
store-has-commits = Në { $folder } ndodhet tashmë një depo git me histori. Asgjë nuk u shkrua.
store-bad-id = “{ $given }” nuk mund të jetë emër këtu: shkronja të vogla, shifra dhe viza, deri në 32, duke filluar me shkronjë.
store-bad-role = “{ $given }” nuk është emër roli.
store-bad-text = Teksti duhet të jetë një rresht, jo bosh, pa shenja të padukshme.
store-nothing-to-change = Nuk ka asgjë për të ndryshuar.
store-member-added = Anëtari { $member } u shtua në zyrën { $office }.
store-member-fingerprint = Krahasojeni me zë me të zotin e kartës: { $fingerprint }
store-member-founds = Çelësin e zyrës { $office } e krijon { $member } me veprimin e parë, ose me: sop office rotate
store-member-waits = { $member } nuk lexon ende asgjë: e pranon një koleg ({ $holders }) me: sop office admit { $member }
store-member-waits-founder = { $member } nuk lexon ende asgjë: zyra { $office } nuk ka ende çelës; e krijon themeluesi i saj.
store-member-exists = Anëtari { $member } ekziston; asnjë emër nuk përdoret dy herë.
store-no-member = Nuk ka anëtar { $member }.
store-no-member-hint = Anëtarët shihen me: sop member list
store-member-revoked = { $member } nuk është më anëtar: nuk mund të nënshkruajë më.
store-revoked-stays = Çfarë mund të lexonte { $member } mbetet e lexueshme për të, nëse ka një kopje: { $count ->
    [one] 1 rast
   *[other] { $count } raste
    }.
store-revoked-stays-least = Çfarë mund të lexonte { $member } mbetet e lexueshme për të, nëse ka një kopje: { $count ->
    [one] të paktën 1 rast
   *[other] të paktën { $count } raste
    } (aq sa sheh ky çelës).
store-revoked-next = Çelësi i zyrës { $office } dhe çelësat e rasteve ndërrohen me veprimin e ardhshëm të: { $holders }
store-revoked-nobody = Askush tjetër nuk ka çelësin e zyrës { $office }: rastet që lexonte vetëm ajo nuk i hap më njeri.
store-last-admin = { $member } është administratori i vetëm; më parë emërohet një tjetër.
store-roles-now = Rolet e { $member }: { $roles }
store-role-not-held = { $member } nuk e ka rolin { $role }.
store-unknown-role = Roli “{ $given }” nuk njihet; rolet shihen me: sop workflow show
store-perhaps = Ndoshta desh të shkruhej: { $suggestion }
store-unknown-seat = Roli { $role } nuk ka vendin “{ $seat }”; ka: { $seats }
store-member-admin = administrator
store-member-revoked-on = nuk është më anëtar që prej { $day }
store-show-member = Anëtari
store-show-office = Zyra
store-show-institution = Institucioni
store-show-roles = Rolet
store-show-since = Që prej
store-show-revoked = Hequr më
store-show-fingerprint = Gjurma e kartës
store-show-key = Çelësi i zyrës
store-show-holds = e ka
store-show-waits = nuk e ka
store-show-title = Emërtimi
store-show-reads = Lexon
store-show-holders = E kanë çelësin
store-show-waiting = Presin pranimin
store-office-added = Zyra { $office } lexon në çdo rast të ri: { $vaults }
store-office-later = Rastet që ekzistojnë nuk ndryshojnë. Ato hapen me: sop case share { $office }
store-office-own-cases = rastet e veta
store-office-all-cases = çdo rast të ri: { $vaults }
store-office-no-key = pa çelës ende
store-unknown-office = Zyra { $office } nuk njihet; zyrat shihen me: sop office list
store-admitted = { $member } lexon tani çfarë lexon zyra { $office }.
store-admitted-already = { $member } e ka tashmë çelësin e zyrës.
store-admit-other-office = { $member } është i zyrës { $office }; pranohen vetëm kolegët e zyrës suaj.
store-rotated = Çelësi i zyrës { $office } u ndërrua.
store-not-admin = { $member } nuk është administrator.
store-not-admin-hint = Këtë e bën: { $admins }
store-stranger = Çelësi { $file } nuk është i asnjë anëtari të këtij arkivi.
store-stranger-hint = Administratori e shton me kartën që shtyp: sop key show -i { $file }
store-me-revoked = { $member } nuk është më anëtar i këtij arkivi ({ $reason }).
store-no-office-key = Zyra { $office } nuk ia ka hapur ende çelësin e saj anëtarit { $member }.
store-no-office-key-hint =
    E bën një koleg i së njëjtës zyrë me: sop office admit { $member }
    Çelësin e parë të zyrës e krijon themeluesi i saj me: sop office rotate
store-office-unfounded = Zyra { $office } nuk ka ende çelës; e krijon { $founder } me veprimin e parë, ose me: sop office rotate
store-office-unreachable = Zyra { $office } nuk ka ende çelës, prandaj nuk mund t’i hapet asgjë.
store-office-unreachable-hint = E krijon themeluesi i saj, në kompjuterin e vet, me: sop office rotate
store-not-a-reader = Zyra juaj nuk e lexon rastin { $case }.
store-not-a-reader-hint = Një zyrë që e lexon mund ta hapë me: sop case share { $office } -c { $case }
store-vault-not-read = Zyra juaj ({ $office }) nuk e lexon pjesën “{ $vault }” të këtij rasti.
store-vault-not-read-hint = E lexojnë dhe mund ta hapin: { $offices }
store-vault-no-key = Pjesa “{ $vault }” e këtij rasti nuk ka çelës që hapet këtu.
store-unknown-vault = Rasti nuk ka pjesën “{ $vault }”.
store-no-process-vault = Procedura nuk ka pjesën e procesit.
store-unshare-last = Pjesën “{ $vault }” nuk do ta lexonte më asnjë zyrë. Asgjë nuk u ruajt.
store-new-reader = Lexon së pari herë në një rast të ri: zyra { $office }, pjesa “{ $vault }”.
store-unshared = Çfarë mund të lexonte zyra { $office } deri tani mbetet e lexueshme për të; çfarë shkruhet tani e tutje, jo.
store-at-in-future = Kjo kohë nuk ka ardhur ende. Asgjë nuk u ruajt.
store-time-out-of-range = Kjo kohë nuk mund të shënohet.
store-part-too-long = Pjesa “{ $vault }” është më e gjatë se 1 MiB. Asgjë nuk u ruajt.
store-unknown-event = Rasti nuk ka ngjarjen { $event }.
store-case-open-already = Rasti { $case } është hapur tashmë.
store-case-changed = Dikush regjistroi ndërkohë në rastin { $case }. Asgjë nuk u ruajt; komanda jepet edhe një herë.
store-case-damaged = Çelësat e rastit { $case } janë të dëmtuar.
store-no-case = Nuk ka rast “{ $given }”.
store-no-case-hint = Rastet shihen me: sop case list
store-ambiguous-case = “{ $given }” mund të jetë { $count } raste: { $list }
store-none-here = Në { $folder } dhe mbi të nuk ka arkiv rastesh.
store-none-here-hint = Jepet me --store DOSJA ose me SOP_STORE; një i ri bëhet me: sop init DOSJA --admin EMRI
store-no-folder = Dosja { $folder } nuk ekziston.
store-not-one = { $folder } nuk është arkiv rastesh.
store-git-elsewhere = { $folder }: konfigurimi i git i çon skedarët jashtë kësaj dosjeje; arkivi nuk hapet kështu.
store-git-failed = Depoja git nuk punon: { $reason }
store-git-failed-in = Depoja git në { $folder } nuk hapet: { $reason }
store-io = { $file }: { $reason }
store-foreign-owner = Dosja { $folder } është e përdoruesit { $owner }, ndërsa po punon { $user }; git nuk e lejon kështu.
store-foreign-owner-hint = Nëse dosja është e besueshme, lejohet vetëm ajo: git config --global --add safe.directory { $folder }
store-object-missing = Mungon objekti { $object } ({ $path }); merret nga një kopje tjetër e arkivit.
store-object-damaged = Objekti { $object } ({ $path }) është i dëmtuar; merret nga një kopje tjetër e arkivit.
store-cut-off = Nuk mund të verifikohet: historia e arkivit është e prerë.
store-cut-off-hint = Plotësohet me: git fetch --unshallow (në CI: fetch-depth: 0)
store-grafts-hint = .git/info/grafts ndryshon historinë; hiqet ai skedar.
store-replace-hint = refs/replace ndryshon historinë; hiqet me: git replace -d
store-newer = Ky arkiv (ose një pjesë e tij) është i formatit { $format }: duhet një sop më i ri; ky vetëm lexon çfarë njeh.
store-nothing-verifies = Asgjë në këtë arkiv nuk verifikohet.
store-state-damaged = { $file } nuk lexohet: aty ruhet se cilin arkiv ka pranuar ky kompjuter. Hiqet vetëm kur dihet pse; pastaj sop trust.
store-no-state-folder = Nuk ka dosje për të mbajtur mend se çfarë është pranuar: vendoset HOME ose XDG_STATE_HOME.
store-unfinished-unreadable = Përgjigjet e ruajtura në këtë kompjuter nuk hapen me këtë çelës ose janë dëmtuar.
store-trusted = Ky kompjuter e pranon arkivin { $folder }.
store-trust-differs = Gjurma nuk përputhet. Dhënë: { $given }. Arkivi: { $actual }. Mos e përdorni para se të pyesni administratorin.
store-not-trusted = Ky kompjuter nuk e ka pranuar ende këtë arkiv; asgjë nuk shkruhet para kësaj.
store-not-trusted-hint = Krahasohet gjurma me administratorin, pastaj: sop trust { $fingerprint }
store-warn-unpinned = Në vetvete në rregull, por rrënja e arkivit nuk është pranuar në këtë kompjuter (sop trust).
store-warn-behind = Vërejtje: ky kompjuter ka pranuar një gjendje më të re të këtij arkivi. Kjo kopje është e vjetër ose e cunguar.
store-behind = Ky arkiv nuk përmban gjendjen që ky kompjuter ka pranuar ({ $accepted }): kopje e vjetër ose histori e ndryshuar. Asgjë nuk u shkrua.
store-behind-hint = Merret kopja e re me: git pull --ff-only
store-other-root = Arkivi ka rrënjë tjetër nga ajo që ka pranuar ky kompjuter ({ $accepted }). Nuk është i njëjti arkiv.
store-warn-head = Vërejtje: gjendja më e re ({ $commit }) nuk verifikohet; punohet me të fundit që verifikohet. Shihni: sop verify
store-bad-head = Gjendja më e re e arkivit ({ $commit }) nuk verifikohet. Asgjë nuk u shkrua.
store-bad-head-hint = Administratori e kthen te e fundit që verifikohet: git reset --hard { $commit }
store-other-branch = Dosja e punës nuk është në degën main. Asgjë nuk u shkrua.
store-other-branch-hint = git switch main
store-no-work-tree = Arkivi nuk ka dosje pune.
store-work-tree-blocked = { $path } nuk është dosje; diçka e huaj i zë vendin.
store-busy = Një tjetër program e mban arkivin prej një minute. Asgjë nuk u ruajt.
store-join-refused = Gjendja { $commit } nuk verifikohet dhe nuk merret.
store-locked-out = Zyra juaj ({ $office }) duhet ta lexonte rastin { $case }, por nuk i është hapur.
store-locked-out-writes = Vërejtje: rasti { $case } ka shënime më të reja që zyra juaj nuk i hap. Ajo që u regjistrua mund të mos numërohet derisa një zyrë që i hap të shkruajë në rast.
store-git-link = { $path } është lidhje te një vend tjetër; arkivi nuk hapet kështu.
store-doctor-step = Hapi { $step } i çelësit të zyrës, nga { $member }, nuk hapet megjithëse duhet.
store-doctor-step-hint = Ndërrohet me: sop office rotate
store-moved = Dega main u zhvendos nga një program tjetër. Asgjë nuk u ruajt; komanda jepet edhe një herë.
store-own-commit-refused = Ajo që do të ruhej nuk e kalon kontrollin e vet. Asgjë nuk u ruajt.
store-recorded-behind = U regjistrua, por dosja e punës nuk e ndoqi: { $reason } Komanda e ardhshme e ndreq.
store-recorded-unpinned = U regjistrua, por ky kompjuter nuk e mbajti mend: { $reason }
store-clock-behind = Ora e këtij kompjuteri ({ $now }) është pas asaj që është regjistruar tashmë ({ $newest }). Asgjë nuk u ruajt.
store-clock-behind-hint = Ndreqet ora. Nëse ora është e saktë dhe gabonte ajo tjetra: komanda me --now { $now }
store-held-key = Pret: { $admin } ia kishte hequr nënshkrimin autorit para se kjo të bashkohej.
store-held-office = Pret: { $admin } e kishte kaluar autorin në një zyrë tjetër para se kjo të bashkohej.
store-held-role = Pret: { $admin } ia kishte hequr rolin autorit para se kjo të bashkohej.
store-held-line = Pret: mbështetet në një linjë tjetër të qeverisjes së arkivit.
store-verified = Arkivi { $store }… · { $commits } veprime · { $cases } raste
store-fingerprint = Gjurma: { $fingerprint }
store-verified-clean = Çdo nënshkrim dhe çdo ndryshim është në rregull. Pa çelës nuk shihet: lloji, roli, afati, kush lexon çfarë.
store-verified-usable = E fundit që verifikohet: { $commit }
store-verify-found = { $count ->
    [one] 1 gabim.
   *[other] { $count } gabime.
    }
store-verify-damaged = Arkivi është i dëmtuar: { $count ->
    [one] 1 gabim.
   *[other] { $count } gabime.
    }
store-severity-error = GABIM
store-severity-warning = VËREJTJE
store-find-foreign-commit = nuk është një veprim që shkruan sop, ose është shkruar ndryshe
store-find-other-store = i përket një arkivi tjetër ({ $store })
store-find-no-state = nuk mbështetet në asgjë që qeveris këtë arkiv
store-find-clock = ora e { $member } ishte më shumë se 10 minuta pas asaj që kishte parë
store-find-root-members = administratori i parë nuk është ai që nënshkroi
store-find-root-signature = nuk është nënshkruar me një çelës rrënjë
store-find-not-member = { $member } nuk ishte anëtar
store-find-revoked = { $member } nuk ishte më anëtar
store-find-not-admin = { $member } nuk ishte administrator
store-find-signature = nënshkrimi i { $member } nuk u përgjigjet këtyre bajteve
store-find-signature-form = nënshkrimi nuk është në formën e vetme të lejuar
store-find-signature-namespace = nënshkrimi është bërë për një qëllim tjetër
store-find-signature-key = nënshkruar me një çelës që nuk është i { $member }
store-find-digest = përmbledhja e nënshkruar nuk u përgjigjet skedarëve
store-find-foreign-file = skedar i huaj: { $path }
store-find-governed-change = ndryshuar jashtë qeverisjes: { $path }
store-find-stray = skedar me emrin e një veprimi ose anëtari tjetër: { $path }
store-find-removed = skedar i hequr: { $path }
store-find-changed = skedar i ndryshuar: { $path }
store-find-too-long = skedar më i gjatë sesa lejohet: { $path }
store-find-event-parts = ngjarja nuk ka saktësisht një pjesë procesi
store-find-opening = nuk mund ta hapë rastin { $case }
store-find-twice = numri { $id } është përdorur dy herë në këtë rast
store-find-same-path = dy skedarë të ndryshëm me të njëjtin emër: { $path }
store-find-two-lines = bashkon dy linja qeverisjeje
store-find-locked = nuk hapet me çelësat e kësaj zyre: { $path }
store-find-part-damaged = i dëmtuar: { $path }
store-find-part-unreadable = nuk është pjesë ngjarjeje: { $path }
store-find-newer-event = i një versioni më të ri; nuk numërohet këtu: { $path }
store-find-role = { $member } nuk e kishte rolin { $role }
store-find-seen = nuk thotë saktë çfarë kishte parë autori
store-find-unknown-event = përmend një ngjarje që autori nuk e kishte parë: { $event }
store-find-author-reader = zyra e autorit ({ $office }) nuk e lexonte rastin
store-find-author-vault = zyra e autorit ({ $office }) nuk e lexonte pjesën “{ $vault }”
store-find-key-readers = skedari i çelësit hapet për më shumë ose më pak lexues sesa thotë: { $path }
store-find-key-locked = skedar çelësi që nuk i është hapur kësaj zyre: { $path }
store-find-key-foreign = skedar çelësi i një vendi tjetër: { $path }
store-find-key-truncated = skedar çelësi pa çelësat e mëparshëm: { $path }
store-find-key-planted = skedar çelësi nga një zyrë që nuk e lexonte pjesën, ose nga një ngjarje që nuk numërohet: { $path }
store-doctor-good = mirë
store-doctor-bad = DUHET
store-doctor-found = { $count ->
    [one] 1 gjë duhet ndrequr.
   *[other] { $count } gjëra duhen ndrequr.
    }
store-doctor-key = Çelësi { $file } hapet dhe e lexoni vetëm ju.
store-doctor-root = Arkivi është ai që ka pranuar ky kompjuter.
store-doctor-history = Historia e arkivit { $folder } është në rregull.
store-doctor-verify = Çdo gjë që u gjet shihet me: sop verify
store-doctor-work-tree = Dosja e punës e ndjek degën.
store-doctor-behind = Dosja e punës ka mbetur pas: një veprim u ndërpre.
store-doctor-behind-hint = E ndreq vetë komanda e ardhshme që regjistron.
store-doctor-settings = Këtij kloni i mungojnë parametrat e vet të git.
store-doctor-member = Ju jeni { $member }, zyra { $office }.
store-doctor-office = Çelësi i zyrës { $office } hapet.
store-doctor-unfounded = Zyra { $office } nuk ka ende çelës; e krijon { $founder } me veprimin e parë, ose me: sop office rotate
store-attachment-failed = Bashkëngjitja nuk u shkrua dot: { $reason }. Asgjë nuk u ruajt.
store-attachment-changed = Skedari ndryshoi gjatë leximit. Asgjë nuk u ruajt.
store-attachment-none = Regjistrimi { $event } nuk ka bashkëngjitje.
store-attachment-locked = Bashkëngjitja është në një pjesë që zyra juaj nuk e lexon ({ $vault }).
store-attachment-exists = { $file } ekziston; bashkëngjitja shkruhet vetëm në një skedar të ri.
store-attachment-damaged = Bashkëngjitja { $path } është e dëmtuar ose nuk është ajo që u regjistrua. Nuk u krijua asnjë skedar. Më shumë thotë sop verify.
store-cat-no-file = Skedari { $file } nuk ekziston.
store-cat-not-a-part = { $file } nuk është pjesë ngjarjeje e këtij arkivi (….toml.age).
store-cat-foreign = { $file } nuk është i asnjë rasti të këtij arkivi.
store-tree-bad = { $path }: { $why ->
    [symlink] lidhje simbolike
    [gitlink] lidhje te një depo tjetër
    [executable] skedar i ekzekutueshëm
    [mode] mënyrë e panjohur
    [name] emër që nuk lejohet
    [twin] emër që ndryshon vetëm në madhësinë e shkronjave
    [order] jashtë radhës
    [file-for-folder] skedar në vend të një dosjeje
    [too-deep] tepër thellë
   *[other] nuk lexohet
    }
store-find-governed = { $path }: { $why ->
    [missing] mungon
    [not-text] nuk është tekst
    [other-bytes] jo bajtet që shkruan sop
    [not-member-file] nuk është skedar anëtari
    [not-office-file] nuk është skedar zyre
    [no-office] zyra nuk ekziston
    [card-used] çelësi ose marrësi përdoret tashmë
    [no-founder] themeluesi nuk ekziston
    [id-changed] numri i arkivit ose formati u ndryshua
    [root-needed] çelësat rrënjë dhe rimëkëmbja duan nënshkrimin e një çelësi rrënjë
    [member-removed] u hoq një anëtar
    [card-changed] u ndryshua një kartë
    [unrevoked] u kthye një anëtar i hequr
    [time] koha nuk është ajo e veprimit
    [office-removed] u hoq një zyrë
    [founder-changed] u ndryshua themeluesi
    [malformed] emër, çelës ose tekst i keqformuar
    [card-signature] nënshkrimi i kartës nuk përputhet
    [file-for-folder] skedar në vend të një dosjeje
   *[other] nuk lexohet
    }
store-find-step = hap i pavlefshëm i çelësit të zyrës: { $why ->
    [not-text] nuk është tekst
    [newer] format i panjohur
    [other-place] emërton tjetër arkiv, zyrë ose hap
    [bad-recipient] marrësi është i keqformuar
    [bad-lists] listat janë të keqformuara
    [no-office] zyra nuk ekziston
    [holder-inactive] një mbajtës nuk është anëtar i zyrës
    [follows] nuk vijon saktësisht hapat e fundit
    [recipient-used] marrësi është përdorur më parë
    [maker-not-holder] kush e bëri nuk është mes mbajtësve
    [maker-unentitled] kush e bëri nuk e kishte çelësin e zyrës
    [not-two-files] jo saktësisht dy skedarët e një hapi
    [two-offices] skedarët janë të dy zyrave
   *[other] nuk lexohet
    }
store-find-merge = bashkim i pavlefshëm: { $why ->
    [parents] nuk ka dy prindër
    [contained] njëri prind e përmban tjetrin
   *[other] nuk është ai që bëjnë prindërit e tij
    }
store-find-disagrees = pjesa thotë diçka tjetër nga vendi i saj: { $why ->
    [store] arkivi
    [case] rasti
    [id] numri
    [by] autori
    [recorded] koha e regjistrimit
    [at] ka ndodhur pasi u regjistrua
    [parts] pjesët e tjera
    [opens] hapja e rastit
   *[other] pjesa
    }
help--key = Bën dhe tregon çelësa: një çelës age dhe një çelës nënshkrimi në një skedar
help--key-new = Bën një skedar të ri çelësi dhe shtyp kartën publike
help--key-new--output = Skedari që bëhet; nuk duhet të ekzistojë
help--key-new--no_passphrase = E lë skedarin pa mbrojtje: kush e lexon, mund ta përdorë
help--key-show = Shtyp kartën publike të një çelësi: ajo që i duhet administratorit për ta bërë anëtar të zotin
help--key-passphrase = I jep skedarit të çelësit një fjalëkalim tjetër
help--key-passphrase--no_passphrase = E lë skedarin pa mbrojtje
help--init = Krijon një arkiv të ri rastesh me administratorin e parë
help--init--dir = Dosja (përndryshe: kjo ku jeni)
help--init--admin = Emri i administratorit të parë, dhe i zyrës së tij
help--init--institution = Institucioni i tij, siç e shohin anëtarët
help--init--bare = Pa dosje pune, për një server
help--init--recovery = Karta publike e një çelësi rimëkëmbjeje (ende jo)
help--member = Anëtarët e arkivit
help--member-add = Bën dikë anëtar, nga karta publike e çelësit të tij. Çdo gjë e dhënë këtu e sheh kushdo që ka arkivin
help--member-add--card = Karta publike, siç e shtyp `sop key show`
help--member-add--id = Emri i anëtarit: shkronja të vogla, shifra dhe viza
help--member-add--office = Zyra e tij (përndryshe: një me emrin e vet)
help--member-add--institution = Institucioni i tij, siç e shohin anëtarët
help--member-add--roles = Një rol që ka, ndoshta me një vend (ROLI/VENDI); mund të përsëritet
help--member-add--admin = Mund të emërojë dhe të heqë anëtarë
help--member-list = Të gjithë anëtarët
help--member-show = Një anëtar, me gjurmën e kartës së tij
help--member-show--id = Anëtari
help--member-revoke = Ia heq menjëherë një anëtari të drejtën e nënshkrimit
help--member-revoke--id = Anëtari
help--member-revoke--reason = Pse, me një fjalë që e lexon kushdo
help--member-role = I jep ose i heq role një anëtari
help--member-role--id = Anëtari
help--member-role--add = Një rol që i jepet; mund të përsëritet
help--member-role--remove = Një rol që i hiqet; mund të përsëritet
help--office = Zyrat: kush lexon çfarë
help--office-add = Emërton një zyrë të përhershme: lexon këto pjesë të çdo rasti të ri. Dhënë sërish, ndryshon çfarë i hapin rastet e reja
help--office-add--id = Emri i zyrës: shkronja të vogla, shifra dhe viza
help--office-add--reads = Pjesët e rastit që lexon, të ndara me presje
help--office-add--title = Emërtimi i saj, siç e shohin anëtarët
help--office-list = Të gjitha zyrat
help--office-show = Një zyrë
help--office-show--id = Zyra
help--office-admit = E lë një koleg të zyrës suaj të lexojë çfarë lexon zyra
help--office-admit--member = Kolegu
help--office-rotate = Ndërron çelësin e zyrës suaj
help--trust = Pranon rrënjën e një arkivi në këtë kompjuter, sipas gjurmës së saj
help--trust--fingerprint = Gjurma, siç e lexon administratori që e krijoi arkivin
help--verify = Kontrollon çdo nënshkrim dhe çdo ndryshim që prej krijimit të arkivit, pa çelës
help--doctor = Çfarë nuk shkon me këtë instalim ose arkiv, dhe si ndreqet
help--cat = Shtyp një ngjarje të shifruar si TOML
help--cat--file = Një skedar i arkivit (cases/…/….toml.age), ose një kopje që i ruan emrin
store-pinned-already = Arkivi i ndjek tashmë këto përkufizime ({ $hash }…).
store-pin-other-procedure = Arkivi ndjek procedurën { $ours }, jo { $theirs }.
store-pin-bad-name = Emri i skedarit { $name } nuk lejohet në arkiv.
store-pin-disagrees = Përkufizimet e arkivit { $hash }… nuk janë më ato që ishin.

### area: deadline

deadline-span-minutes = { $count } { $count ->
    [one] minutë
   *[other] minuta
}
deadline-span-hours = { $count } orë
deadline-span-days = { $count } ditë
deadline-span-weeks = { $count } javë
deadline-span-months = { $count } muaj
deadline-span-working-days = { $count } ditë pune
deadline-span-same-day = po atë ditë
deadline-span-unknown = nuk është kohëzgjatje; shkruani 60min, 24h, 3d, 1w, 1mo, 30wd ose same-day
deadline-span-out-of-range = duhet të jetë nga 1 deri në { $most }

deadline-month = { $month ->
    [1] janar
    [2] shkurt
    [3] mars
    [4] prill
    [5] maj
    [6] qershor
    [7] korrik
    [8] gusht
    [9] shtator
    [10] tetor
    [11] nëntor
   *[12] dhjetor
}
deadline-month-definite = { $month ->
    [1] janari
    [2] shkurti
    [3] marsi
    [4] prilli
    [5] maji
    [6] qershori
    [7] korriku
    [8] gushti
    [9] shtatori
    [10] tetori
    [11] nëntori
   *[12] dhjetori
}
deadline-weekday = { $day ->
    [1] e hënë
    [2] e martë
    [3] e mërkurë
    [4] e enjte
    [5] e premte
    [6] e shtunë
   *[7] e diel
}
deadline-day-month = { $day } { $month }
deadline-date = { $day } { $month } { $year }
deadline-full-date = { $weekday }, { $date }
deadline-date-time = { $date }, { $time }
deadline-day-time = { $date } { $time }
deadline-today = sot { $time }
deadline-yesterday = dje { $time }
deadline-tomorrow = nesër { $time }
deadline-now = tani
deadline-in-minutes = edhe { $count } { $count ->
    [one] minutë
   *[other] minuta
}
deadline-in-hours = edhe { $count } orë
deadline-in-days = edhe { $count } ditë
deadline-minutes-ago = para { $count } { $count ->
    [one] minute
   *[other] minutash
}
deadline-hours-ago = para { $count } { $count ->
    [one] ore
   *[other] orësh
}
deadline-days-ago = para { $count } { $count ->
    [one] dite
   *[other] ditësh
}
deadline-length-minutes = { $minutes } min
deadline-length-hours = { $hours } orë
deadline-length-hours-minutes = { $hours } orë e { $minutes } min
deadline-length-days = { $days } ditë
deadline-length-days-hours = { $days } ditë e { $hours } orë

deadline-moment-unknown = nuk është kohë; shkruani 2026-03-02T09:00, 2026-03-02T09:00:00+01:00 ose 14.3.2026 09:30
deadline-date-unknown = nuk është datë; shkruani 2026-03-14 ose 14.3.2026
deadline-date-write = shkruani { $date }, nëse është fjala për { $words }
deadline-date-two-readings = dita dhe muaji nuk dallohen; shkruani { $first } për { $first_words } ose { $second } për { $second_words }
deadline-date-short-year = shkruani vitin me katër shifra: 2026-03-14 ose 14.3.2026
deadline-date-no-month = kjo datë nuk ekziston (nuk ka muaj { $month })
deadline-date-no-day = kjo datë nuk ekziston ({ $month } { $year } ka { $days } ditë)
deadline-date-year = viti { $year } nuk është i mundur; pranohen vitet nga { $first } deri në { $last }
deadline-time-unknown = nuk është orë; shkruani 09:30 ose 09:30:00, sipas nevojës me zhvendosjen: 09:30+01:00
deadline-time-none = kjo orë nuk ekziston; dita shkon nga 00:00 deri në 23:59:59
deadline-time-twice = kjo orë vendore vjen dy herë, sepse ora kthehet prapa; shkruani { $first } për të parën ose { $second } për të dytën
deadline-time-skipped = kjo orë vendore nuk ekziston, sepse ora shkon përpara; më të afërtat janë { $before } dhe { $after }

deadline-row = { $label }: { $days }
deadline-row-note = { $label }: { $days }: { $note }
deadline-step-from-exact = Nga: { $from }. { $span }, të llogaritura me minutë.
deadline-step-from-days = Nga: { $from }. Dita e parë nuk llogaritet.
deadline-step-from-same-day = Nga: { $from }. Afati mbaron me këtë ditë.
deadline-step-series = Numri { $number } i serisë: { $number } herë { $every }, të llogaritura nga fillimi i serisë.
deadline-step-due = Afati: { $at }
deadline-step-estimated = I përkohshëm: vetëm të vlerësuara, ende të pashpallura: { $names }. Ditët e pushimit janë shpallur deri më { $until }.
deadline-step-unannounced = I përkohshëm: ditët e pushimit janë shpallur vetëm deri më { $until }; mund të shtohen të tjera më pas.
deadline-step-unknown-feasts = I përkohshëm: kalendari mbulon vitet { $from }-{ $to }; jashtë tyre nuk dihen datat e festave { $names } dhe ato nuk u llogaritën si ditë pushimi.
deadline-step-unknown = I përkohshëm: kalendari mbulon vetëm vitet { $from }-{ $to }.
deadline-label-day = dita { $number }
deadline-label-days = ditët { $first }-{ $last }
deadline-label-working-day = dita e punës { $number }
deadline-label-working-days = ditët e punës { $first }-{ $last }
deadline-label-not-counted = nuk llogaritet
deadline-label-day-off = ditë pushimi
deadline-label-days-off = ditë pushimi
deadline-label-next-working-day = dita pasuese e punës
deadline-label-clock = ndërrimi i orës
deadline-label-pause = pezulluar
deadline-note-month-end = muaji nuk ka ditë { $day }, prandaj dita e fundit e tij
deadline-note-no-roll = { $reason }; ky afat nuk shtyhet
deadline-note-pause = { $lost } kur afati nuk rrjedh
deadline-note-clock-forward = ora shkon përpara, humbet { $length }
deadline-note-clock-back = ora kthehet prapa, fitohet { $length }
deadline-note-clock-even = orët e fituara e të humbura barazohen
deadline-note-clock-lost = gjithsej humbet { $length }
deadline-note-clock-gained = gjithsej fitohet { $length }
deadline-clock-changes = { $count } herë
deadline-weekend = fundjavë
deadline-feast = { $name }
deadline-feast-on = { $name } ({ $date })
deadline-feast-moved = { $name } ({ $from }), e shtyrë më { $to }
deadline-estimated = { $feast }, e vlerësuar
deadline-reasons = { $one }; { $other }
deadline-and = { $one }, { $other }
deadline-more = dhe { $count } të tjera
deadline-days-of-month = { $first }-{ $last }
deadline-days-across = { $first } - { $last }

deadline-spec-invalid = { $given }: { $problem }.
deadline-from-invalid = --from { $given }: { $problem }.
deadline-calendar-unknown = Kalendari “{ $given }” nuk ekziston. Të njohur: { $known }.
deadline-calendar-invalid = { $file }, rreshti { $line }, kolona { $column }: { $problem }
deadline-calendar-bad = Kalendari { $file } nuk mund të përdoret:
deadline-calendar-yaml = { $problem }
deadline-calendar-zone = zonë kohore e panjohur “{ $given }”; shkruani p.sh. Europe/Tirane
deadline-calendar-name = “{ $given }” nuk është emër; shkruani shkronja të vogla, shifra dhe vizë lidhëse
deadline-calendar-weekday = ditë e panjohur “{ $given }”; shkruani monday … sunday
deadline-calendar-no-working-day = nuk mbetet asnjë ditë pune në javë
deadline-calendar-years = vitet duhet të jenë nga 1900 deri në 2199, i pari para të fundit, dhe jo më shumë se 200
deadline-calendar-days-after = days_after i takon easter, nga -100 deri në 100
deadline-calendar-feast-day = festa ka vetëm njërën: fixed, easter, single, ose listat announced dhe estimated
deadline-calendar-month-day = “{ $given }” nuk është ditë e vitit; shkruani muajin dhe ditën: 11-28
deadline-calendar-date = “{ $given }”: { $problem }
deadline-out-of-range = Ky afat del jashtë viteve që mund të paraqiten.

### area: definitions
definitions-none = Në { $folder } nuk ka asnjë procedurë (workflows/<emri>/workflow.yaml).
definitions-several = Në { $folder } ka disa procedura: { $names }. Jepni dosjen e njërës me --definitions.
definitions-no-folder = { $folder } nuk është dosje.
definitions-unreadable = { $file } nuk lexohet: { $reason }
definitions-file-too-big-at = { $file } është më i madh se { $limit } KiB.
definitions-unusable = { $count ->
    [one] Përkufizimet në { $folder } kanë 1 gabim dhe nuk mund të përdoren.
   *[other] Përkufizimet në { $folder } kanë { $count } gabime dhe nuk mund të përdoren.
 }
definitions-unusable-hint = Të gjitha me vendin e tyre: sop workflow lint, me të njëjtin --definitions
definitions-at = { $file }:{ $line }:{ $column }: { $message }
definitions-missing-file = Mungon skedari { $file }.
definitions-not-utf8 = Skedari nuk është tekst në UTF-8.
definitions-not-yaml = Nuk është YAML i saktë: { $reason }
definitions-file-empty = Skedari është bosh.
definitions-file-too-big = Skedari është më i madh se { $limit } KiB.
definitions-too-deep = Më shumë se { $limit } nivele njëri brenda tjetrit.
definitions-too-many-nodes = Më shumë se { $limit } vlera në një skedar.
definitions-anchor = Referencat e YAML-it (& dhe *) nuk përdoren këtu: shkruajeni vlerën.
definitions-tag = Etiketat e YAML-it (!) nuk përdoren këtu: vendoseni vlerën në thonjëza.
definitions-second-document = Një skedar mban një dokument të vetëm: hiqeni ---.
definitions-key-not-word = Çelësi duhet të jetë një fjalë.
definitions-control-character = Shenjë që nuk duket (U+{ $code }): hiqeni.
definitions-kind-map = çelësa me vlera
definitions-kind-list = një listë
definitions-kind-nothing = asgjë
definitions-kind-text = një tekst
definitions-kind-flag = true ose false
definitions-kind-word = “{ $word }”
definitions-wrong-kind = Këtu duhet { $wanted }, jo { $found }.
definitions-unknown-key = Çelës i panjohur: { $key }.
definitions-known-keys = Lejohen: { $keys }.
definitions-did-you-mean = Ndoshta { $word }?
definitions-missing-key = Mungon { $key }.
definitions-repeated-key = { $key } është shkruar edhe në rreshtin { $line }.
definitions-listed-twice = { $id } është shkruar dy herë.
definitions-declared-twice = Ka tashmë { $what } me emrin { $id }.
definitions-other-place = I pari: { $file }, rreshti { $line }.
definitions-untranslated = Mungon teksti në gjuhën { $language }.
definitions-not-one-of = “{ $word }” nuk lejohet këtu; lejohen: { $known }.
definitions-boolean-word = { $word } pa thonjëza lexohet si po ose jo.
definitions-write-quoted = Shkruani "{ $word }".
definitions-bad-id = “{ $id }” nuk mund të jetë emër për { $what }.
definitions-id-lower = Shkronja të vogla latine, shifra, - dhe _, me një shkronjë në fillim.
definitions-id-upper = Shkronja të mëdha latine, shifra dhe -, me një shkronjë në fillim.
definitions-id-choice = Shkronja latine, shifra, - dhe _.
definitions-id-vault = Shkronja të vogla latine, shifra dhe -, më së shumti 32.
definitions-unknown = Nuk ka { $what } me emrin { $id }.
definitions-what-role = rol
definitions-what-norm = normë
definitions-what-fact = fakt
definitions-what-form = format
definitions-what-field = fushë
definitions-what-task = detyrë
definitions-what-stage = fazë
definitions-what-policy = afat ose numër te policy
definitions-what-vault = pjesë
definitions-what-list = listë
definitions-what-section = seksion
definitions-what-check = kontroll
definitions-what-rule = kusht
definitions-what-choice = zgjedhje
definitions-what-group = grup
definitions-unknown-zone = Zonë kohore e panjohur: { $zone }.
definitions-no-process-vault = Mungon pjesa process: ajo që nuk identifikon askënd.
definitions-fact-type = Fakti ka ose llojin (type), ose shprehjen nga del (is).
definitions-fact-worked-out = Një fakt që del nga një shprehje (is) nuk ka { $key }.
definitions-choices-without-choice = Zgjedhjet i takojnë llojit choice ose multi-choice, dhe jepen një herë.
definitions-groups-without-list = Grupet i takojnë një liste (choices_from).
definitions-columns-without-table = Kolonat i takojnë llojit table.
definitions-column = Kolona { $id } nuk mund të jetë tabelë, të vendosë një fakt apo të ketë pjesë tjetër nga tabela.
definitions-future-without-date = future i takon llojit date ose datetime.
definitions-no-such-value = Fakti nuk e ka vlerën “{ $word }”.
definitions-choice-without-group = Zgjedhja { $id } nuk i takon asnjë grupi të listës.
definitions-reference-why = Norma që është vetëm referencë e thotë arsyen te note.
definitions-lines = Rreshtat shkruhen [i pari, i fundit], p.sh. [12, 15].
definitions-no-norm = Duhet të paktën një normë.
definitions-no-outer-stage = Faza { $stage } është brenda fazës { $outer }, e cila mungon.
definitions-no-outer-stage-hint = Shkruani { $file }, ose vendoseni te stages: e fazës që e përfshin.
definitions-stage-file-name = Faza quhet { $id }, por skedari { $file }.
definitions-form-file-name = Formati quhet { $id }, por dosja { $file }.
definitions-list-file-name = Lista quhet { $id }, por skedari { $file }.
definitions-per-without-to = per: recipient do marrës: shtoni to.
definitions-from-without-within = from nuk vlen pa within.
definitions-not-an-occurrence = Këtu shkruhet kur ndodh, p.sh. {"{"}form: X1{"}"}, jo { $found }.
definitions-no-trigger = Mungon se çfarë pritet: form, task, stage, fact, due, time ose case.
definitions-two-triggers = Një kur pret një gjë të vetme: form, task, stage, fact, due, time ose case; për disa shkruani një listë.
definitions-becomes-where = becomes i takon task, stage ose fact, jo { $on }.
definitions-guarded-twice = { $action } është shkruar dy herë në të njëjtin kusht.
definitions-rule-guards-nothing = Kushti nuk ruan asgjë: shtoni deny, warn ose breach.
definitions-not-an-action = “{ $words }” nuk është veprim.
definitions-actions = Veprimet: file X1, do detyra, waive detyra, enter faza, close faza, share pjesa, close case.
definitions-prefill = “{ $word }” nuk është fushë e një formati: shkruani FORMATI.fusha.
definitions-reserved = { $id } ka kuptim tjetër në shprehje: zgjidhni një emër tjetër.
definitions-id-before = Emri qëndron para vlerave: hiqeni id.
definitions-lint-error = gabim
definitions-lint-warning = vërejtje
definitions-lint-sum = { $folder }: gabime { $errors }, vërejtje { $warnings }.
definitions-lint-errors = { $errors ->
    [one] 1 gabim në përkufizime.
   *[other] { $errors } gabime në përkufizime.
 }
definitions-type-thing = diçka që mban të tjera
definitions-type-none = none
definitions-type-bool = po ose jo
definitions-type-integer = numër
definitions-type-text = tekst
definitions-type-moment = datë ose orë
definitions-type-choice = zgjedhje
definitions-type-list = listë
definitions-type-span = kohë si "30wd"
definitions-known-values = Lejohen: { $values }.
definitions-expr-syntax = Shprehja nuk lexohet: { $reason }
definitions-expr-moment = Këtu duhet një datë ose orë, jo { $found }.
definitions-expr-always = Kjo është gjithmonë e pranishme, prandaj nuk mund të jetë kusht: pyesni për diçka brenda saj.
definitions-expr-always-word = Një fjalë në thonjëza është gjithmonë e vërtetë.
definitions-expr-fact-type = Fakti duhet të jetë { $wanted }, por shprehja jep { $found }.
definitions-expr-item = Në kllapa katrore vihet një emër në thonjëza.
definitions-expr-number = Me { $found } nuk llogaritet: duhet një numër.
definitions-expr-unsupported = { $name } nuk përdoret në këto shprehje.
definitions-expr-no-event = Këtu nuk ka event: kjo pyetet në çdo çast, jo kur ndodh diçka.
definitions-expr-roots = Emrat fillojnë me: { $names }.
definitions-expr-unknown-name = Emër i panjohur: { $name }.
definitions-expr-no-field = { $holder } nuk ka { $name }.
definitions-expr-no-parts = { $name } nuk mund të pyetet për { $found }.
definitions-expr-vault = { $name } është në pjesën { $vault }: jashtë must-it pyetet vetëm ajo që nuk identifikon askënd (process).
definitions-expr-order = { $found } nuk radhitet me < ose >: duhen numra ose data.
definitions-expr-compare = { $left } nuk krahasohet me { $right }.
definitions-expr-may-lack = { $name } mund të mungojë këtu, dhe ajo që mungon del më e vogël se çdo numër.
definitions-expr-guard = Pyesni më parë nëse ka vlerë: { $name } and …, ose not { $name } or …
definitions-expr-in = Pas in duhet një listë, jo { $found }.
definitions-expr-no-choice = Nuk ka zgjedhje “{ $word }”.
definitions-expr-unknown-function = Funksion i panjohur: { $name }.
definitions-expr-arguments = { $name } kërkon { $count } vlera, jo { $given }.
definitions-expr-argument = { $name } kërkon { $wanted }, jo { $found }.
definitions-expr-defined = is { $name } nuk ndihmon: vlera që mungon është none.
definitions-expr-defined-instead = Shkruani vetëm emrin, ose: … is none
definitions-expr-test-arguments = { $name } nuk ka vlerat që i duhen.
definitions-expr-unknown-test = Provë e panjohur: { $name }.
definitions-expr-needs-list = { $name } kërkon një listë, jo { $found }.
definitions-expr-unknown-filter = Filtër i panjohur: { $name }.
definitions-expr-map = map shkruhet map(attribute='kolona').
definitions-lint-same-name = { $id } dhe { $other } shkruhen njësoj në shprehje (- bëhet _).
definitions-lint-sets-worked-out = Fakti { $fact } del nga një shprehje (is): asnjë fushë nuk e vendos.
definitions-lint-fact-vault = Fusha vendos faktin { $fact }, që është në process; vetë fusha është në { $vault }.
definitions-lint-fact-choice = Fakti { $fact } nuk e ka vlerën { $id }.
definitions-lint-fact-type = Fusha nuk është e llojit të faktit { $fact }.
definitions-lint-prefill-of-task = Fushat e një detyre nuk plotësohen nga formatet (prefill).
definitions-lint-prefill-type = { $from } është e një lloji tjetër.
definitions-lint-prefill-choices = { $from } nuk ka asnjë zgjedhje të përbashkët me këtë.
definitions-lint-nobody = Detyrën { $task } nuk mund ta bëjë askush.
definitions-lint-role-fact = Rolet zgjidhen sipas një fakti po ose jo (bool), jo sipas { $fact }.
definitions-lint-policy-number = { $policy } te policy është numër, jo kohë.
definitions-lint-series-within = { $task } përsëritet në intervale: afati është intervali, pa within.
definitions-lint-anchor-fact = Koha numërohet nga facts.{ $fact }, por asnjë fushë nuk e vendos atë.
definitions-lint-anchor-task = Koha numërohet nga afati i { $task }, që nuk ka afat.
definitions-lint-due-without-time = { $task } nuk ka afat, prandaj ai nuk kalon kurrë.
definitions-lint-fields-never-asked = Fushat e { $task } nuk pyeten kurrë: nuk kryhet me dorë (done).
definitions-lint-never-met = Asgjë nuk mund ta përmbushë detyrën { $task }.
definitions-lint-not-a-recipient = { $role } nuk është ndër marrësit (to) e { $task }.
definitions-lint-to-without-per = to: { $role } vlen vetëm me per: recipient.
definitions-lint-recipient-never = Për { $role } asgjë nuk mund ta përmbushë detyrën { $task }.
definitions-lint-suspend-alone = Ka { $present }, por jo { $absent }.
definitions-lint-role-circle = Grupi { $role } e ka veten ndër anëtarët.
definitions-lint-rule-never-holds = Kushti { $rule } kërkon atë që applies e përjashton.
definitions-lint-not-by-hand = { $rule } ruan do { $task }, por kjo detyrë nuk kryhet me dorë (done).
definitions-lint-same-rule = { $one } dhe { $other } kërkojnë të njëjtën gjë për { $action }.
definitions-lint-contradiction = { $one } dhe { $other } nuk mund të plotësohen bashkë: { $action } nuk lejohet kurrë.
definitions-lint-circle = Ndryshime që sjellin njëri-tjetrin në të njëjtin çast: { $names }.
definitions-lint-stage-unreachable = Në fazën { $stage } nuk hyhet dot.
definitions-lint-task-unreachable = Detyra { $task } nuk hapet kurrë.
definitions-lint-fact-unused = Faktin { $fact } nuk e pyet askush.
definitions-lint-fact-never-set = Faktin { $fact } nuk e vendos asnjë fushë.
definitions-lint-form-unused = Formatin { $form } nuk e përdor askush.
definitions-lint-policy-unused = { $policy } te policy nuk e përdor askush.
definitions-lint-list-unused = Listën { $list } nuk e përdor asnjë fushë.
definitions-lint-norm-uncited = Normën { $norm } nuk e citon asgjë.
definitions-lint-norm-otherwise = Norma { $norm } duhet mbajtur nga { $wanted }, por e citojnë vetëm të tjera.
definitions-lint-file-unlisted = Skedari { $file } nuk lexohet: nuk është në workflow.yaml.
definitions-lint-no-template = Formati { $form } nuk ka template.md.j2.
definitions-list-stage = detyra { $tasks }, kushte { $rules }
definitions-list-rest = Formate { $forms }, fakte { $facts }, role { $roles }, norma { $norms }.
definitions-list-next = Më tej: sop workflow show FAZA, sop forms list
definitions-coverage-gap = Pa mbajtur: { $norm } { $gloss }
definitions-coverage-sum = Të mbajtura { $covered } nga { $norms } norma.
definitions-coverage-gaps = { $count ->
    [one] 1 normë nuk mbahet nga asgjë.
   *[other] { $count } norma nuk mbahen nga asgjë.
 }
definitions-show-unknown = Në procedurë nuk ka “{ $id }”.
definitions-show-hint = Të gjitha emrat: sop workflow show
definitions-show-form = { $form } është format: sop forms show { $form }
definitions-show-stages = Fazat
definitions-show-tasks = Detyrat
definitions-show-rules = Kushtet
definitions-show-facts = Faktet
definitions-show-roles = Rolet
definitions-show-policies = Afatet dhe numrat e zgjedhur
definitions-show-norms = { $count } norma: sop workflow show NORMA
definitions-show-stage = Faza
definitions-show-task = Detyra
definitions-show-rule = Kushti
definitions-show-fact = Fakti
definitions-show-norm = Norma
definitions-show-role = Roli
definitions-show-policy = Zgjedhja
definitions-show-applies = Vlen kur
definitions-show-enter = Hyhet
definitions-show-done = Kryhet
definitions-show-exit = Mbyllet
definitions-show-suspend = Pezullohet
definitions-show-resume = Rifillon
definitions-show-skip = Kapërcehet
definitions-show-kind = Lloji
definitions-show-right = e drejtë, jo detyrë
definitions-show-who = Kush
definitions-show-to = Për
definitions-show-after = Hapet
definitions-show-within = Afati
definitions-show-from = Numërohet nga
definitions-show-met = Përmbushet
definitions-show-repeat = Përsëritet
definitions-show-field = Fusha
definitions-show-place = Shkruar te
definitions-show-deny = Ndalon
definitions-show-warn = Kërkon arsye
definitions-show-breach = Shënon shkelje
definitions-show-must = Duhet
definitions-show-fix = Ndreqet me
definitions-show-type = Lloji
definitions-show-is = Është
definitions-show-prefer = Në mospërputhje vlen
definitions-show-counts = Vlen nga
definitions-show-set-by = Vendoset nga
definitions-show-locate = Vendi
definitions-show-enforce = Mbahet nga
definitions-show-note = Shënim
definitions-show-abbr = Shkurtimi
definitions-show-members = Anëtarët
definitions-show-seat = Vendi
definitions-show-basis = Bazohet te
definitions-show-basis-act = fjala e aktit
definitions-show-basis-reading = leximi ynë i aktit
definitions-show-basis-ours = kujtesë jona
definitions-show-vault = Pjesa
definitions-show-filled-by = E plotëson
definitions-show-checks = Kontrollet
definitions-show-required = e detyrueshme
definitions-show-in-vault = pjesa { $vault }
definitions-show-when = kur { $when }
definitions-forms-next = Më tej: sop forms show FORMATI, sop fill FORMATI --blank
definitions-forms-hint = Të gjitha: sop forms list
definitions-no-such-form = Nuk ka format “{ $form }”.
help--explain = Pse: një detyrë, një normë, një kusht ose një gjetje.
help--explain--what = Një detyrë (DETYRA, DETYRA@E), një normë, një kusht (KUSHTI, FORMATI.KONTROLLI), ose kodi i një gjetjeje.
help--workflow = Përkufizimet e procedurës.
help--workflow-list = Procedura në vija të përgjithshme: fazat, me sa detyra e kushte ka secila.
help--workflow-show = Një fazë, detyrë, kusht, fakt, normë, rol ose zgjedhje e plotë; pa emër, të gjitha emrat.
help--workflow-show--id = Emri; një fazë e brendshme me gjithë rrugën e saj.
help--workflow-lint = Gjen çfarë është gabim ose e dyshimtë te përkufizimet, me vendin e saj.
help--workflow-coverage = Cila normë e aktit mbahet nga çfarë, dhe cila nga asgjë.
help--workflow-test = Luan skenarët: ngjarje me data, dhe çfarë duhet të vlejë pastaj.
help--workflow-test--files = Skedarë skenarësh; pa ta, të gjithë ata të dosjes tests/ të procedurës.
help--workflow-test--format = Si shkruhet përfundimi.
help--forms = Përkufizimet e formateve.
help--forms-list = Të gjitha formatet e procedurës.
help--forms-show = Një format me të gjitha fushat dhe kontrollet.
help--forms-show--form = Emri i formatit.
help--forms-lint = Gjen çfarë është gabim ose e dyshimtë te formatet, me vendin e saj.
definitions-and-more = edhe { $count } të tjera
definitions-bad-time = “{ $word }”: { $reason }
definitions-expr-too-long = Shprehje me më shumë se { $limit } bajte: nxirrni pjesë të saj si fakte më vete.
definitions-graph-every = çdo { $every }
definitions-graph-time = Afati: { $time }
definitions-graph-who = Kush: { $who }
definitions-graph-met = Me: { $forms }
definitions-graph-entered = Hapet me: { $forms }
definitions-graph-stage-done = U arrit: { $stage }
definitions-graph-stage-closed = U mbyll: { $stage }
definitions-graph-stage-suspended = U pezullua: { $stage }
definitions-graph-stage-resumed = Vazhdon: { $stage }
definitions-graph-moment = Vjen çasti: { $moment }
definitions-graph-case-opened = Hapet rasti
definitions-graph-case-closed = Mbyllet rasti
definitions-graph-case-reopened = Rihapet rasti
definitions-graph-task-opened = U hap: { $task }
definitions-graph-task-waived = U përjashtua: { $task }
definitions-graph-task-lapsed = Pushoi: { $task }
definitions-graph-passes = Kalon afati: { $task }
definitions-graph-yes = po
definitions-graph-no = jo
definitions-graph-legend-opens = çon te
definitions-graph-legend-if = çon te, me një kusht
definitions-graph-legend-requires = duhet të jetë para se të hyhet në fazë
definitions-graph-legend-ends = e mbyll ose e pezullon fazën
definitions-graph-no-stage = Procedura nuk ka fazë “{ $stage }”.
definitions-graph-stages-hint = Fazat: sop workflow list
definitions-graph-format = { $file }: emri nuk tregon çfarë duhet vizatuar.
definitions-graph-format-hint = Emërtojeni .svg, .dot ose .mmd, ose jepni --format.
definitions-graph-not-written = { $file } nuk u shkrua dot: { $reason }
definitions-graph-written = U vizatua: { $file }
help--workflow-graph = Çfarë çon te çfarë, e vizatuar: fazat me detyrat dhe afatet; me --stage çdo detyrë e një faze.
help--workflow-graph--stage = Vetëm kjo fazë (sipas shtegut të saj) dhe ato brenda saj, çdo detyrë më vete.
help--workflow-graph--format = Çfarë del (përndryshe sipas emrit të skedarit, ose mermaid).
help--workflow-graph--output = Shkruan në këtë skedar, jo në daljen standarde.
definitions-schema-kind = Nuk ka lloj skedari “{ $given }”; ka: { $known }.
help--workflow-schema = JSON Schema (2020-12) e skedarëve, për redaktorët e tekstit.
help--workflow-schema--kind = Një lloj skedari: workflow, roles, facts, norms, stage, test, form, list ose calendar (përndryshe cilido).
help--forms-schema = JSON Schema (2020-12) e skedarit të një formati, për redaktorët e tekstit.
definitions-coverage-section = { $title }, rreshtat { $lines }
definitions-coverage-title = Çfarë e mban çdo normë të aktit { $act }
definitions-coverage-made = Bërë nga përkufizimet, jo me dorë: `{ $command }`
definitions-coverage-part = pjesa e aktit
definitions-coverage-norms = norma
definitions-coverage-carried = të mbajtura
definitions-coverage-reference = vetëm për referencë
definitions-coverage-open = nuk i mban asgjë
definitions-coverage-norm = norma
definitions-coverage-place = vendi
definitions-coverage-kind = lloji
definitions-coverage-by = mbahet nga
definitions-coverage-nothing = asgjë
definitions-coverage-because = referencë: { $reason }
definitions-coverage-more = { $shown } dhe { $count } të tjera
help--workflow-coverage--format = Si shkruhet (përndryshe text).
definitions-diff-workflow = Procedura
definitions-diff-vaults = Pjesët e rastit
definitions-diff-forms = Formatet
definitions-diff-fields = Fushat
definitions-diff-norms = Normat
definitions-diff-days-off = Ditët e pushimit
definitions-diff-title = Fjalët
definitions-diff-version = Versioni
definitions-diff-act = Akti
definitions-diff-zone = Brezi orar
definitions-diff-calendar = Kalendari
definitions-diff-soon = Afati po afron
definitions-diff-case-roles = Hapet nga
definitions-diff-signed-by = Nënshkruhet nga
definitions-diff-section = Ndarja
definitions-diff-template = Shablloni
definitions-diff-required = E detyrueshme
definitions-diff-future = Mund të jetë përpara
definitions-diff-when = Pyetet kur
definitions-diff-sets = Shënon
definitions-diff-prefill = Merret nga
definitions-diff-choice = Zgjedhja
definitions-diff-hint = Ndihma
definitions-diff-day = Dita
definitions-diff-since = Prej
definitions-diff-until = Deri
definitions-diff-built-in = të programit
definitions-diff-head = Nga { $old }
    Te { $new }
definitions-diff-same = Asgjë nuk ndryshon.
definitions-diff-sum = { $new } të reja, { $gone } të hequra, { $changed } të ndryshuara.
definitions-diff-new = e re
definitions-diff-gone = u hoq
definitions-diff-changed = ndryshoi
definitions-diff-before = më parë
definitions-diff-after = tani
definitions-diff-none = (asgjë)
definitions-diff-found = { $count ->
    [one] 1 ndryshim.
   *[other] { $count } ndryshime.
}
help--workflow-diff = Çfarë ndryshon mes dy procedurave: fazat, detyrat, afatet, kushtet, fushat, normat.
help--workflow-diff--old = Më e vjetra: një dosje me përkufizime. Me një dosje të vetme, krahasohet me ato në përdorim.
help--workflow-diff--new = Më e reja.
weaker-rule-gone = kushti { $rule } hiqet
weaker-rule-changed = kushti { $rule } pyet diçka tjetër
weaker-guard-gone = kushti { $rule } nuk vlen më për { $action }
weaker-guard-softer = kushti { $rule } nuk e pengon më { $action } si më parë
weaker-form-gone = formati { $form } hiqet
weaker-task-gone = detyra { $task } hiqet
weaker-task-right = detyra { $task } bëhet e drejtë
weaker-task-waivable = detyra { $task } mund të përjashtohet
weaker-task-longer = afati i { $task } bëhet { $to } (ishte { $from })
weaker-field-gone = fusha e detyrueshme { $field } hiqet
weaker-field-optional = fusha { $field } nuk është më e detyrueshme
weaker-field-moved = fusha { $field } kalon nga pjesa { $from } te { $to }

### area: engine

engine-trigger-form = u regjistrua { $form }
engine-trigger-entered = nisi faza: { $stage }
engine-trigger-stage-done = u krye faza: { $stage }
engine-trigger-stage-closed = u mbyll faza: { $stage }
engine-trigger-stage-suspended = u pezullua faza: { $stage }
engine-trigger-stage-resumed = rifilloi faza: { $stage }
engine-trigger-task-met = u krye: { $task }
engine-trigger-task-opened = lindi detyra: { $task }
engine-trigger-task-waived = u përjashtua: { $task }
engine-trigger-task-lapsed = pushoi: { $task }
engine-trigger-fact = u mësua ose ndryshoi: { $fact }
engine-trigger-due = kaloi afati: { $task }
engine-trigger-time = erdhi një datë e caktuar
engine-trigger-case = rasti u hap, u mbyll ose u rihap
engine-trigger-again = u krye ajo me numrin { $number } e radhës
engine-refused = Kjo nuk mund të bëhet ende. { $count ->
    [one] Mungon një kusht:
   *[other] Mungojnë { $count } kushte:
}
engine-doing-file = plotësimin e formatit { $form }
engine-doing-do = kryerjen e detyrës «{ $task }»
engine-doing-waive = përjashtimin e detyrës «{ $task }»
engine-doing-enter = kalimin në fazën «{ $stage }»
engine-doing-close = mbylljen e fazës «{ $stage }»
engine-doing-share = ndarjen e rastit me të tjerë
engine-doing-unshare = heqjen e ndarjes së rastit
engine-doing-open-case = hapjen e një rasti
engine-doing-close-case = mbylljen e rastit
engine-doing-reopen-case = rihapjen e rastit
engine-doing-note = shënimin
engine-doing-correct = tërheqjen e këtij regjistrimi
engine-role-not-held = Nuk e keni rolin { $role } (rolet tuaja: { $held }).
engine-no-role = Nuk keni asnjë rol në këtë procedurë.
engine-not-your-role = Asnjë nga rolet tuaja nuk lejon { $what }.
engine-who-may = I takon: { $roles }.
engine-unknown-form = Kjo procedurë nuk ka format { $form }.
engine-unknown-task = Kjo procedurë nuk ka detyrë { $task }.
engine-unknown-stage = Kjo procedurë nuk ka fazë { $stage }.
engine-did-you-mean = Ndoshta { $word }?
engine-no-document = Në këtë rast nuk ka dokument të tillë të formatit { $form }.
engine-withdrawn-already = Ky regjistrim është tërhequr tashmë.
engine-suspended = Faza «{ $stage }» është pezulluar: detyrat e saj presin derisa të rifillojë.
engine-not-by-hand = «{ $task }» nuk shënohet si e kryer me dorë; e tregon një dokument.
engine-try = { $command }
engine-not-waivable = «{ $task }» nuk mund të përjashtohet.
engine-waive-needs-reason = Një detyrë përjashtohet me arsye.
engine-nothing-open = «{ $task }» nuk është e hapur në këtë rast.
engine-already-met = «{ $task }» është kryer tashmë ({ $at }).
engine-already-waived = «{ $task }» u përjashtua ({ $at }).
engine-lapsed = «{ $task }» ka pushuar ({ $at }).
engine-ahead-hint = Nëse u krye para se të kërkohej, shtoni --ahead: vlen për herën e parë që lind.
engine-which-instance = «{ $task }» është e hapur më shumë se një herë. Shënoni cilën:
engine-candidate = { $instance }: { $trigger } ({ $at })
engine-which-recipient = Nuk është e qartë për cilin marrës: { $roles }.
engine-which-recipient-hint = Shtoni --to ROLI, ose --to all.
engine-unknown-recipient = { $role } nuk është marrës i kësaj detyre (marrësit: { $known }).
engine-recipient-not-open = «{ $task }» nuk është e hapur për { $role }.
engine-case-closed = Rasti është i mbyllur.
engine-case-not-closed = Rasti nuk është i mbyllur.
engine-stage-open = Faza «{ $stage }» është tashmë e hapur.
engine-stage-over = Faza «{ $stage }» është kaluar dhe nuk niset përsëri.
engine-stage-not-open = Faza «{ $stage }» nuk është e hapur.
engine-outer-not-open = Faza «{ $stage }» niset vetëm kur është e hapur «{ $outer }».
engine-stage-does-not-apply = Faza «{ $stage }» nuk vlen për këtë rast.
engine-enters-by-itself = Faza «{ $stage }» nuk niset me dorë; fillon kur regjistrohet ajo që pret.
engine-scenario-unknown-key = çelës i panjohur `{ $key }` (këtu lejohen: { $known })
engine-scenario-unknown-key-near = çelës i panjohur `{ $key }`; ndoshta `{ $near }`?
engine-scenario-unknown = `{ $word }` nuk njihet
engine-scenario-unknown-near = `{ $word }` nuk njihet; ndoshta `{ $near }`?
engine-scenario-unknown-field = nuk ka fushë `{ $field }`
engine-scenario-unknown-field-near = nuk ka fushë `{ $field }`; ndoshta `{ $near }`?
engine-scenario-value = { $field }: { $why }
engine-scenario-value-kind = { $field }: këtu nuk mund të qëndrojë { $found }
engine-scenario-choice = { $field }: `{ $given }` nuk është ndër { $known }
engine-scenario-fact-value = { $fact }: `{ $given }` nuk është vlerë e këtij fakti ({ $known })
engine-scenario-moment = `{ $given }`: { $why }
engine-scenario-no-story = skenarit i duhet `story`: një listë hapash
engine-scenario-one-act = një hap thotë vetëm një nga { $known }, ose është kontroll me `now`
engine-scenario-not-one-of = `{ $word }` nuk është ndër { $known }
engine-scenario-no-document = `{ $label }` nuk është dokument
engine-scenario-not-refused = pritej refuzim ({ $expected }); u pranua
engine-scenario-refused = u refuzua: { $why }
engine-scenario-refused-otherwise = pritej refuzim nga { $expected }; u refuzua nga { $found }
engine-scenario-listed = { $rules }
engine-scenario-stage = { $stage }: pritej { $expected }, është { $found }
engine-scenario-fact = { $fact }: pritej { $expected }, është { $found }
engine-scenario-task = { $task }: pritej { $expected }, është { $found }
engine-scenario-due = { $task }: pritej afati { $expected }, afati është { $found }
engine-scenario-met = { $task }: pritej e kryer më { $expected }, u krye më { $found }
engine-scenario-findings = gjetjet: priteshin { $expected }, janë { $found }
engine-scenario-failed-expression = një shprehje dështoi ({ $place }): { $reason }
engine-scenario-auditor = kush lexon vetëm pjesën e procesit do të llogariste detyra të tjera
engine-test-none = Nuk ka asnjë skenar në { $folder }/tests.
engine-test-failed = { $failed } { $failed ->
    [one] skenar nuk qëndron
   *[other] skenarë nuk qëndrojnë
}.
engine-test-holds = qëndron
engine-test-does-not = GABIM
engine-test-unreached = Asnjë skenar nuk i arrin këto ({ $count }):
engine-test-sum = { $passed } { $passed ->
    [one] skenar qëndron
   *[other] skenarë qëndrojnë
}, { $failed } nuk { $failed ->
    [one] qëndron
   *[other] qëndrojnë
}.
engine-explain-unknown = «{ $given }» nuk është as detyrë, as normë, as kusht, as gjetje.
engine-explain-hint = Të gjitha emrat: sop workflow show
engine-explain-no-instance = Në këtë rast nuk ka «{ $given }».
engine-explain-head = Rasti { $case }: { $title } ({ $instance })
engine-explain-state = Gjendja
engine-explain-because = Pse
engine-explain-trigger = { $what } ({ $at })
engine-explain-norm = Norma
engine-explain-who = Kush
engine-explain-to = Për
engine-explain-time = Afati
engine-explain-row = numri { $number } i radhës, një çdo { $every }
engine-explain-basis-act = fjala e vetë aktit
engine-explain-basis-reading = akti e kërkon, koha është një lexim
engine-explain-basis-ours = një kujtesë që akti nuk e njeh
engine-explain-counted-from = Nis më
engine-explain-date = { $date }: { $entry }
engine-explain-before = Më parë
engine-explain-was = { $date }, afati { $due }: { $entry }
engine-explain-was-gone = i tërhequr: { $entry }
engine-explain-was-unknown = i panjohur: { $entry }
engine-explain-from-form = { $form }, regjistruar nga { $member }, { $at }
engine-explain-from-version = { $form }, versioni { $version }, nga { $member }, { $at }
engine-explain-from-withdrawal = tërheqje nga { $member }, { $at }
engine-explain-from-entry = regjistrim nga { $member }, { $at }
engine-explain-met-by = Kryhet me
engine-explain-here = Në rastin { $case }
engine-explain-now = Tani
engine-explain-lets = { $stage }: kushti plotësohet
engine-explain-stops = { $stage }: kushti nuk plotësohet ende
engine-explain-finding = Gjetje
engine-explain-nothing-here = ende asgjë prej saj
engine-doing-migrate = kalimin e rastit te përkufizime të tjera

### area: fill

fill-wrong-file = { $file }: { $count } { $count ->
    [one] gabim
   *[other] gabime
}. Asgjë nuk u ruajt.
fill-wrong = { $count } { $count ->
    [one] gabim
   *[other] gabime
} në vlerat e dhëna. Asgjë nuk u ruajt.
fill-unreadable = { $file }: { $why }. Asgjë nuk u ruajt.
fill-problem-line = rreshti { $line }   { $written }   { $why }
fill-problem-set = --set   { $written }   { $why }
fill-problems-more = … dhe { $count } të tjera
fill-too-large = më i madh se { $most } MiB; ky nuk është një format
fill-not-text = ky nuk është skedar teksti (UTF-8)
fill-not-toml = rreshti { $line } nuk lexohet; një rresht ka formën  fusha = vlera
fill-written-twice = e shkruar dy herë
fill-set-form = shkruhet --set fusha=vlera
fill-set-table = tabela shkruhet si [{"{"}kolona = "…", kolona = "…"{"}"}, …]
fill-unknown-field = fushë e panjohur
fill-unknown-field-near = fushë e panjohur; ndoshta `{ $near }`
fill-column-missing = mungon në këtë rresht
fill-nothing-written = pas shenjës = nuk ka asgjë; jepet një vlerë ose hiqet rreshti
fill-quotes = teksti shkruhet në thonjëza: { $text }
fill-list = shkruhet si listë: { $example }
fill-unprintable = përmban shenjën e padukshme { $code }
fill-country-near = nuk ka shtet me këtë emër ose kod; ndoshta "{ $code }" ({ $name })
fill-country-unknown = nuk ka shtet me këtë emër ose kod; shkruhen dy shkronjat e tij, "AL" për Shqipërinë
fill-language-near = nuk ka gjuhë me këtë emër ose kod; ndoshta "{ $code }" ({ $name })
fill-language-unknown = nuk ka gjuhë me këtë emër ose kod; shkruhet emri i saj, "shqip", ose kodi, "sq"
fill-phone-zeros = në vend të 00 shkruhet +: { $number }
fill-phone-international = pas shenjës + duhen kodi i shtetit dhe numri, gjithsej 7 deri në 15 shifra
fill-number-range = duhet të jetë mes { $least } dhe { $most }
fill-choice-unknown = { $given } e panjohur; lejohen: { $allowed }
fill-choice-near = { $given } e panjohur; ndoshta "{ $near }"
fill-choice-of-many = { $given } e panjohur; të { $count } vlerat gjenden në formatin bosh (--blank)
fill-in-the-future = është pas këtij çasti ({ $now }); kjo fushë shënon çfarë ka ndodhur
fill-hour-missing = mungon ora: { $example }
fill-wanted-bool = duhet true (po) ose false (jo)
fill-wanted-number = duhet një numër i plotë
fill-wanted-minutes = duhet një numër minutash
fill-wanted-choice = duhet një nga vlerat e lejuara, në thonjëza
fill-wanted-choices = duhet një listë vlerash: ["…", "…"]
fill-wanted-date = duhet një datë: 2026-03-14 ose 14.3.2026
fill-wanted-datetime = duhet datë me orë: 2026-03-02T09:30 ose 2.3.2026 09:30
fill-wanted-table = duhet një listë rreshtash: [{"{"} kolona = "…" {"}"}, …]
fill-wanted-phone = duhet një numër telefoni: +355 69 123 4567
fill-wanted-id-number = duhet numri i një dokumenti: shkronja dhe shifra
fill-wanted-country = duhet një shtet: "AL"
fill-wanted-language = duhet një gjuhë: "shqip" ose "sq"
fill-wanted-text = duhet tekst në thonjëza

fill-blank-how = Hiqet shenja # para fushës që plotësohet dhe vlera shkruhet pas shenjës =.
fill-blank-dates = Datat shkruhen 2026-03-14 ose "14.3.2026", orët 2026-03-14T09:30 ose "14.3.2026 09:30", me orën vendore.
fill-blank-required = e detyrueshme
fill-blank-when = kërkohet kur: { $when }
fill-takes-text = tekst në thonjëza
fill-takes-long-text = tekst në thonjëza; me disa rreshta mes {"\"\"\""} dhe {"\"\"\""}
fill-takes-person = emri dhe mbiemri, në thonjëza
fill-takes-phone = numër telefoni, në thonjëza: "+355 69 123 4567"
fill-takes-id-number = numër dokumenti, në thonjëza
fill-takes-country = shteti, dy shkronja në thonjëza: "AL"
fill-takes-language = gjuha, në thonjëza: "shqip" ose "sq"
fill-takes-bool = true (po) ose false (jo)
fill-takes-number = numër i plotë
fill-takes-minutes = numër minutash
fill-takes-choice = një nga këto, në thonjëza:
fill-takes-choices = listë nga këto, ["…", "…"]; [] do të thotë asnjë:
fill-takes-date = data: 2026-03-14
fill-takes-datetime = data dhe ora: 2026-03-14T09:30
fill-takes-table = rreshta, secili { "{" } kolona = vlera, … { "}" }, me këto kolona:
fill-takes-signature = emri i nënshkruesit, në thonjëza; në letër një vijë për nënshkrim

fill-unknown-form = Nuk ka format { $given }.
fill-forms = Formatet: { $forms }
fill-no-file = { $file } nuk lexohet: { $reason }
fill-nothing-given = Për { $form } nuk u dha asgjë.
fill-nothing-given-hint = sop fill { $form } --blank > formati.toml, pastaj --from formati.toml; ose --set fusha=vlera; ose --edit
fill-nothing-filled-in = Asgjë nuk është plotësuar. { $form } kërkon { $count } { $count ->
    [one] fushë
   *[other] fusha
}:
fill-required-field = { $field }   { $label }
fill-not-asked = { $field } kërkohet vetëm kur: { $when }
fill-unchanged = Rasti { $case }: { $form } e thotë tashmë këtë. Asgjë nuk u regjistrua.
fill-line = { $line }
fill-recorded = Rasti { $case }: { $form } u regjistrua ({ $when }).
fill-amended = Rasti { $case }: { $form } u plotësua ({ $when }).
fill-kept = Rasti { $case }: { $form } u ruajt, por nuk është i plotë{ $count ->
    [0] {""}
   *[other] . Mungojnë: { $count }
}. Detyrat që rrjedhin prej tij presin.
fill-count = { $title }: { $number }.
fill-prefilled = Të marra nga formatet e tjera të rastit: { $fields }
fill-missing-field = {"  "}mungon   { $label }   { $field }
fill-missing-more = {"  "}dhe { $count ->
    [one] 1 tjetër
   *[other] { $count } të tjera
    }
fill-mend = Për ta ndrequr këtë: sop fill { $form } --amend { $document }
fill-next = Më tej: { $commands }
fill-then = { $first }, pastaj { $last }
fill-no-such-document = { $given } nuk është dokument i formatit { $form }.
fill-no-editor = Nuk është caktuar redaktuesi i tekstit.
fill-no-editor-hint = Caktohet EDITOR, për shembull: EDITOR=nano; ose përdoret --from SKEDARI a --set FUSHA=VLERA.
fill-no-memory = Në këtë kompjuter nuk ka dosje në kujtesë (XDG_RUNTIME_DIR, /dev/shm); formati do të mbetej i hapur në disk.
fill-no-memory-hint = Përdoret --set FUSHA=VLERA, ose --from - dhe hyrja standarde.
fill-edit-failed = Formati nuk mund të redaktohej: { $reason }
fill-editor-failed = Redaktuesi përfundoi me gabim: { $editor }. Asgjë nuk u ruajt.
fill-edit-again = Kthehemi te redaktuesi?
fill-indented = {"  "}{ $line }
fill-cancelled = U ndërpre. Asgjë nuk u regjistrua.
fill-edit-unchanged = { $form } u la siç ishte. Asgjë nuk u regjistrua.
fill-terminal = Terminali nuk mund të përdoret për pyetje: { $reason }
fill-meanwhile = Ndërkohë { $form } u ndryshua nga dikush tjetër; ajo që shkruat u vendos mbi të.
fill-ask-title = { $form } · { $title }
fill-ask-how = Enter: tjetra. Esc: prapa. Ctrl-C: ndalon, përgjigjet ruhen. *: e detyrueshme.
fill-ask-section = ── { $title }
fill-ask-select = shigjetat, Enter; shkruani për të kërkuar; Esc: prapa
fill-ask-tick = shigjetat, hapësira për të shënuar, Enter; shkruani për të kërkuar; Esc: prapa
fill-ask-summary = ── Përmbledhje
fill-ask-decide = Të regjistrohet?
fill-ask-file = Regjistroje
fill-ask-draft = Ruaje në rast si të papërfunduar
fill-ask-date = 14.3.2026
fill-ask-datetime = 14.3.2026 09:30
fill-ask-country = emri ose dy shkronjat: Shqipëri, AL
fill-ask-language = emri ose kodi: shqip, sq
fill-ask-phone = +355 69 123 4567
fill-ask-number = numër i plotë
fill-ask-minutes = minuta
fill-ask-long = një paragraf në çdo rresht; rreshti bosh e mbyll; Esc: prapa
fill-ask-text = Enter: tjetra; bosh: pa përgjigje; Esc: prapa
fill-kept-here = Përgjigjet u ruajtën të koduara në këtë kompjuter; vazhdohet me: sop fill { $form }
fill-not-kept = Përgjigjet nuk ruhen dot ndërkohë: { $reason }
fill-resume-offer = Përgjigje të paregjistruara ({ $count }), të ruajtura { $when }:
fill-resume = Vazhdo me to
fill-start-anew = Hidhi dhe fillo nga e para
fill-ask-first = Kjo është pyetja e parë.
fill-ask-empty = — pa përgjigje
fill-ask-change = Ndrysho një përgjigje
fill-ask-later = Vazhdo më vonë; përgjigjet mbeten të koduara në këtë kompjuter
fill-ask-discard = Hidh gjithçka
fill-ask-which = Cila përgjigje ndryshohet?
fill-ask-rows-done = Tjetra (rreshta: { $count })
fill-ask-row-add = Shto një rresht
fill-ask-row-change = Ndrysho: { $row }
fill-ask-row-remove = Hiq: { $row }

help--fill = Regjistron një format: pyet në terminal, ose i merr vlerat nga një skedar, nga --set, nga redaktuesi
help--fill--form = Formati
help--fill--from = Skedar TOML me vlerat; `-` është hyrja standarde
help--fill--set = Një vlerë; disa zgjedhje ndahen me presje. Bosh: fusha zbrazet
help--fill--edit = E hap formatin në redaktuesin tuaj, në një skedar vetëm në kujtesë
help--fill--draft = E ruan si të papërfunduar: kushtet presin dhe nuk hap e nuk kryen asnjë detyrë
help--fill--blank = Shtyp formatin bosh si TOML, për t’u plotësuar dhe dhënë me --from
help--fill--amend = Cili dokument plotësohet, kur formati bën çdo herë një të ri: fundi i numrit të tij
help--fill--at = Kur ndodhi (përndryshe: tani); ora vendore e procedurës, nëse s’ka diferencë të shënuar
help--fill--reasons = Arsyeja; ose KUSHTI=TEKSTI: vazhdon megjithëse kushti nuk plotësohet. E lexojnë auditorët, prandaj nuk emërton askënd
help--fill--role = Roli me të cilin regjistrohet, kur keni disa (përndryshe: i pari që mundet)

### area: render

render-draft = PROJEKT: i paregjistruar ose i paplotësuar. Nuk ka fuqi.
render-redacted-copy = Kopje pa të dhëna identifikuese: pjesët personale, shëndetësore dhe hetimore janë lënë jashtë.
render-missing = Mungojnë ende:
render-case = Rasti
render-form = Formati
render-at = Data
render-institution = Institucioni
render-signatures = Nënshkrimet
render-function = Detyra
render-name = Emri dhe mbiemri
render-signature = Nënshkrimi
render-date = Data
render-hidden = [e fshehur]
render-empty = —
render-none-of-these = asnjë nga këto
render-yes = Po
render-no = Jo
render-template-too-much = Shablloni { $template } kërkon tepër dhe u ndërpre.
render-template-failed = Shablloni { $template } dështon në rreshtin { $line }: { $reason }
render-check-failed = Nuk mund të shtypet: { $reason }
render-check-no-field = Formati { $form } nuk ka fushë { $field }.
render-no-pdf = Ky program është ndërtuar pa PDF.
render-strict = { $count ->
    [one] { $form } është projekt: i paregjistruar ose i paplotësuar.
   *[other] { $form } janë projekte: të paregjistruara ose të paplotësuara.
}
render-unknown-format = Nga emri { $file } nuk kuptohet çfarë kërkohet.
render-unknown-format-hint = Emri mbaron me .md, .html, .pdf, .txt ose .json; ose jepet --format.
render-pdf-to-terminal = Një PDF nuk shfaqet në terminal.
render-pdf-to-terminal-hint = Shkruhet në skedar: -o SKEDARI.pdf
render-not-written = { $file } nuk u shkrua: { $reason }
render-written = U shkrua: { $file }
render-written-plain = U shkrua: { $file }. Ky skedar lexohet pa çelës; ruhet siç ruhet letra.

help--render = Shtyp formate të rastit si dokumente, të regjistruara ose jo
help--render--forms = Formati; disa shkojnë në një skedar, secili në faqe të vet
help--render--all = Të gjitha dokumentet e rastit, ose të formateve të dhëna, sipas radhës së regjistrimit
help--render--format = Çfarë del (përndryshe: sipas emrit të skedarit, ose Markdown)
help--render--output = E shkruan në këtë skedar, që e lexoni vetëm ju, dhe jo në daljen standarde
help--render--redacted = Lë jashtë gjithçka që identifikon: çdo gjë jashtë pjesës së procesit
help--render--blank = Format bosh për t’u plotësuar me dorë; nuk kërkon rast
help--render--strict = Mbaron me kodin 1 nëse një format nuk është i regjistruar ose i plotë
help--render--revision = Cili version i dokumentit, siç i numëron `case show --all`; 1 është i pari (përndryshe: i fundit)
help--render--document = Cili dokument, kur ka disa: fundi i numrit të tij (përndryshe: i fundit)
render-no-pdf-hint = Shkruhet HTML (-o SKEDARI.html) dhe shtypet nga shfletuesi.
render-pdf-failed = PDF-ja nuk u krijua dot: { $reason }
render-draft-mark = PROJEKT
render-page = faqja { $number } nga { $all }
render-unprintable = { $form }, { $field }: shkronjat e PDF-së nuk kanë disa shenja; ato shfaqen me kodin e tyre: { $codes }
render-unprintable-elsewhere = { $form }: shkronjat e PDF-së nuk kanë disa shenja; ato shfaqen me kodin e tyre: { $codes }
render-dossier = Rasti { $case }: { $forms }
render-version = Versioni { $number } nga { $all }
render-one-form = --document dhe --version vlejnë për një format të vetëm.
render-nothing-filed = Në rastin { $case } nuk është regjistruar ende asnjë nga këto formate.
render-no-version = { $form } nuk ka version { $number }.
render-no-version-hint = { $count ->
    [0] { $form } nuk është regjistruar ende.
   *[other] Versionet: 1 deri në { $count }.
}

### area: audit

audit-severity-error = GABIM
audit-severity-warning = VËREJTJE
audit-severity-info = NJOFTIM
audit-group-integrity = integriteti
audit-group-compliance = përputhshmëria
audit-group-hygiene = higjiena
audit-head = Arkivi i rasteve { $store }… · { $cases } · { $level }
audit-cases = { $count } { $count ->
    [one] rast
   *[other] raste
}
audit-level-keyless = asnjë rast i hapur: vetëm nënshkrimet, emrat, shumat e kontrollit dhe qeverisja
audit-level-all = u lexuan të gjitha pjesët
audit-not-checked = Nuk u kontrollua: { $group } ({ $reason }).
audit-not-checked-cases = Nuk u kontrollua: { $group } e { $count } { $count ->
    [one] rasti
   *[other] rasteve
} ({ $reason }).
audit-reason-no-key = nuk u dha çelës
audit-reason-not-readable = ky çelës nuk i hap
audit-reason-damaged = nuk lexohen: { $reason }
audit-sum-none = Nuk u gjet asgjë.
audit-sum-incomplete = Nuk u gjet asgjë në çka u kontrollua; jo gjithçka e kërkuar u kontrollua.
audit-sum = { $findings } { $findings ->
    [one] gjetje
   *[other] gjetje
} në { $with } nga { $cases } { $cases ->
    [one] rast
   *[other] raste
}: { $counts }.
audit-next = Ç'do të thotë dhe ç'duhet bërë: sop explain { $code }
audit-count-errors = { $count } { $count ->
    [one] gabim
   *[other] gabime
}
audit-count-warnings = { $count } { $count ->
    [one] vërejtje
   *[other] vërejtje
}
audit-count-infos = { $count } për njoftim

audit-duty = { $title }
audit-duty-instance = { $title } ({ $instance })
audit-overdue-duty = { $duty }: afati { $due }, nuk është kryer ({ $late } vonesë)
audit-late-duty = { $duty }: afati { $due }, u krye më { $done } ({ $late } vonesë)
audit-lapsed-overdue = { $duty }: afati { $due }, nuk u krye kurrë, pushoi më { $ended } ({ $late } pas afatit)
audit-waived-overdue = { $duty }: afati { $due }, u përjashtua më { $ended } ({ $late } pas afatit)
audit-known-late = { $what }; ajo prej së cilës rrjedh u shënua vetëm më { $recorded }, pasi afati kishte kaluar
audit-provisional = { $what }; afati është i përkohshëm
audit-later = një ditë më vonë
audit-anchor-missing = { $duty }: afati nuk rrjedh; e hapur që prej { $since }, mungon: { $missing }
audit-overdue-before-correction = { $duty }: afati { $due }, e pakryer sipas shënimit siç ishte para se ta ndryshonte { $member } më { $corrected }
audit-overridden = { $what } Arsyeja e dhënë: “{ $reason }”
audit-overridden-bare = { $what } Nuk është shënuar arsye.
audit-rule-ignored = { $what } Kushti nuk plotësohej dhe askush nuk e shënoi.
audit-rule-unmet = { $what } Plotësohej sipas asaj që dinte autori; me çka kishin shënuar të tjerët ndërkohë, nuk plotësohet.
audit-back-dated = { $member } shënoi më { $recorded } diçka të datuar { $at } ({ $late } më herët; më shumë se { $hours } orë)
audit-back-dated-duty = { $duty }: quhet e kryer në kohë, më { $met } (afati { $due }), por { $member } e shënoi vetëm më { $recorded }, më shumë se { $hours } orë më vonë dhe pas afatit
audit-recorded-ahead = Shënuar nga { $member } me një kohë që ende s'ka ardhur: { $recorded }
audit-conflict = { $what }: { $claims }
audit-conflict-field = { $form }, { $what }: dy vlera, { $claims }
audit-claim = { $member } më { $at }
audit-claim-value = { $value } ({ $member }, { $at })
audit-value = { $value }
audit-form-field = { $label } ({ $form })
audit-yes = po
audit-no = jo
audit-expression-failed = { $place }: { $source } nuk mund të llogaritej dhe u quajt i paplotësuar: { $reason }
audit-other-definitions = Shënuar sipas përkufizimeve të tjera ({ $theirs }…), gjykuar sipas { $ours }…
audit-junit-failed = Raporti JUnit nuk mund të shkruhet: { $reason }
audit-part = { $title }
audit-level-process = u lexua pjesa e procesit; nuk u lexuan: { $parts }
audit-reason-other-root = nuk është arkivi që pritej
audit-bad-fingerprint = “{ $given }” nuk është gjurmë: 64 shifra heksadecimale, siç i shkruan sop verify.
audit-no-sarif = SARIF nuk ofrohet ende; përdorni --format text, json ose junit.
audit-damaged = Pjesë të arkivit janë të dëmtuara ose mungojnë ({ $count } { $count ->
    [one] gabim
   *[other] gabime
}).
audit-failed = Auditimi gjeti { $errors } { $errors ->
    [one] gabim
   *[other] gabime
} dhe { $warnings } { $warnings ->
    [one] vërejtje
   *[other] vërejtje
}.
audit-incomplete = Nuk u kontrollua gjithçka që u kërkua: { $reason }
audit-plain-text = Mes skedarëve të koduar gjendet një i lexueshëm: { $path }
audit-plain-text-recorded = Është përfshirë në arkiv dhe nuk është i koduar: { $path }
audit-key-in-store = Në dosjen e arkivit gjendet një çelës privat: { $path }
audit-foreign-work-file = Në dosjen e arkivit gjendet një skedar që nuk i takon: { $path }
audit-foreign-work-file-readable = Në dosjen e arkivit gjendet një skedar i lexueshëm që nuk i takon: { $path }
audit-changed-work-file = Ndryshon nga ai që është shënuar: { $path }
audit-other-refs = Depoja mban { $name } përveç vijës së arkivit
audit-weaker-definitions = Përkufizimet në fuqi kërkojnë më pak se versioni { $version }: { $what }
audit-no-recovery = Arkivi nuk ka çelës rikuperimi
audit-key-readable = Llogari të tjera mund ta lexojnë çelësin { $file } (leja { $mode })
audit-office-unmanned = Asnjë anëtar aktiv i zyrës { $office } nuk e mban çelësin e saj
audit-key-not-rotated = Çelësin më të ri të zyrës { $office } e mban ende ai që është larguar: { $members }
store-no-revision = Në historinë e këtij arkivi nuk ka ndryshim “{ $given }”.
audit-rule-unsaid = { $what } Nuk është shënuar nëse plotësohej, dhe ky çelës nuk e hap atë për të cilën pyet ({ $member }).
audit-wrong-role = { $member } veproi si { $role }; kjo i takon: { $wanted }
audit-role = { $role }
audit-role-none = askujt
audit-clock-set = { $member } e vuri orën me dorë në { $count } { $count ->
    [one] veprim
   *[other] veprime
}, i fundit i datuar { $last }
audit-held = Një shënim nga { $member } është në pritje dhe nuk vlen: { $why }
audit-case-unreadable = Rasti nuk lexohet: { $reason }
audit-root-not-verified = Arkivi përputhet me veten, por rrënja nuk u krahasua me asgjë. Gjurma: { $root }
audit-other-root = Ky është një arkiv tjetër: gjurma e tij është { $root }, pritej { $expected }
audit-rewritten-history = Një gjendje më e re që ky kompjuter ka pranuar ({ $accepted }) nuk përmbahet në këtë
audit-means-rule-unsaid = Një kusht pyet për një pjesë që ky çelës nuk e hap dhe shënimi nuk thotë si doli. Versionet e reja të programit e shënojnë gjithmonë.
audit-remedy-rule-unsaid = Auditimin le ta bëjë dikush që e lexon atë pjesë.
audit-means-wrong-role = Diçka u shënua në një rol që akti nuk e ngarkon me të. Vërejtje kur ishte e drejtë sipas asaj që dinte autori.
audit-remedy-wrong-role = Ai që ngarkohet me të e konfirmon në rast, ose e shënon sërish.

audit-means-signature = Një ndryshim nuk mban nënshkrimin e vlefshëm të anëtarit që përmend. Mund ta ketë bërë dikush tjetër, ose është ndryshuar më pas.
audit-remedy-signature = Çka solli quhet e pashënuar. Pyetet anëtari i përmendur. Administratori publikon gjendjen e fundit të rregullt nga një kopje që verifikohet; sop verify e emërton.
audit-means-entitlement = U nënshkrua nga dikush që në atë çast nuk ishte anëtar, nuk ishte më i tillë, ose nuk ishte administrator.
audit-remedy-entitlement = Sqarohet kush e mban atë çelës. Çka solli nuk vlen; e shënon sërish ai që ka të drejtë.
audit-means-governance = Anëtarët, zyrat ose parametrat u ndryshuan në një mënyrë që i lejohet vetëm administratorit ose vetëm çelësit rrënjë, ose nga një veprim që nuk lejohet t'i ndryshojë.
audit-remedy-governance = Kjo gjendje nuk pranohet. Krahasohet me një kopje tjetër; administratori e bën ndryshimin sërish siç duhet (sop member, sop office).
audit-means-two-lines = Dy administratorë i ndryshuan anëtarët ose zyrat veç e veç dhe të dy ndryshimet u publikuan. Arkivi nuk e dallon dot cili vlen.
audit-remedy-two-lines = Administratorët merren vesh; mbajtësi i çelësit rrënjë vendos cila vijë vlen dhe ndryshimet e tjera bëhen sërish mbi të.
audit-means-merge = Një bashkim nuk është pikërisht ai që rrjedh nga dy anët e tij: diçka u shtua, u hoq ose u ndryshua.
audit-remedy-merge = Krahasohen dy anët; jep shpjegim ai që e bëri bashkimin ose ai që e strehon arkivin. Merret gjendja e fundit e rregullt nga një kopje tjetër.
audit-means-rewritten = Një skedar i një rasti ose i çelësit të një zyre u hoq ose u zëvendësua. Skedarë të tillë vetëm shtohen, pra dikush e rishkroi atë që ishte shënuar.
audit-remedy-rewritten = Origjinali merret nga një kopje tjetër ose nga kopja rezervë; gjetja emërton skedarin dhe ndryshimin. Pyetet ai që e nënshkroi.
audit-means-foreign = Arkivi mban diçka që ky program nuk e shkruan: një ndryshim, një skedar, një emër a madhësi që nuk i takon.
audit-remedy-foreign = Sqarohet nga vjen; mund të ketë tekst të hapur. Nuk quhet e shënuar. Administratori publikon gjendjen e fundit të rregullt.
audit-means-operation = Ajo që thotë një ndryshim për veten nuk përputhet me atë që sjell: lista e skedarëve, identifikuesi ose rasti që hap.
audit-remedy-operation = Çka solli nuk vlen. Autori e shënon sërish; nëse nuk ndihmon, krahasohet me një kopje tjetër.
audit-means-key-step = Një çelës i ri i zyrës u publikua nga dikush që nuk mundet, ose nuk rrjedh nga çelësi i mëparshëm.
audit-remedy-key-step = Asgjë nuk kodohet me të. Një mbajtës i çelësit të zyrës bën një të ri: sop office rotate.
audit-means-newer = U shkrua nga një version më i ri i programit, të cilin ky nuk e kupton.
audit-remedy-newer = Instalohet versioni më i ri dhe auditimi përsëritet.
audit-means-damaged = Një objekt mungon ose është i dëmtuar: faj i diskut ose i transferimit, jo i një personi.
audit-remedy-damaged = Merret nga një kopje tjetër ose nga kopja rezervë; gjetja emërton skedarin. Deri atëherë rasti është i paplotë.
audit-means-clock-behind = Diçka u shënua me një orë që ishte mbi dhjetë minuta prapa asaj që ishte shënuar më parë.
audit-remedy-clock-behind = Rregullohet ora e atij kompjuteri. Nëse çasti ka rëndësi për një afat, autori e ndreq shënimin.
audit-means-root-not-verified = Gjithçka në arkiv përputhet, por askush nuk i ka thënë këtij kompjuteri cili arkiv duhet të jetë. Një arkiv i falsifikuar do të dukej njësoj.
audit-remedy-root-not-verified = Gjurma e arkivit krahasohet me zë me një administrator; pastaj sop trust GJURMA, ose në një skript sop audit --trust-root GJURMA.
audit-means-other-root = Ky nuk është arkivi që duhej audituar: ndryshimi i parë i tij është tjetër.
audit-remedy-other-root = Sqarohet nga vjen kjo kopje. Në të nuk shkruhet.
audit-means-rewritten-history = Ky kompjuter ka pranuar një gjendje më të re të arkivit se kjo këtu. Kopja është më e vjetër, ose historia iu pre ose iu zëvendësua.
audit-remedy-rewritten-history = Shkëmbehet me një kopje që i ka të gjitha. Nëse i mungon vetë serverit, jep shpjegim ai që e strehon.
audit-means-part = Një pjesë e një shënimi nuk lexohet ose bie ndesh me pjesët e tjera. Vlerat e saj u mungojnë lexuesve.
audit-remedy-part = Autori i shënon vlerat sërish. Nëse përsëritet, kontrollohet kompjuteri i atij anëtari.
audit-means-author = Një shënim u bë me një rol që autori nuk e kishte, ose nga një zyrë që nuk e lexonte atë pjesë. Ai nuk vlen.
audit-remedy-author = E shënon sërish ai që e ka rolin; administratori kontrollon rolet (sop member list).
audit-means-seen = Një shënim nuk thotë saktë çfarë kishte para vetes autori, ndaj mund të fshehë një mospërputhje. Ai nuk vlen.
audit-remedy-seen = Autori e shënon sërish me versionin e tanishëm të programit.
audit-means-key-file = Një skedar me çelësat e një pjese u fut me dredhi, u cungua, i takon një rasti tjetër, ose nuk u hapet zyrave që përmend.
audit-remedy-key-file = Asgjë nuk kodohet me të; shënimi i radhës nga një zyrë që e lexon pjesën sjell një të rregullt. Pyetet ai që e nënshkroi.
audit-means-locked-out = Kjo zyrë duhet ta lexojë pjesën, por skedari nuk hapet me çelësin e saj.
audit-remedy-locked-out = Një koleg që e hap bën një shënim të ri në rast, i cili sjell një skedar me lexuesit e sotëm.
audit-means-held = Një shënim ruhet por nuk vlen: autori e humbi çelësin, zyrën ose rolin me një ndryshim që nuk e dinte kur e shkroi.
audit-remedy-held = Pyetet autori nëse është i tij. E shënon sërish ai që ka të drejtë.
audit-means-case-unreadable = Një rast që kjo zyrë duhet ta lexojë nuk u lexua dot.
audit-remedy-case-unreadable = sop verify emërton çfarë është dëmtuar; merret nga një kopje tjetër. Rastet e tjera u audituan.
audit-means-overdue-duty = Koha për këtë detyrë ka kaluar dhe asgjë nuk tregon se u krye. Gabim kur afatin e vë akti, vërejtje kur afati është leximi ynë i aktit, njoftim kur është kujtesë.
audit-remedy-overdue-duty = Kryhet dhe shënohet; nëse është kryer, shënohet kur. sop explain DETYRA tregon çdo hap të afatit.
audit-means-late-duty = Detyra u krye, por pas afatit.
audit-remedy-late-duty = Nuk zhbëhet; arsyeja shënohet në rast (sop note). Nëse u shënua një çast i gabuar, ndreqet.
audit-means-lapsed-overdue = Detyrës i kishte kaluar afati kur pushoi: kushti i saj nuk vlente më, faza ose rasti u mbyll, ose u përjashtua. Që pushoi më vonë nuk e bën në kohë.
audit-remedy-lapsed-overdue = Arsyeja shënohet në rast (sop note).
audit-means-known-late = Ajo prej së cilës rrjedh detyra u shënua vetëm pasi afati kishte kaluar, ndaj askush nuk mund të ishte në kohë. Peshon një shkallë më pak; duhet parë pse u shënua kaq vonë.
audit-remedy-known-late = Ngjarjet shënohen ditën kur ndodhin.
audit-means-overdue-before-correction = Sipas shënimit siç ishte atëherë, detyrës i kishte kaluar afati; një plotësim, tërheqje a shënim i datuar më herët e hoqi ose ia zhvendosi afatin. Kjo nuk zhbën atë që shihej para saj.
audit-remedy-overdue-before-correction = Kontrollohet nëse ndreqja është e arsyeshme: arsyeja gjendet te sop case log.
audit-means-anchor-missing = Detyra është e hapur, por çasti nga i cili numërohet afati nuk është shënuar, ndaj afati nuk kalon kurrë.
audit-remedy-anchor-missing = Shënohet data që mungon; sop explain DETYRA e emërton.
audit-means-overridden = Një kusht që akti e vë «sa herë të jetë e mundur» nuk u plotësua; anëtari vazhdoi dhe dha arsyen.
audit-remedy-overridden = Vlerësohet nëse arsyeja qëndron.
audit-means-breach = Ndodhi diçka që akti nuk e lejon. Nuk mund të pengohej më dhe u shënua ashtu si ishte.
audit-remedy-breach = Ndiqet jashtë programit; shënimi, autori dhe arsyeja gjenden te sop case log.
audit-means-rule-ignored = Sipas asaj që kishte para vetes autori një kusht nuk plotësohej dhe shënimi nuk thotë asgjë për të. Ky program do të kishte pyetur; shënimi u bë me një program tjetër ose me përkufizime të ndryshuara.
audit-remedy-rule-ignored = Pyetet autori. sop workflow show tregon cilat përkufizime përdoren.
audit-means-rule-unmet = Kur u shënua, kushti plotësohej sipas asaj që dinte autori. Bashkë me atë që një zyrë tjetër shënoi në të njëjtën kohë nuk plotësohet.
audit-remedy-rule-unmet = Zyrat merren vesh çfarë duhet ndrequr.
audit-means-expression-failed = Një kusht i përkufizimeve nuk mund të llogaritej me vlerat e këtij rasti dhe u quajt i paplotësuar.
audit-remedy-expression-failed = Vendi i raportohet atij që mban përkufizimet.
audit-means-back-dated = Ajo që u shënua mban një datë mbi 24 orë para se të shkruhej. Një ditë e një natë është masa e këtij programi, jo e aktit: shkrimi të nesërmen në mëngjes është punë e zakonshme. Vërejtje kur një detyrë quhet e kryer në kohë vetëm për këtë arsye, përndryshe njoftim.
audit-remedy-back-dated = Krahasohet me letrën. Nëse data është e saktë, nuk duhet bërë asgjë.
audit-means-recorded-ahead = U shënua me një kohë përpara çastit kur bëhet auditimi: orë e gabuar, ose --now.
audit-remedy-recorded-ahead = Rregullohet ora e atij kompjuteri; autori e shënon sërish me kohën e saktë dhe e tërheq këtë shënim (sop correct).
audit-means-clock-set = Koha e këtyre shënimeve u vu me dorë (--now), jo nga ora e kompjuterit. E drejtë për prova e për hedhje letrash të vjetra; përndryshe mund të bëjë gjithçka të duket në kohë.
audit-remedy-clock-set = Pyeten anëtarët e përmendur pse. Për shënime të një date më të hershme mjafton sop fill --at.
audit-means-conflict = Dy zyra shënuan vlera të ndryshme dhe asnjëra nuk e dinte tjetrën. Derisa të zgjidhet vlen vlera mbrojtëse, ose asnjëra.
audit-remedy-conflict = Zyrat merren vesh; ai që i ka parë të dyja shënon vlerën e drejtë (sop fill … --amend) ose tërheq të gabuarën (sop correct).
audit-means-other-definitions = Rasti u shënua sipas përkufizimeve të ndryshme nga ato me të cilat gjykon ky auditim, ndaj detyrat e kushtet mund të ndryshojnë nga ato që panë autorët.
audit-remedy-other-definitions = Auditohet me --definitions dhe versionin nën të cilin u shënua.
audit-means-plain-text = Një skedar që duhet të jetë i koduar nuk është, ose një skedar i lexueshëm gjendet mes rasteve. Kushdo që merr këtë disk a kopje e lexon.
audit-remedy-plain-text = Hiqet nga arkivi dhe fshihet ku nuk duhet. Nëse është përfshirë ndonjëherë në arkiv, mbetet në histori: njoftohet administratori.
audit-means-key-in-store = Një çelës privat gjendet në dosjen e arkivit. Kushdo që kopjon dosjen e ka.
audit-remedy-key-in-store = Çelësi zhvendoset gjetkë. Nëse dosja është ndarë ndonjëherë me të tjerë, bëhet një çelës i ri dhe administratori shfuqizon të vjetrin.
audit-means-work-tree = Në dosjen e arkivit gjendet një skedar që nuk i takon arkivit, ose që ndryshon nga ai që është shënuar. Arkivi nuk e lexon kurrë, por një komandë e thjeshtë git mund ta përfshijë dhe mund të jetë i lexueshëm.
audit-remedy-work-tree = Dokumentet dhe formatet hiqen nga dosja e arkivit. Një skedar i ndryshuar rikthehet me git checkout -- SHTEGU.
audit-means-other-refs = Depoja ka degë, etiketa, shënime git ose rezerva përveç vijës së vetme të arkivit. Programi nuk i kontrollon; shënimet git mund të mbajnë tekst të dekoduar.
audit-remedy-other-refs = Shihen me git for-each-ref dhe fshihet çka nuk duhet.
audit-means-weaker-definitions = Arkivi ndjek përkufizime që kërkojnë më pak se një version tjetër që ruan, ose ia tregojnë një fushë më shumë vetave. Një administrator i ka vënë në fuqi me dijeni.
audit-remedy-weaker-definitions = Pyeteni nëse është bërë me qëllim. Një version më i rreptë vihet në fuqi me sop workflow pin.
audit-means-no-recovery = Arkivi nuk ka çelës rikuperimi. Nëse të gjithë mbajtësit e çelësit të një zyre e humbin, humbet edhe çka lexonte vetëm ajo zyrë.
audit-remedy-no-recovery = Rikuperimi vihet kur krijohet arkivi. Derisa programi ta ofrojë, çdo zyrë të ketë dy mbajtës (sop office admit).
audit-means-key-readable = Llogaritë e tjera të këtij kompjuteri mund ta lexojnë çelësin privat.
audit-remedy-key-readable = chmod 600 SKEDARI.
audit-means-office-unmanned = Asnjë anëtar aktiv nuk e mban çelësin e kësaj zyre, ndaj askush nuk i lexon rastet e saj e nuk pranon të tjerë.
audit-remedy-office-unmanned = Mbajtësi i çelësit të rikuperimit pranon një anëtar; pa të rastet e zyrës mbeten të mbyllura.
audit-means-key-not-rotated = Dikush që është larguar e mban ende çelësin më të ri të zyrës së tij. Çka shkruhet para shënimit të radhës të zyrës i hapet ende.
audit-remedy-key-not-rotated = Një koleg i asaj zyre bën një shënim çfarëdo, ose sop office rotate.

### area: cli
cli-help-usage = Përdorimi:
cli-help-options = Opsionet
cli-help-arguments = Argumentet
cli-help-global = Opsione të përgjithshme
cli-help-commands = Komandat
cli-help-command = KOMANDA
cli-unknown-argument = Opsion ose argument i panjohur: { $given }
cli-unknown-command = Komandë e panjohur: { $given }
cli-missing-argument = Mungon: { $names }
cli-missing-command = Mungon komanda. Mund të jetë: { $names }
cli-conflict = { $one } dhe { $other } nuk jepen bashkë.
cli-invalid-choice = { $argument }: vlera “{ $given }” nuk pranohet; lejohen: { $allowed }
cli-value-needed = { $argument } kërkon një vlerë.
cli-invalid-value = { $argument }: vlera “{ $given }” nuk pranohet.
cli-not-utf8 = Një argument nuk është tekst UTF-8.
cli-wrong-number = { $argument }: numër i gabuar vlerash.
cli-usage = Komanda nuk kuptohet ({ $reason }).
cli-did-you-mean = Ndoshta desh të shkruhej: { $word }
cli-see-help = Përdorimi shihet me --help.
cli-unknown-language = Gjuha “{ $given }” nuk njihet; lejohen: sq, en.
cli-output-failed = Rezultati nuk u shkrua dot: { $reason }
cli-bad-time = { $argument }: { $reason }
cli-at-in-future = --at { $at }: kjo kohë nuk ka ardhur ende. Asgjë nuk u ruajt.
cli-at-in-future-hint = Shënohet vetëm ajo që ka ndodhur; për një ditë tjetër prove përdoret --now.
cli-empty-reason = Arsyeja { $rule } është bosh.
cli-unknown-rule = --reason { $rule }=…: ky kusht nuk njihet.
cli-unknown-rule-hint = Emri i kushtit shihet te refuzimi; arsyeja jepet si --reason KUSHTI=TEKSTI.
cli-two-reasons = Arsyeja e veprimit jepet vetëm një herë.
cli-or-reason = ose shënohet arsyeja: --reason { $rule }="…"
cli-no-key = Nuk është dhënë çelësi.
cli-no-key-hint = Jepet me -i SKEDARI ose me SOP_IDENTITY; një çelës i ri bëhet me: sop key new -o SKEDARI
cli-no-case = Nuk është zgjedhur asnjë rast.
cli-no-case-hint = Rastet shihen me: sop case list. Zgjidhet me: sop case use RASTI, ose me -c RASTI.
cli-refused = Rasti { $case }: veprimi nuk lejohet ende. { $count ->
    [one] Mungon 1 kusht:
   *[other] Mungojnë { $count } kushte:
    }
cli-no-such-event = Në rastin { $case } nuk ka regjistrim me numër që mbaron me “{ $given }”.
cli-event-hint = Regjistrimet dhe fundi i numrit të tyre shihen me: sop case log
cli-event-ambiguous = Më shumë se një numër mbaron me “{ $given }”; shkruhen më shumë shkronja.
cli-unknown-vault = Pjesa “{ $given }” nuk njihet; lejohen: { $allowed }
cli-due-passed = kaloi { $when } ({ $relative })
cli-due-by = { $when } ({ $relative })
cli-due-unknown = afati nuk dihet ende: mungon { $missing }
cli-due-no-time = pa afat
cli-state-met = u krye { $when }
cli-state-met-late = u krye me vonesë { $when }
cli-state-waived = u përjashtua
cli-state-lapsed = pushoi
cli-state-suspended = e pezulluar
cli-provisional = afat i përkohshëm
cli-bad-span = Koha “{ $given }” nuk kuptohet; shkruhet si 24h, 7d, 1w, 5wd.
cli-unknown-role = Roli “{ $given }” nuk njihet; rolet shihen me: sop workflow show
cli-case-damaged = Rasti { $case } nuk lexohet: { $reason }
cli-due-head = { $cases ->
    [one] 1 rast
   *[other] { $cases } raste
    } · { $now }
cli-due-nothing = Asnjë detyrë me afat.
cli-more = Edhe { $what }: { $command }
cli-more-timed = { $count ->
    [one] 1 detyrë me afat
   *[other] { $count } detyra me afat
    }
cli-more-untimed = { $count ->
    [one] 1 detyrë pa afat
   *[other] { $count } detyra pa afat
    }
cli-more-rights = { $count ->
    [one] 1 e drejtë
   *[other] { $count } të drejta
    }
cli-more-by-stage = Detyrat sipas fazave
cli-case-opened = Rasti { $case } u hap dhe është tani rasti në punë.
cli-bad-facts = { $count ->
    [one] 1 gabim te --set. Asgjë nuk u ruajt.
   *[other] { $count } gabime te --set. Asgjë nuk u ruajt.
    }
cli-set-shape = “{ $given }”: shkruhet EMRI=VLERA
cli-unknown-fact = { $given }: fakt i panjohur
cli-fact-worked-out = { $fact }: del vetë nga të tjerat dhe nuk shënohet
cli-bad-fact = { $fact } = { $given }: nuk pranohet; lejohen: { $allowed }
cli-list-head = { $cases ->
    [one] 1 rast
   *[other] { $cases } raste
    } · me afat të kaluar: { $late }
cli-list-case = Rasti
cli-list-opened = U hap
cli-list-overdue = Kaluar
cli-list-duties = Detyra
cli-list-stages = Faza e fundit e hapur
cli-list-closed = i mbyllur
cli-list-more = { $count ->
    [one] Edhe 1 rast: sop case list --all
   *[other] Edhe { $count } raste: sop case list --all
    }
cli-no-cases = Nuk ka asnjë rast të lexueshëm. Hapet me: sop case new
cli-cases-unreadable = { $count ->
    [one] 1 rast tjetër nuk lexohet me këtë çelës.
   *[other] { $count } raste të tjera nuk lexohen me këtë çelës.
    }
cli-case-current = Rasti në punë: { $case }
cli-reason-needed = Mungon arsyeja: --reason "…"
cli-recorded = Rasti { $case }: u regjistrua.
cli-stage-now = { $stage }: { $state }
cli-met = u krye    { $title }
cli-met-late = u krye me vonesë    { $title }
cli-waived = u përjashtua    { $title }
cli-opened = lindi     { $title }: { $when }
cli-opened-untimed = { $count ->
    [one] lindi edhe 1 detyrë pa afat (sop case show --all)
   *[other] lindën edhe { $count } detyra pa afat (sop case show --all)
    }
cli-stage-open = e hapur
cli-stage-done = e kryer
cli-stage-suspended = e pezulluar
cli-stage-skipped = e kapërcyer
cli-stage-closed = e mbyllur
cli-show-head = Rasti { $case } · hapur { $opened } nga { $by }
cli-show-closed = I mbyllur { $at }
cli-show-conflict = Mospërputhje: { $fact }
cli-show-stages = Fazat
cli-show-due = Afatet
cli-show-next = Hapat
cli-show-next-ready = { $stage }: mund të nisë
cli-show-next-missing = { $stage }: { $count ->
    [one] mungon 1 kusht
   *[other] mungojnë { $count } kushte
    }
cli-show-forms = Formatet
cli-show-form-versions = { $form } ({ $count } versione)
cli-show-version = versioni { $number }
cli-show-version-draft = versioni { $number }, i paplotë
cli-show-form-missing = { $form } i paplotë ({ $count ->
    [one] mungon 1
   *[other] mungojnë { $count }
    })
cli-show-held = { $count } regjistrime në pritje nuk numërohen: sop verify
cli-yes = po
cli-no = jo
cli-log-head = Rasti { $case }: { $count ->
    [one] 1 regjistrim
   *[other] { $count } regjistrime
    }
cli-signature-good = nënshkruar
cli-signature-bad = NËNSHKRIM I PAVLEFSHËM
cli-signature-missing = PA NËNSHKRIM
cli-withdrawn = i tërhequr
cli-kind-open = hapja e rastit
cli-kind-amend = plotësim i
cli-kind-file = formati
cli-kind-done = u krye
cli-kind-waive = u përjashtua
cli-kind-enter = nisi faza
cli-kind-close-stage = u mbyll faza
cli-kind-attach = bashkëngjitje
cli-kind-note = shënim
cli-kind-correct = tërheqje e
cli-kind-share = lexim për
cli-kind-unshare = fund leximi për
cli-kind-close = mbyllja e rastit
cli-kind-reopen = rihapja e rastit
cli-vault-locked = Zyra nuk e lexon pjesën “{ $vault }” të rastit { $case } dhe nuk mund t’ia hapë dikujt tjetër.
cli-shared = Zyra { $office } lexon tani nga rasti { $case }: { $parts }
cli-unknown-office = Zyra “{ $given }” nuk njihet; zyrat: { $known }
cli-unknown-stage = Faza “{ $given }” nuk njihet; fazat: { $known }
cli-stage-already = Rasti { $case } është tashmë në fazën: { $stage }.
cli-cannot-enter = Rasti { $case } nuk mund të kalojë ende në fazën: { $stage }. { $count ->
    [one] Mungon 1 kusht:
   *[other] Mungojnë { $count } kushte:
    }
cli-next-head = Rasti { $case }: { $count ->
    [0] nuk ka fazë tjetër për të hyrë.
    [one] 1 fazë e mundshme.
   *[other] { $count } faza të mundshme.
    }
cli-next-ready = { $stage }: mund të nisë    sop advance --stage { $id }
cli-next-missing = { $stage }: { $count ->
    [one] mungon 1 kusht
   *[other] mungojnë { $count } kushte
    }
cli-unknown-task = Detyra “{ $given }” nuk njihet.
cli-task-hint = Detyrat e rastit shihen me: sop case show --all
cli-show-attachments = Bashkëngjitur
cli-attach-kind = «{ $given }» nuk është fjalë për atë që bashkëngjitet. E drejtë: shkronja të vogla, shifra dhe viza, e shumta 32 (signed-paper).
cli-attach-missing = Skedari { $file } nuk ekziston.
cli-attach-no-file = { $file } është dosje ose pajisje, jo skedar. Asgjë nuk u ruajt.
cli-attach-unreadable = { $file } nuk lexohet: { $reason }
cli-attach-empty = { $file } është bosh. Asgjë nuk u ruajt.
cli-attach-not-filed = { $form } nuk është regjistruar në rastin { $case }, ndaj nuk ka version të cilit t’i përkasë kjo letër.
cli-attach-no-vault = Zyra juaj nuk lexon asnjë pjesë të këtij rasti që mund të marrë bashkëngjitje; caktojeni me --vault.
cli-attach-again = Ky skedar është bashkëngjitur më parë ({ $event }). Asgjë nuk u ruajt.
cli-attached = Rasti { $case }: u bashkëngjit { $kind }, { $size } ({ $vault }).
cli-attached-next = Hapet me: sop detach-to SKEDARI { $event }
cli-attachment-closed = e mbyllur për zyrën tuaj
cli-detach-none = Rasti { $case } nuk ka një bashkëngjitje të tillë.
cli-detach-several = Rasti { $case } ka disa bashkëngjitje; caktoni njërën: { $list }
cli-detach-differs = Skedari nuk është ai që përshkroi autori: ishte shënuar SHA-256 { $recorded }, u gjet { $found }.
cli-detached = { $file }: { $size }.
cli-detached-open = Kjo kopje nuk është e shifruar; fshijeni kur të mos duhet më.
cli-size-bytes = { $count } bajt
cli-size-kilobytes = { $count } kB
cli-size-megabytes = { $count } MB
cli-note-unreadable = Shënimi nuk lexohet: { $reason }
cli-note-empty = Shënimi është bosh. Asgjë nuk u ruajt.
cli-note-long = Shënimi është më i gjatë se { $limit } bajte. Asgjë nuk u ruajt.
cli-home-no-store =
    Këtu nuk ka arkiv rastesh.
    {"  "}sop demo           një arkiv prove me raste të sajuara
    {"  "}sop --store DOSJA  një arkiv që gjendet diku tjetër
    {"  "}sop init DOSJA     një arkiv i ri
    {"  "}sop --help         të gjitha komandat
cli-home-head = Zyra { $office } · { $now }
cli-home-calm = Asnjë afat i kaluar ose i afërt. Raste të hapura: { $count }
cli-home-urgent = Kërkojnë vëmendje: { $count }, prej tyre për rolin tuaj: { $yours } (raste të hapura: { $cases })
cli-home-more = Edhe { $count }: sop due
cli-home-current = Rasti në punë: { $case }
cli-home-commands =
    {"  "}sop case show      çfarë mbetet për rastin në punë
    {"  "}sop due --mine     detyrat që i takojnë rolit tuaj
cli-task-fields = Detyra { $task } kërkon edhe { $count ->
    [one] një fushë (--set FUSHA=VLERA):
   *[other] { $count } fusha (--set FUSHA=VLERA):
    }
cli-task-field = { $field }=…   { $label }
cli-task-field-choices = { $field }=…   { $label } (një nga: { $choices })

### Help. The English is the doc comments of the arguments in `src/cli/`.
help = Zbaton një procedurë standarde veprimi: raste, detyra, afate dhe formate, në një arkiv të koduar.
help----case = Rasti: çdo fillim i vetëm i emrit të tij (ose SOP_CASE, ose rasti në punë).
help----color = Kur përdoren ngjyrat.
help----definitions = Përkufizime të tjera në vend të atyre të programit.
help----help = Çfarë bën kjo komandë dhe çfarë merr.
help----identity = Skedari i çelësit tuaj (ose SOP_IDENTITY).
help----json = Një dokument i vetëm JSON në daljen standarde.
help----lang = Gjuha: sq ose en (ose SOP_LANG, ajo e arkivit, e kompjuterit).
help----now = Çasti që vlen si tani; ora vendore e procedurës, po të mos ketë zhvendosje.
help----quiet = Pa mesazhe përveç të dhënave.
help----store = Dosja e arkivit (ose SOP_STORE, ose arkivi ku jeni).
help----version = Versioni i programit.
help--any--at = Kur ndodhi (nëse s’jepet: tani); ora vendore e procedurës, po të mos ketë zhvendosje.
help--any--reasons = Pse; ose KUSHTI=TEKSTI: vazhdohet edhe pa u plotësuar kushti. E lexojnë audituesit: pa emra.
help--any--role = Roli me të cilin regjistrohet, kur keni disa (nëse s’jepet: i pari që mundet).
help--advance = Kalon në një fazë, ose thotë çfarë mungon.
help--advance--close = E mbyll fazën: detyrat e hapura të saj pushojnë.
help--advance--stage = Faza; pa të: cilat faza mund të nisin dhe çfarë u mungon të tjerave.
help--case = Rastet: hapja, lista, gjendja, leximi, mbyllja.
help--case-close = E mbyll rastin: detyrat e hapura pushojnë.
help--case-list = Rastet që mund të lexoni, me afat të kaluar të parat.
help--case-list--all = Të gjitha, edhe rastet e mbyllura.
help--case-log = Historiku i rastit: çfarë u regjistrua, kur, nga kush dhe a vlen nënshkrimi.
help--case-new = Hap një rast, e bën rast në punë dhe shkruan emrin e tij.
help--case-new--set = Një fakt që dihet tashmë.
help--case-reopen = E rihap rastin e mbyllur, sikur të mos ishte mbyllur kurrë.
help--case-share = Ia hap rastin për lexim një zyre tjetër.
help--case-share--all = Hap të gjitha rastet e hapura që lexoni, në vend të një rasti.
help--case-share--office = Zyra.
help--case-share--vaults = Pjesët e rastit që mund të lexojë (nëse s’jepet: ato që lexoni vetë).
help--case-show = Afatet e rastit, hapat e tij, fazat dhe formatet.
help--case-show--all = Edhe detyrat pa afat, të drejtat, çfarë ka mbaruar, dokumentet me versionet dhe faktet.
help--case-unshare = I jep fund leximit të rastit nga një zyrë.
help--case-unshare--office = Zyra.
help--case-unshare--vaults = Pjesët që nuk i lexon më (nëse s’jepet: të gjitha).
help--case-use = E bën një rast rast në punë.
help--case-use--id = Çdo fillim i vetëm i emrit të rastit.
help--completions = Shkruan programin e plotësimit për një guaskë.
help--completions--shell = Guaska.
help--correct = Tërheq një regjistrim të bërë gabim; asgjë nuk fshihet.
help--correct--event = Regjistrimi: fundi i emrit të tij, siç e tregon sop case log.
help--deadline = Llogaritësi i afateve më vete: nuk kërkon arkiv.
help--deadline--calendar = Kalendari i ditëve të punës.
help--deadline--from = Çasti nga fillon koha.
help--deadline--roll = Çfarë ndodh kur afati mbaron në ditë pushimi.
help--deadline--spec = Koha: 60min, 24h, 3d, 1w, 1mo, 30wd, same-day.
help--done = Shënon se një detyrë u krye.
help--done--ahead = U krye para se të kërkohej: ruhet për detyrën kur të lindë.
help--done--note = Shënim se si u krye (pjesa personale).
help--done--set = Një fushë që kërkon detyra.
help--done--task = Detyra, siç e emërtojnë listat (DETYRA, DETYRA@E, DETYRA#2).
help--done--to = Për cilin marrës u krye, kur secili ka detyrën e vet; all për të gjithë.
help--due = Detyrat e të gjitha rasteve që lexoni, më urgjentet të parat.
help--due--all = Edhe detyrat pa afat, të drejtat dhe çfarë ka mbaruar.
help--due--mine = Vetëm ato që mund t’i bëni ju.
help--due--role = Vetëm ato që mund t’i bëjë ky rol.
help--due--within = Vetëm ato me afat të kaluar ose që mbaron brenda kësaj kohe (7d, 24h, 5wd).
help--man = Shkruan faqen e manualit, të programit ose të një komande.
help--man--command = Komanda (case, fill …); pa të, faqja e gjithë programit.
help--attach = I bashkëngjit rastit një skedar, të shifruar: skanim, fotografi, raport.
help--attach--file = Skedari.
help--attach--kind = Çfarë është, me një fjalë që nuk emërton askënd (signed-paper, passport): e sheh kush lexon pjesën e procesit.
help--attach--vault = Pjesa, lexuesit e së cilës e hapin (zakonisht: ajo e formatit, përndryshe e para pas asaj të procesit).
help--attach--form = Formati, letra e nënshkruar e të cilit është: FORMATI, ose FORMATI@E kur ka disa dokumente; versioni i fundit.
help--attach--at = Kur ndodhi (zakonisht: tani); ora vendore e procedurës, nëse nuk shënohet zhvendosja.
help--attach--role = Roli me të cilin regjistrohet, kur keni disa (zakonisht: i pari që mundet).
help--detach-to = E shkruan një bashkëngjitje të rastit, të hapur, në një skedar të ri. Ai skedar nuk mbrohet më.
help--detach-to--file = Skedari që krijohet. Emri me të cilin u bashkëngjit nuk ka rëndësi.
help--detach-to--event = Cila bashkëngjitje, kur ka disa: fundi i identifikuesit të saj, siç e tregon rasti.
help--note = I shton rastit një shënim (pjesa personale).
help--note--text = Shënimi; - e lexon nga hyrja standarde, që të mos duket në listën e proceseve.
help--waive = Shënon se një detyrë u përjashtua dhe pse.
help--waive--series = I jep fund gjithë radhës së një detyre që përsëritet.
help--waive--task = Detyra, siç e emërtojnë listat.
help--waive--to = Për cilin marrës, kur secili ka detyrën e vet; all për të gjithë.
cli-demo-exists = { $folder } ekziston tashmë. Asgjë nuk u ndryshua.
cli-demo-exists-hint = Jepet një dosje tjetër: sop demo DOSJA
cli-demo-broken = Shembulli i programit nuk lexohet: { $reason }
cli-demo-folder = { $folder } nuk shkruhet dot: { $reason }
cli-demo-made = Arkivi i provës: { $store }
cli-demo-invented = Të gjithë personat janë të sajuar. Çelësat e provës nuk kanë fjalëkalim.
help--demo = Bën një arkiv me raste të sajuara, për provë.
help--demo--cases = Kaq raste më tepër, secili sipas njërit prej atyre.
help--demo--dir = Dosja që krijohet.
help--demo--seed = I lëviz ditët e atyre rasteve; i njëjti numër jep të njëjtin arkiv.
help--audit = Auditon arkivin: paprekshmërinë, zbatimin e procedurës, pastërtinë. Pa çelës: vetëm të parën dhe të tretën.
help--audit--fail_on = Nga cila peshë e gjetjeve auditimi dështon (kodi i daljes 1).
help--audit--format = Si shkruhen gjetjet (--json është --format json).
help--audit--only = Vetëm ky grup pyetjesh.
help--audit--since = Vetëm çfarë është e re që nga ky regjistrim i arkivit.
help--audit--trust_root = Gjurma që duhet të ketë arkivi; pa të, ajo që ka pranuar ky kompjuter.
render-vault-closed = Zyra nuk e lexon këtë pjesë të rastit { $case }: { $part }. Formati { $form } nuk u shtyp.
render-vault-closed-hint = E lexojnë dhe mund ta hapin: { $offices } (sop case share). Pa të dhënat e mbyllura: sop render { $form } --redacted
cli-pin-weaker = Vini re: { $what }.
cli-pin-warnings = Vërejtje të kontrollit: { $count }. Shihni: sop workflow lint
cli-pin-refused = { $count ->
    [one] Këto përkufizime kërkojnë më pak se ato në fuqi, në një pikë. Asgjë nuk u ruajt.
   *[other] Këto përkufizime kërkojnë më pak se ato në fuqi, në { $count } pika. Asgjë nuk u ruajt.
    }
cli-pin-refused-hint = Nëse duhet të jetë kështu: e njëjta komandë me --yes
cli-pin-would = Do të vihej në fuqi versioni { $version } ({ $hash }…), { $count } skedarë. Asgjë nuk u ruajt.
cli-pin-done = Arkivi ndjek versionin { $version } ({ $hash }…), { $count } skedarë.
cli-pin-cases = Rastet e hapura vijojnë si më parë. Për çdo rast: sop case migrate
cli-migrate-already = Rasti { $case } ndjek tashmë përkufizimet në fuqi ({ $hash }…).
cli-migrate-head = Rasti { $case }: nga versioni { $from } te versioni { $to } i përkufizimeve
cli-migrate-not-compared = Përkufizimet e tij nuk ruhen këtu, ndaj rasti lexohet tashmë sipas atyre në fuqi.
cli-migrate-stage = faza      { $stage }: { $state }
cli-migrate-opens = lind      { $title }, { $when }
cli-migrate-lapses = pushon    { $title }
cli-migrate-moves = afati     { $title }: nga { $from } te { $to }
cli-migrate-same = Asnjë detyrë, afat a fazë nuk ndryshon.
cli-migrate-ask = Ta kaloj rastin?
cli-migrate-how = Asgjë nuk u ruajt. Për ta kaluar: sop case migrate --yes
cli-migrate-done = Rasti { $case } ndjek tani përkufizimet { $hash }…
cli-kind-migrate = kalim te përkufizime të tjera
help--workflow-pin = Vendos në arkiv një kopje të përkufizimeve dhe e vë në fuqi: të programit, ose të --definitions.
help--workflow-pin--yes = Edhe nëse kërkojnë më pak se ato në fuqi, ose ia tregojnë një fushë më shumë vetave.
help--workflow-pin--dry_run = Thotë vetëm çfarë do të ndryshonte.
help--case-migrate = E kalon rastin te përkufizimet në fuqi; thotë më parë cilat detyra lindin, pushojnë a ndryshojnë afat.
help--case-migrate--yes = E kalon pa pyetur.
