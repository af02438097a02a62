# A STATE that version 0.1 left, over two files of a log that a crash had torn, and the repository that it is about: pushes
# accepted, refused and waived, an approval spent, one push accepted that nobody has seen to land yet.
before=$(dirname "$lib")/161-import/before
server_tells
state=$ROOT/i/state
mkdir -p "$ROOT/i" "$ROOT/srv"
cp -r "$before/state" "$state"
chmod -R u=rwX,go= "$state"
git init -q --bare -b main "$ROOT/srv/server.git"
git -C "$ROOT/srv/server.git" fetch -q "$before/server.bundle" 'refs/*:refs/*'
sed -i "s|^root: .*|root: $ROOT/srv|" "$ROOT/config/server.yaml"
# What it held at the installation was declared settled then.
mkdir "$state/baselined"
echo "$ROOT/srv/server.git" >"$state/baselined/$(printf '%s' "$ROOT/srv/server.git" | sha256sum | cut -c1-40)"
# The program of 0.1, as far as the installer asks it.
old=$ROOT/i/prefix/lib/refwarden/1
mkdir -p "$old" "$ROOT/i/prefix/bin"
cat >"$old/refwarden" <<'END'
#!/bin/sh
case "$1 ${2-}" in
--version*) echo "refwarden 0.1.0" ;;
'log verify') [ -d "$4/log" ] && ! [ -e "$4/ledger.db" ] ;;
'policy check') ;;
*) echo "Usage: refwarden [-hV] COMMAND" ;;
esac
END
chmod +x "$old/refwarden"
echo "refwarden 0.1.0" >"$old/release"
ln -s 1 "$ROOT/i/prefix/lib/refwarden/current"
run() {
    install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$state" --repo "$ROOT/srv/server.git" "$@" |
        sed -e '/^note: the account that hooks/d' -e 's/installed 20[0-9TZ:-]*/installed …/g' -e '/receive\./d'
}
installed() {
    "$ROOT/i/prefix/bin/refwarden" "$@"
}
say "a log that was changed is not imported, and 0.1 stays"
cp "$state/log/decisions-000001.jsonl" "$ROOT/whole"
sed -i '4s/alice/carol/' "$state/log/decisions-000001.jsonl"
run
readlink "$ROOT/i/prefix/lib/refwarden/current"
ls "$state"
cp "$ROOT/whole" "$state/log/decisions-000001.jsonl"
say "a store that says something else"
cp "$state/used/69" "$ROOT/used"
sed -i 's/approval-spent/certificate/' "$state/used/69"
run
cp "$ROOT/used" "$state/used/69"
say "all is as it was"
run
installed log verify | sed 's/, the last one.*//'
ls "$state" "$state/before-0.2"
say "a push that builds on what was settled"
git remote set-url origin "$ROOT/srv/server.git"
git fetch -q origin
git reset -q --hard origin/main
account alice
signed "On top"
push origin HEAD:main
installed log verify | sed 's/, the last one.*//'
say "an approval that was spent stays so"
cp "$ROOT/srv/server.git/hooks/pre-receive" "$ROOT/hook"
sed "s|'$ROOT/state'|'$state'|" "$ROOT/server.git/hooks/pre-receive" >"$ROOT/srv/server.git/hooks/pre-receive"
now 2026-11-29T19:00:00Z
git -C "$ROOT/srv/server.git" update-ref -d refs/heads/release/1
push -o "approval=$(cat "$before/approval")" origin "$(cat "$before/approved-tip"):refs/heads/release/1"
cp "$ROOT/hook" "$ROOT/srv/server.git/hooks/pre-receive"
say "back to 0.1, which knows nothing of all that, and forth again"
run --rollback
ls "$state"
cmp "$state/log/decisions-000001.jsonl" "$ROOT/whole"
run --rollback
ls "$state"
installed log verify | sed 's/, the last one.*//'
say "what is lost is never begun anew unasked"
mv "$state" "$ROOT/lost"
run
run --new-ledger
