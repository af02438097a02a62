# ./install.sh --demo: a scratch server, real pushes, and what a developer sees of each.

do_demo() {
    demo=$(mktemp -d)
    trap 'end_demo' EXIT
    trap 'exit 130' INT TERM
    paint_setup
    HOME=$demo/home GNUPGHOME=$demo/gnupg GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
    export HOME GNUPGHOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
    unset SSH_AUTH_SOCK || true
    mkdir -p "$demo/home" "$demo/gnupg" "$demo/keys" "$demo/srv/platform"
    chmod 700 "$demo/gnupg"
    promised=0 broken=0

    heading "A Git server with one repository, and Refwarden on it"
    make_demo_people
    git init -q --bare -b main "$demo/srv/platform/api.git"
    prefix=$demo/opt config=$demo/etc state=$demo/var
    make_demo_policy
    if ! "$here/install.sh" --prefix "$prefix" --config "$config" --state "$state" \
        --repo "$demo/srv/platform/api.git" >"$demo/output" 2>&1; then
        cat "$demo/output" >&2
        fail "the installation in the scratch server failed"
    fi
    indent <"$demo/output"
    make_demo_clone

    demo_pushes
    demo_sha256

    heading "The decision log"
    "$prefix/bin/refwarden" log verify | indent
    say
    if [ "$broken" != 0 ]; then
        say "$broken of $promised pushes did not end as promised"
        exit 1
    fi
    say "all $promised pushes ended as promised"
}

end_demo() {
    if command -v gpgconf >/dev/null; then
        gpgconf --homedir "$demo/gnupg" --kill all 2>/dev/null || true
    fi
    rm -rf "$demo"
}

make_demo_people() {
    for name in alice bob mallory; do
        ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$demo/keys/$name"
    done
    mkdir -p "$demo/etc/people" "$demo/etc/keys"
    for name in alice bob; do
        cat >"$demo/etc/people/$name.yaml" <<END
name: $name
emails: [$name@example.org]
accounts: [$name]
keys:
  - id: $name-laptop
    ssh: "$(cat "$demo/keys/$name.pub")"
    enrolled: 2025-01-01
END
    done
    say "  alice and bob are maintainers with enrolled SSH keys; mallory's key is enrolled by nobody"
    carol=no
    if make_openpgp_person; then
        carol=yes
        say "  carol is a maintainer with an OpenPGP key"
    else
        say "  there is no gpg here, so nobody signs with OpenPGP"
    fi
}

make_openpgp_person() {
    command -v gpg >/dev/null || return 1
    gpg --batch --quiet --passphrase '' --quick-generate-key 'carol <carol@example.org>' ed25519 sign never 2>/dev/null ||
        return 1
    gpg --batch --armor --export carol@example.org >"$demo/etc/keys/carol.asc"
    cat >"$demo/etc/people/carol.yaml" <<'END'
name: carol
emails: [carol@example.org]
keys:
  - id: carol-openpgp
    openpgp: keys/carol.asc
    enrolled: 2025-01-01
END
}

make_demo_policy() {
    maintainers="alice, bob"
    [ "$carol" = no ] || maintainers="alice, bob, carol"
    cat >"$demo/etc/policy.yaml" <<END
version: 1
groups: {maintainers: [$maintainers]}
repositories:
  - match: ["**"]
    unmatched: allow
    rules:
      - name: release branches
        refs: [refs/heads/main, "refs/heads/release/**"]
        commits: {signed-by: [maintainers]}
      - name: release tags
        refs: ["refs/tags/v*"]
        tags: {signed-by: [alice], on: [refs/heads/main]}
END
}

make_demo_clone() {
    git init -q -b main "$demo/work"
    cd "$demo/work" || exit 1
    git remote add origin "$demo/srv/platform/api.git"
    git config gpg.format ssh
}

demo_pushes() {
    as alice
    change "Say hello" -S
    push "A commit that Alice signed" accepted main

    change "Fix overflow"
    change "Bump parser"
    push "Two commits that nobody signed" unsigned main

    git rebase -q --force-rebase --rebase-merges -S origin/main
    push "The same, after the command that the hint names" accepted main

    as mallory
    change "Trust me" -S
    push "A commit signed with a key that is not enrolled" unknown-key main
    git reset -q --hard origin/main

    as alice
    change "Raise the limit" -S
    git cat-file commit HEAD | sed 's/^Raise the limit$/Lower the limit/' >"$demo/tampered"
    tampered=$(git hash-object -w -t commit "$demo/tampered")
    push "A signed commit, changed after signing" bad-signature "$tampered:refs/heads/main"
    git reset -q --hard origin/main

    as alice bob
    change "Written by Bob, it says" -S
    push "Alice signs what bears Bob's name" committer-mismatch main
    git reset -q --hard origin/main

    as alice
    git reset -q --hard origin/main~1
    change "Another history" -S
    push "A force-push, although every commit is signed" non-fast-forward --force main
    git reset -q --hard origin/main

    push "Deleting the branch" branch-deleted :main

    if [ "$carol" = yes ]; then
        as carol
        git config gpg.format openpgp
        git config user.signingKey carol@example.org
        change "Signed with OpenPGP" -S
        push "A commit that Carol signed with OpenPGP" accepted main
        git config gpg.format ssh
    fi

    as alice
    git tag v1.0
    push "A lightweight tag" tag-lightweight v1.0
    git tag -s -f -m "Version 1.0" v1.0 >/dev/null
    push "A tag that Alice signed" accepted v1.0

    git checkout -q -b side
    change "Not on main yet" -S
    git tag -s -m "Version 2.0" v2.0
    push "A signed tag on a commit that is on no release branch" tag-off-branch v2.0
    push "A ref that would make git lie about objects" ref-forbidden "HEAD:refs/replace/$(git rev-parse HEAD)"
}

# A repository of the kind that git will make by default one day.
demo_sha256() {
    heading "A repository that names its objects by SHA-256, guarded alike"
    git init -q --bare -b main --object-format=sha256 "$demo/srv/platform/next.git" 2>/dev/null || {
        say "  this git does not make one"
        return 0
    }
    if ! "$here/install.sh" --prefix "$prefix" --config "$config" --state "$state" \
        --repo "$demo/srv/platform/next.git" >"$demo/output" 2>&1; then
        cat "$demo/output" >&2
        fail "the installation in the scratch server failed"
    fi
    git init -q -b main --object-format=sha256 "$demo/next"
    cd "$demo/next" || exit 1
    git remote add origin "$demo/srv/platform/next.git"
    git config gpg.format ssh
    as alice
    change "Say hello" -S
    push "A signed commit with an id of 64 digits" accepted main
    change "Fix overflow"
    push "One that nobody signed" unsigned main
}

# as PERSON [ADDRESS]: who commits from now on, with whose key.
as() {
    git config user.name "${2:-$1}"
    git config user.email "${2:-$1}@example.org"
    git config user.signingKey "$demo/keys/$1.pub"
    [ "$1" != mallory ] || git config user.email alice@example.org
}

change() {
    echo "$1" >>file
    git add file
    git commit -q -m "$1" ${2:+"$2"}
}

# push WHAT OUTCOME REF...: pushes, shows what a developer sees, and holds it against the promise.
push() {
    what=$1 outcome=$2
    shift 2
    heading "$what"
    say "  \$ git push origin $*"
    if git push origin "$@" >"$demo/output" 2>&1; then
        verdict=accepted
    else
        verdict=refused
    fi
    sed -n 's/ *$//; s/^remote: /  remote: /p; s/^ [*!+-].*/  &/p; s/^   [0-9a-f]*\.\..*/  &/p' "$demo/output"
    promised=$((promised + 1))
    if [ "$outcome" = accepted ] && [ "$verdict" = accepted ]; then
        say "  $(paint 32 ok): accepted, as promised"
    elif [ "$verdict" = refused ] && grep -qF "[$outcome]" "$demo/output"; then
        say "  $(paint 32 ok): refused with $outcome, as promised"
    else
        broken=$((broken + 1))
        say "  $(paint 31 'NOT AS PROMISED'): $verdict, but $outcome was promised"
        sed 's/^/  | /' "$demo/output"
    fi
}

heading() {
    say
    paint 1 "$*"
    say
}

indent() {
    sed 's/^/  /'
}

paint_setup() {
    colour=no
    [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ] || colour=yes
}

paint() {
    if [ "$colour" = yes ]; then
        printf '\033[%sm%s\033[0m' "$1" "$2"
    else
        printf '%s' "$2"
    fi
}
