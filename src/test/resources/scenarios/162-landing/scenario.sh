git init -q --bare -b main "$ROOT/srv.git"
git -C "$ROOT/srv.git" config core.abbrev 8
printf '#!/bin/sh\ncut -d " " -f 3 >>"%s/mail"\nexit 7\n' "$ROOT" >"$ROOT/srv.git/hooks/post-receive"
chmod 755 "$ROOT/srv.git/hooks/post-receive"
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/state --repo $ROOT/srv.git"
install $places
git remote set-url origin "$ROOT/srv.git"
srv() {
    git -C "$ROOT/srv.git" "$@"
}
program=$ROOT/i/prefix/bin/refwarden
spool=$ROOT/state/run/landed
spooled() {
    echo "told and not read yet: $(find "$spool" -type f 2>/dev/null | wc -l)"
}
# noted: what the log says was seen since the last time, with names instead of ids.
SEEN=0
noted() {
    "$program" log export --lines --state "$ROOT/state" >"$ROOT/lines"
    tail -n +$((SEEN + 1)) "$ROOT/lines" | grep '"verdict":"noted"' | grep -o -e '"ref":"[^"]*"' -e '"offBranch":true' -e '"alarms":.*]' |
        sed 's/^/  noted /' || true
    SEEN=$(wc -l <"$ROOT/lines")
}
# brought: how many commits the newest line holds to be new.
brought() {
    "$program" log export --lines --state "$ROOT/state" | tail -1 | grep -o '"commits":\[[^]]*' | grep -o '"id"' | wc -l
}
where() {
    for ref; do
        echo "  $ref: $(srv rev-parse -q --verify "$ref" >/dev/null && echo there || echo not there)"
    done
}

say "told while no gate listens: it lies there until the next push, and the other hook has run"
signed "First"
push origin main
spooled
cat "$ROOT/mail"
noted
git switch -q -c more
signed "More"
push origin more
noted
spooled

say "git lands only part of a push: a lock on one of two refs"
git switch -q -c one main
signed "One"
git switch -q -c two main
signed "Two"
touch "$ROOT/srv.git/refs/heads/two.lock"
push origin one two >/dev/null
rm "$ROOT/srv.git/refs/heads/two.lock"
where refs/heads/one refs/heads/two
echo "what landed settles: a ref at the same commit brings $(push origin one:same >/dev/null; brought) commits"
noted
echo "what did not land does not: it brings $(push origin two >/dev/null; brought) again"
noted

say "a hook that refuses one ref"
printf '#!/bin/sh\n[ "$1" != refs/heads/four ]\n' >"$ROOT/srv.git/hooks/update"
chmod 755 "$ROOT/srv.git/hooks/update"
git switch -q -c three main
signed "Three"
git switch -q -c four main
signed "Four"
push origin three four >/dev/null
rm "$ROOT/srv.git/hooks/update"
where refs/heads/three refs/heads/four
echo "$(push origin four >/dev/null; brought) again"
noted

say "what was told to have landed settles, wherever the server itself puts the ref afterwards; untold it would not"
git switch -q -c seven main
signed "Seven"
git push -q origin seven
srv update-ref -d refs/heads/seven
echo "told: $(push origin seven:eight >/dev/null; brought) commits"
git switch -q -c nine main
signed "Nine"
git push -q origin nine
find "$spool" -type f -delete
srv update-ref -d refs/heads/nine
echo "untold: $(push origin nine:ten >/dev/null; brought) again"
noted

say "what is told, but was not accepted just so, counts for nothing; what no hook wrote goes away; others' stays"
main=$(git rev-parse main) two=$(git rev-parse two)
find "$spool" -type f -delete
printf '%s\n%s %s refs/heads/four\n' "$ROOT/srv.git" "$main" "$two" >"$spool/a"
printf '%s\n%s %s refs/heads/five\n' "$ROOT/srv.git" "$ZERO" "$two" >"$spool/b"
printf 'no folder' >"$spool/c"
ln -s /etc/passwd "$spool/d"
printf '%s\n%s %s refs/heads/four\n' "$ROOT/another.git" "$main" "$two" >"$spool/e"
git switch -q -c six main
signed "Six"
push origin six
noted
(cd "$spool" && for file in a b c d e; do [ ! -e $file ] && [ ! -L $file ] || echo "  left: $file"; done)
rm "$spool/e"

say "a tag lands, and the branch that it was accepted for does not"
git switch -q main
signed "Second"
git tag -s -m v1 v1
touch "$ROOT/srv.git/refs/heads/main.lock"
push origin main v1 >/dev/null
rm "$ROOT/srv.git/refs/heads/main.lock"
where refs/tags/v1
"$program" doctor --repo "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" | grep -A1 refs/tags || true
"$program" verify "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" && echo fine || echo "exit status $?"
"$program" verify "$ROOT/srv.git" --ref refs/tags/v1 --config "$ROOT/config" --state "$ROOT/state" | sed -E 's/[0-9.]+ s$/N s/; s/^[0-9a-f]{8}/COMMIT/' || true
noted
"$program" log export --state "$ROOT/state" | grep -c '"severity":"alert"' || true
git tag -s -m v1-again v1-again
echo "it settles nothing: another tag there brings both commits again: $(push origin v1-again >/dev/null; brought)"
say "once only; and when the branch is there, doctor has nothing to say"
push origin main
noted
"$program" doctor --repo "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" | grep -A1 refs/tags || echo "nothing"
echo

say "the same with a gate: it knows at once"
"$program" gate run --state "$ROOT/state" >/dev/null 2>&1 &
"$program" gate status --wait 60 --state "$ROOT/state" >/dev/null || echo "no gate"
noted
signed "Third"
push origin main
noted
spooled
signed "Fourth"
git tag -s -m v2 v2
touch "$ROOT/srv.git/refs/heads/main.lock"
push origin main v2 >/dev/null
rm "$ROOT/srv.git/refs/heads/main.lock"
where refs/tags/v2
noted
"$program" doctor --repo "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" | grep -A1 refs/tags || true
say "and where all of it lands, nothing is the matter"
git tag -s -m v3 v3
push origin main v3
noted
"$program" gate stop --state "$ROOT/state"
wait
"$program" log verify --state "$ROOT/state" | sed 's/: [0-9].*/: …/'

say "the hook itself: where it is missing that is said, installing puts it back, and at the end the other one is back"
rm "$ROOT/srv.git/hooks/post-receive"
install --check $places
"$program" doctor --repo "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" | grep -A1 post-receive || true
install $places
echo 'echo by hand' >>"$ROOT/srv.git/hooks/post-receive"
install --check $places | grep -v '^ok'
install $places
install --check $places | grep -v '^ok'
sed "s|$ROOT|ROOT|g" "$ROOT/srv.git/hooks/post-receive"
install --uninstall $places
ls "$ROOT/srv.git/hooks" | grep receive
