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
case=$(latest_case --code unsigned)
"$ROOT/refwarden" review show "$case"
"$ROOT/refwarden" review show "$case" --json | grep -c '"case"'
"$ROOT/refwarden" review show AAAA-AAAA 2>&1 || echo "exit status $?"
"$ROOT/refwarden" review list --since yesterday 2>&1 || echo "exit status $?"
