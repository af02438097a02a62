# An archive of loaded classes, for fast starts; made by judging pushes in a scratch repository.

# Class-data sharing: JDK 25 keeps an AOT cache, older ones a dynamic archive.
make_archive() {
    if [ "${java_version%%.*}" -ge 25 ]; then
        archive=$version/refwarden.aot
        training="-XX:AOTCacheOutput=$archive"
    else
        archive=$version/refwarden.jsa
        training="-XX:ArchiveClassesAtExit=$archive"
    fi
    share_archive || train "$training"
    if [ -f "$archive" ]; then
        chmod 644 "$archive"
        say "set up an archive for fast starts on Java $java_version"
    else
        say "note: no archive for fast starts could be made; pushes take a little longer"
    fi
}

# REFWARDEN_ARCHIVE may name a folder with this very program and the archive that this very Java made of it. Older Javas use an
# archive only with the jar that it was made from, so both are linked; where they cannot be, an archive is made.
share_archive() {
    shared=${REFWARDEN_ARCHIVE:-}
    [ -n "$shared" ] && [ "$(cat "$shared/java" 2>/dev/null)" = "$java_build" ] &&
        cmp -s "$shared/refwarden.jar" "$version/refwarden.jar" &&
        ln -f "$shared/refwarden.jar" "$version/refwarden.jar" 2>/dev/null &&
        ln "$shared/${archive##*/}" "$archive" 2>/dev/null
}

archive_flag() {
    if [ -f "$version/refwarden.aot" ] && [ "${java_version%%.*}" -ge 25 ]; then
        printf '%s' "-XX:AOTCache=$version/refwarden.aot"
    elif [ -f "$version/refwarden.jsa" ] && [ "${java_version%%.*}" -lt 25 ]; then
        printf '%s' "-XX:SharedArchiveFile=$version/refwarden.jsa"
    fi
}

# Has the hook judge pushes in a scratch repository, one that is good and one that is not, with FLAG given to Java.
train() {
    scratch=$(mktemp -d) || fail "there is no room for temporary files in ${TMPDIR:-/tmp}"
    (
        set -e
        HOME=$scratch GNUPGHOME=$scratch/gnupg GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
        export HOME GNUPGHOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
        make_scratch_repository "$scratch"
        cd "$scratch/repo.git"
        unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
        GIT_DIR=. "$java" -XX:+UseSerialGC "$1" ${native:+"$native"} -Dorg.sqlite.lib.path="$version" -Dorg.sqlite.lib.name=libsqlitejdbc.so -cp "$version/refwarden.jar" dev.refwarden.cli.Training \
            "$scratch/config" "$scratch/state" "$scratch/good" "$scratch/bad" "$scratch/good2" "$scratch/signed"
    ) >"$scratch/output" 2>&1 || true
    if command -v gpgconf >/dev/null; then
        gpgconf --homedir "$scratch/gnupg" --kill all 2>/dev/null || true
    fi
    rm -rf "$scratch"
}

# A repository with a signed commit, another on top, and one that is not signed; and the policy for them.
make_scratch_repository() {
    mkdir -p "$1/config/people" "$1/config/keys" "$1/state" "$1/gnupg"
    chmod 700 "$1/gnupg"
    ssh-keygen -q -t ed25519 -N '' -C training -f "$1/key"
    {
        printf 'version: 1\nserver: training.example.org\nroot: "%s"\n' "$1"
    } >"$1/config/server.yaml"
    cat >"$1/config/policy.yaml" <<'END'
version: 1
groups: {maintainers: [trainer]}
repositories:
  - match: ["**"]
    unmatched: allow
    rules:
      - name: branches
        refs: ["refs/heads/**"]
        commits: {signed-by: [maintainers]}
      - name: tags
        refs: ["refs/tags/v*"]
        tags: {signed-by: [maintainers], on: [refs/heads/main]}
      - name: signed pushes
        refs: [refs/heads/signed]
        push: {certificate: required, approvals: {count: 1, by: [maintainers]}}
END
    {
        printf 'name: Trainer\nemails: [trainer@example.org]\naccounts: [trainer]\nkeys:\n'
        printf '  - {id: trainer-ssh, ssh: "%s", enrolled: 2020-01-01}\n' "$(cat "$1/key.pub")"
        if make_openpgp_key "$1" 2>/dev/null; then
            printf '  - {id: trainer-openpgp, openpgp: keys/trainer.asc, enrolled: 2020-01-01}\n'
        fi
    } >"$1/config/people/trainer.yaml"
    make_colleagues "$1/config/people"
    git init -q --bare "$1/repo.git"
    git init -q "$1/work"
    cd "$1/work"
    git config user.name Trainer
    git config user.email trainer@example.org
    git config gpg.format ssh
    git config user.signingKey "$1/key.pub"
    git commit -q -S --allow-empty -m "Signed"
    first=$(git rev-parse HEAD)
    git tag -s -m "Signed tag" v1
    if [ -f "$1/config/keys/trainer.asc" ]; then
        git -c gpg.format=openpgp -c user.signingKey=trainer@example.org commit -q -S --allow-empty -m "Signed by OpenPGP"
    else
        git commit -q -S --allow-empty -m "Signed again"
    fi
    second=$(git rev-parse HEAD)
    git commit -q --allow-empty -m "Not signed"
    third=$(git rev-parse HEAD)
    none=0000000000000000000000000000000000000000
    git push -q "$1/repo.git" "$third:refs/scratch/objects" v1:refs/scratch/tag
    echo "$none $first refs/heads/main" >"$1/good"
    printf '%s\n' "$none $third refs/heads/bad" "$none $(git rev-parse v1) refs/tags/v1" >"$1/bad"
    make_quarantine "$1/repo.git/objects" "$third" >"$1/bad.env"
    echo "$none $second refs/heads/next" >"$1/good2"
    make_signed_push "$1" "$none $first refs/heads/signed"
}

# So many that they are remembered from one push to the next; their keys are nobody's.
make_colleagues() {
    for number in $(seq 150); do
        printf 'emails: [colleague-%d@example.org]\nkeys:\n  - {id: key-%d, ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA%042d, enrolled: 2020-01-01}\n' \
            "$number" "$number" "$number" >"$1/colleague-$number.yaml"
    done
}

# make_quarantine OBJECTS COMMIT: moves the commit where git has it while the hook runs; prints what git tells the hook.
make_quarantine() {
    quarantine=$1/tmp_objdir-incoming-training
    file=$(printf '%s' "$2" | sed 's,^..,&/,')
    mkdir -p "$quarantine/${file%/*}"
    mv "$1/$file" "$quarantine/$file"
    printf 'GIT_QUARANTINE_PATH=%s\nGIT_OBJECT_DIRECTORY=%s\nGIT_ALTERNATE_OBJECT_DIRECTORIES=%s\n' \
        "$quarantine" "$quarantine" "$1"
}

# A push with a certificate and an approval, as git would hand it to the hook.
make_signed_push() {
    echo "$2" >"$1/signed"
    nonce=$(date +%s)-training
    printf 'refwarden approval 1\nrepository training.example.org/repo\nref refs/heads/signed\nold %s\nnew %s\nexpires 2030-01-01T00:00:00Z\n' \
        "$none" "$first" >"$1/approval"
    ssh-keygen -q -Y sign -n refwarden-approval -f "$1/key" "$1/approval"
    option=approval=$(base64 <"$1/approval" | tr -d '\n=' | tr '+/' '-_').$(grep -v -e '-----' "$1/approval.sig" | tr -d '\n=' | tr '+/' '-_')
    printf 'certificate version 0.1\npusher trainer 1 +0000\nnonce %s\npush-option %s\n\n%s\n' "$nonce" "$option" "$2" >"$1/certificate"
    ssh-keygen -q -Y sign -n git -f "$1/key" "$1/certificate"
    cat "$1/certificate" "$1/certificate.sig" >"$1/blob"
    cat >"$1/signed.env" <<END
GIT_PUSH_CERT=$(git --git-dir="$1/repo.git" hash-object -w "$1/blob")
GIT_PUSH_CERT_NONCE=$nonce
GIT_PUSH_CERT_NONCE_STATUS=OK
GIT_PUSH_OPTION_COUNT=1
GIT_PUSH_OPTION_0=$option
END
}

make_openpgp_key() {
    command -v gpg >/dev/null || return 1
    gpg --batch --quiet --passphrase '' --quick-generate-key trainer@example.org rsa3072 sign never || return 1
    gpg --batch --armor --export trainer@example.org >"$1/config/keys/trainer.asc"
}
