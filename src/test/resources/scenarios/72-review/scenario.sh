echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
account alice
commit "Not signed"
push origin main
account mallory
as mallory
git checkout -q --orphan other
tick
git commit -q --allow-empty -S -m "$(printf 'Evil \033[31m')"
push origin HEAD:main
account alice
as alice
git checkout -q main
git commit -q --amend -S -m "Signed"
push origin main
"$ROOT/refwarden" review list | sed 's/RECENTLY/TIME/'
"$ROOT/refwarden" review list --code unknown-key
"$ROOT/refwarden" review list --person alice --since 2099-01-01
"$ROOT/refwarden" review list --json | grep -c '"verdict":"refused"'
"$ROOT/refwarden" review list --json | head -1
case=$("$ROOT/refwarden" review list --code unsigned | cut -d' ' -f1 | head -1)
"$ROOT/refwarden" review show "$case"
"$ROOT/refwarden" review show "$case" --json | grep -c '"case"'
"$ROOT/refwarden" review show AAAA-AAAA 2>&1 || echo "exit status $?"
"$ROOT/refwarden" review list --since someday 2>&1 || echo "exit status $?"
say "filters: by branch or glob, account, text, and what was mistyped"
list() {
    echo "\$ refwarden review list $*"
    status=0
    "$ROOT/refwarden" review list "$@" 2>&1 || status=$?
    echo "exit status $status"
    echo
}
list --ref main --person mallory
list --ref 'refs/heads/**' --repository 'ser*' --text ALICE
list --ref refs/tags/
list --most 1
list --code unsinged
list --person alise
list --person bob
list --repository sever
list --until 2020-01-01
echo 'nonsense: true' >>"$ROOT/config/policy.yaml"
say "while the configuration is broken"
list --person alice
say "on a narrow terminal"
script -qec "stty cols 72; PAGER=cat '$ROOT/refwarden' review list" /dev/null </dev/null | tr -d '\r' | sed -E 's/  ([0-9]+m ago|now) +/  AGO      /'
say "a ledger that is gone"
rm "$ROOT"/state/ledger.db*
list
