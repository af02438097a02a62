# The program below PREFIX: the jar, a class-data archive for fast starts, and the wrapper.

install_program() {
    mkdir -p "$prefix/bin" "$prefix/lib"
    cp "$jar" "$prefix/lib/refwarden.jar.new"
    chmod 644 "$prefix/lib/refwarden.jar.new"
    if cmp -s "$prefix/lib/refwarden.jar.new" "$prefix/lib/refwarden.jar" && [ -n "$(archive_flag)" ]; then
        # The archive knows its jar by time and size, so an unchanged jar stays.
        rm "$prefix/lib/refwarden.jar.new"
    else
        rm -f "$prefix/lib/refwarden.jsa" "$prefix/lib/refwarden.aot"
        mv "$prefix/lib/refwarden.jar.new" "$prefix/lib/refwarden.jar"
        make_archive
    fi
    # What approvers take to their own computers.
    mkdir -p "$prefix/share/refwarden"
    cp "$here/src/client/git-refwarden-approve" "$prefix/share/refwarden/"
    chmod 755 "$prefix/share/refwarden/git-refwarden-approve"
    write_wrapper >"$prefix/bin/refwarden.new"
    chmod 755 "$prefix/bin/refwarden.new"
    mv "$prefix/bin/refwarden.new" "$prefix/bin/refwarden"
}

# Class-data sharing: JDK 25 keeps an AOT cache, older ones a dynamic archive.
make_archive() {
    if [ "${java_version%%.*}" -ge 25 ]; then
        archive=$prefix/lib/refwarden.aot
        train "-XX:AOTCacheOutput=$archive"
    else
        archive=$prefix/lib/refwarden.jsa
        train "-XX:ArchiveClassesAtExit=$archive"
    fi
    if [ -f "$archive" ]; then
        chmod 644 "$archive"
        say "made an archive for fast starts on Java $java_version"
    else
        say "note: no archive for fast starts could be made; pushes take a little longer"
    fi
}

archive_flag() {
    if [ -f "$prefix/lib/refwarden.aot" ] && [ "${java_version%%.*}" -ge 25 ]; then
        printf '%s' "-XX:AOTCache=$prefix/lib/refwarden.aot"
    elif [ -f "$prefix/lib/refwarden.jsa" ] && [ "${java_version%%.*}" -lt 25 ]; then
        printf '%s' "-XX:SharedArchiveFile=$prefix/lib/refwarden.jsa"
    fi
}

# Has the hook judge pushes in a scratch repository, one that is good and one that is not, with FLAG given to Java.
train() {
    scratch=$(mktemp -d)
    (
        set -e
        HOME=$scratch GNUPGHOME=$scratch/gnupg GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
        export HOME GNUPGHOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
        make_scratch_repository "$scratch"
        cd "$scratch/repo.git"
        unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
        GIT_DIR=. "$java" -XX:+UseSerialGC "$1" -cp "$prefix/lib/refwarden.jar" dev.refwarden.cli.Training \
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
    echo "$none $second refs/heads/next" >"$1/good2"
    make_signed_push "$1" "$none $first refs/heads/signed"
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

# The hook passes through here, so nothing but the last line starts a process.
write_wrapper() {
    flag=$(archive_flag)
    cat <<END
#!/bin/sh
# Refwarden. Starts Java by its absolute path, with nothing from the caller's environment that could change it.
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
LC_ALL=C.UTF-8
export LC_ALL
state=$(quoted "$state")
if [ "\${1-}" != pre-receive ] && [ -d "\$state" ] && ! [ -O "\$state" ] && [ "\$(id -u)" = 0 ]; then
    # Whatever writes STATE must belong to the account that the hooks run as.
    owner=\$(stat -c %u "\$state") group=\$(stat -c %g "\$state")
    exec setpriv --reuid "\$owner" --regid "\$group" --init-groups "\$0" "\$@"
fi
# Git keeps a push of a hundred objects or more as a pack; a smaller one is judged before the better compiler is warm.
compiler=-XX:TieredStopAtLevel=1
for pack in "\${GIT_QUARANTINE_PATH-}"/pack/*.pack; do
    [ ! -e "\$pack" ] || compiler=-XX:TieredStopAtLevel=4
done
exec $(quoted "$java") ${flag:+$(quoted "$flag")} "\$compiler" -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=off \\
    -Drefwarden.config=$(quoted "$config") -Drefwarden.state="\$state" \\
    -cp $(quoted "$prefix/lib/refwarden.jar") dev.refwarden.cli.Main "\$@"
END
}
