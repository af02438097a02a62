# What scenarios are written with. Each runs in a clone of an empty, guarded repository.
# ROOT holds server.git, config, state, keys and this clone (work).

set -eu
cd "$ROOT/work"

# Commits and tags from now on are made, and signed if asked for, by this person.
as() {
    export GIT_AUTHOR_NAME="$1" GIT_AUTHOR_EMAIL="$1@example.org"
    export GIT_COMMITTER_NAME="$1" GIT_COMMITTER_EMAIL="$1@example.org"
    git config user.signingKey "$ROOT/keys/${2:-$1}.pub"
}

# Every commit gets its own second, so that history has one order.
tick() {
    SECOND=$((${SECOND:-1795420800} + 60))
    export GIT_AUTHOR_DATE="$SECOND +0000" GIT_COMMITTER_DATE="$SECOND +0000"
}

# commit SUBJECT [FILE]: not signed.
commit() {
    tick
    mkdir -p "$(dirname "${2:-file}")"
    echo "$1" >>"${2:-file}"
    git add -A
    git -c commit.gpgSign=false commit -q -m "$1"
}

# The same, signed.
signed() {
    tick
    mkdir -p "$(dirname "${2:-file}")"
    echo "$1" >>"${2:-file}"
    git add -A
    git commit -q -S -m "$1"
}

# raw FILE: writes a commit object as it is, however malformed, and prints its id.
raw() {
    git hash-object -w --literally -t commit "$1"
}

# Pushes, and shows what the developer sees.
push() {
    echo "\$ git push $*" | sed -E 's/(approval|waiver|identity-token)=[A-Za-z0-9_.-]{40,}/\1=…/g'
    if git push -q "$@" >"$ROOT/push.out" 2>&1; then
        sed -n 's/^remote: //p' "$ROOT/push.out"
        echo "accepted"
    else
        sed -n 's/^remote: //p' "$ROOT/push.out"
        # Whether git also notices that the other end is gone is left to chance.
        grep -E '^(fatal|git:)' "$ROOT/push.out" | grep -v 'hung up unexpectedly' || true
        echo "refused"
    fi
    echo
}

# hook: feeds standard input to the hook as receive-pack would, and shows its exit status.
hook() {
    status=0
    (cd "$ROOT/server.git" && GIT_DIR=. hooks/pre-receive) || status=$?
    echo "exit status $status"
    echo
}

# judged FILE: puts a commit into the server that git's client would not send, and asks the hook about it.
judged() {
    id=$(server hash-object -w --literally -t commit "$1")
    echo "$(git rev-parse origin/main) $id refs/heads/main" | hook
}

# policy: replaces the policy by standard input.
policy() {
    sed "s|@ROOT@|$ROOT|g" >"$ROOT/config/policy.yaml"
}

server() {
    git -C "$ROOT/server.git" "$@"
}

# baseline ARGUMENTS: what an administrator runs.
baseline() {
    echo "\$ refwarden baseline $*"
    "$ROOT/refwarden" baseline "$ROOT/server.git" "$@"
    echo
}

say() {
    echo "# $*"
}

# now TIME: the server's clock, for the pushes that follow.
now() {
    export REFWARDEN_TEST_NOW="$1"
}

as alice

# account NAME: as whom the server sees the pusher from now on.
account() {
    export TEST_ACCOUNT="$1"
}

# Makes the server tell accounts, and give out nonces.
server_tells() {
    echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
    server config receive.certNonceSeed 0123456789abcdef0123456789abcdef
}

# In how many seconds something ends, as a statement says it.
in_seconds() {
    date -u -d "+$1 seconds" +%Y-%m-%dT%H:%M:%SZ
}

base64url() {
    base64 -w0 | sed 'y|+/|-_|; s/=//g'
}

# statement NAMESPACE KEY: signs standard input, prints it as it travels.
statement() {
    rm -f "$ROOT/statement.sig"
    cat >"$ROOT/statement"
    key=$ROOT/keys/$2
    [ -e "$key" ] || key=$key.pub
    "$ROOT/sign" -Y sign -n "$1" -f "$key" "$ROOT/statement" >/dev/null 2>&1
    printf '%s.%s' "$(base64url <"$ROOT/statement")" \
        "$(sed '/-----/d; y|+/|-_|; s/=//g' "$ROOT/statement.sig" | tr -d '\n')"
}

# approval KEY REF OLD NEW [SECONDS [NAMESPACE [REPOSITORY]]]: prints an approval.
approval() {
    printf 'refwarden approval 1\nrepository %s\nref %s\nold %s\nnew %s\nexpires %s\n' \
        "${7:-git.example.org/server}" "$2" "$(id_of "$3")" "$(id_of "$4")" \
        "$(in_seconds "${5:-86400}")" | statement "${6:-refwarden-approval}" "$1"
}
ZERO=0000000000000000000000000000000000000000
# The header that holds a commit's signature, and the one that other repositories have.
SIGNED=gpgsig ALIEN=gpgsig-sha256
[ "${GIT_DEFAULT_HASH-sha1}" = sha1 ] || ZERO=${ZERO}000000000000000000000000 SIGNED=gpgsig-sha256 ALIEN=gpgsig
# What a client of git says first when it sends objects.
ASKED=" report-status object-format=${GIT_DEFAULT_HASH:-sha1}"
# Two ids of nothing.
ONES=$(echo "$ZERO" | tr 0 1) TWOS=$(echo "$ZERO" | tr 0 2)

id_of() {
    [ "$1" = "$ZERO" ] && echo "$1" || git rev-parse "$1"
}

# The project itself, for scenarios that install it.
project() {
    (cd "$(dirname "$lib")/../../../.." && pwd)
}

# install ARGUMENTS: what an administrator runs, with what differs from machine to machine named instead, and without the
# next steps, which are all in $ROOT/install.out.
install() {
    status=0
    "$(project)/install.sh" "$@" >"$ROOT/install.out" 2>&1 || status=$?
    sed -e '/^next: /d' -e "s|$(project)|PROJECT|g" -e "s|$(hostname -f 2>/dev/null || hostname)|HOST|g" -e 's/on Java [0-9]*/on Java N/' \
        -e "s/refwarden-guard-$(id -un)/refwarden-guard-ACCOUNT/g" "$ROOT/install.out"
    echo "exit status $status"
    echo
}

# An authority, made by openssl: authority NAME.
authority() {
    mkdir -p "$ROOT/ca"
    printf '%s\n' '[req]' 'distinguished_name=dn' '[dn]' '[ca]' 'basicConstraints=critical,CA:TRUE' \
        'keyUsage=critical,keyCertSign,cRLSign' 'subjectKeyIdentifier=hash' >"$ROOT/ca/$1.cnf"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$ROOT/ca/$1.key" \
        -out "$ROOT/ca/$1.pem" -subj "/CN=$1" -days 3650 -config "$ROOT/ca/$1.cnf" -extensions ca 2>/dev/null
    mkdir -p "$ROOT/config/authorities"
}

# certificate AUTHORITY NAME EMAIL [DAYS]: a leaf that signs mail, and its key.
certificate() {
    printf '%s\n' 'basicConstraints=CA:FALSE' 'keyUsage=critical,digitalSignature' \
        'extendedKeyUsage=emailProtection' "subjectAltName=email:$3" >"$ROOT/ca/leaf.cnf"
    openssl req -newkey rsa:2048 -nodes -keyout "$ROOT/ca/$2.key" -out "$ROOT/ca/$2.csr" -subj "/CN=$2" \
        -config "$ROOT/ca/$1.cnf" 2>/dev/null
    openssl x509 -req -in "$ROOT/ca/$2.csr" -CA "$ROOT/ca/$1.pem" -CAkey "$ROOT/ca/$1.key" -CAcreateserial \
        -out "$ROOT/ca/$2.pem" -days "${4:-365}" -extfile "$ROOT/ca/leaf.cnf" 2>/dev/null
}

# certified NAME: commits are signed from now on with that certificate, by openssl.
certified() {
    git config gpg.format x509
    git config user.signingKey "$1"
    cat >"$ROOT/x509" <<'END'
#!/bin/sh
for key; do :; done
openssl cms -sign -binary -md sha256 -signer "$ROOT/ca/$key.pem" -inkey "$ROOT/ca/$key.key" -outform PEM |
    sed 's/-----\(BEGIN\|END\) CMS-----/-----\1 SIGNED MESSAGE-----/'
echo "[GNUPG:] SIG_CREATED " >&2
END
    chmod +x "$ROOT/x509"
    git config gpg.x509.program "$ROOT/x509"
}

# revoked AUTHORITY NAME REASON: puts a revocation list beside the authority's certificate.
revoked() {
    : >"$ROOT/ca/index"
    printf '[ca]\ndefault_ca=own\n[own]\ndatabase=%s\ndefault_md=sha256\ndefault_crl_days=30\n' "$ROOT/ca/index" \
        >"$ROOT/ca/crl.cnf"
    openssl ca -config "$ROOT/ca/crl.cnf" -keyfile "$ROOT/ca/$1.key" -cert "$ROOT/ca/$1.pem" \
        -revoke "$ROOT/ca/$2.pem" -crl_reason "$3" 2>/dev/null
    openssl ca -config "$ROOT/ca/crl.cnf" -keyfile "$ROOT/ca/$1.key" -cert "$ROOT/ca/$1.pem" \
        -gencrl -out "$ROOT/config/authorities/$1.crl" 2>/dev/null
}

# latest_case [FILTER]...: the id of the newest refused push.
latest_case() {
    "$ROOT/refwarden" review list --most 1 "$@" | grep -oE '[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}' | head -1
}

# The log's lines, as they stand.
log_lines() {
    "$ROOT/program" lines "$@"
}

# sql STATEMENT...: changes the ledger behind the program's back, or asks it.
sql() {
    "$ROOT/program" sql "$@"
}

# newcomer: from now on alice, with a key in ~/.ssh and a git that knows nothing of it.
newcomer() {
    account alice
    export HOME="$ROOT/people"
    mkdir -p "$HOME/.ssh"
    cp "$ROOT/keys/bob.pub" "$HOME/.ssh/id_work.pub"
    cp "$ROOT/keys/alice" "$HOME/.ssh/id_ed25519"
    cp "$ROOT/keys/alice.pub" "$HOME/.ssh/id_ed25519.pub"
    chmod 700 "$HOME/.ssh"
    unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
    git config --global user.name alice
    git config --global user.email alice@example.org
    git config --global init.defaultBranch main
    git config --global advice.detachedHead false
    git config --global gpg.ssh.program "$ROOT/sign"
}

# fresh WORDS: a clone as anybody makes it.
fresh() {
    say "$1"
    cd "$ROOT"
    rm -rf "$ROOT/fresh"
    git clone -q "$ROOT/server.git" "$ROOT/fresh" 2>/dev/null
    cd "$ROOT/fresh"
    tick
}

# as_told: runs each command of the last message's hints as it is printed: git's as the pusher, refwarden's as the administrator.
as_told() {
    {
        echo "refwarden() { '$ROOT/refwarden' \"\$@\"; }"
        sed -n 's/.*hint:   \(\(git\|refwarden\|for\) .*[^ ]\) *$/\1/p' "$ROOT/push.out" | sed "s/ TEXT$/ 'looked at'/"
    } >"$ROOT/hint"
    sh -e "$ROOT/hint" >"$ROOT/hint.out" 2>&1 || sed 's/^/! /' "$ROOT/hint.out"
}

# told ARGUMENTS: the push once more, after someone did what the message said.
told() {
    push "$@" | sed '1s/.*/as told:/'
}

# fixed ARGUMENTS: pushes, does all that the hints say to the letter, and pushes again.
fixed() {
    push "$@"
    as_told
    told "$@"
}
