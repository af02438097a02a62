srv=$ROOT/srv
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --units $ROOT/units --all-repos $srv"
rm "$ROOT/config/server.yaml"
git init -q --bare -b main "$srv/platform/api.git"
git init -q --bare -b main "$srv/a b'c\"d;\$(touch run):e/web.git"
git init -q -b main "$srv/not-bare"
mkdir -p "$srv/nothing here"
ln -s "$srv/platform/api.git" "$srv/linked.git"
git remote set-url origin "$srv/platform/api.git"
commit "Before there was Refwarden"
git push -q origin main
guard() {
    echo "\$ install.sh --guard"
    status=0
    "$ROOT/i/prefix/lib/refwarden/current/installer/install.sh" --guard --prefix "$ROOT/i/prefix" \
        --config "$ROOT/config" --state "$ROOT/i/state" --all-repos "$srv" 2>&1 || status=$?
    echo "exit status $status"
    echo
}
say "every repository below a folder"
# shellcheck disable=SC2086
install $places
install $places
install $places --check
say "each of them refuses"
commit "Not signed"
push origin main
push "$srv/a b'c\"d;\$(touch run):e/web.git" main
push "$srv/not-bare" HEAD:main
find "$ROOT" . -name run -type f; echo "nothing was run"
say "one that is made later: the timer finds it"
git init -q --bare -b main "$srv/later.git"
install $places --check | grep -v ^ok
guard
guard
push "$srv/later.git" main
say "one that is made from the template has the hook from its birth"
git init -q --bare -b main --template="$ROOT/i/prefix/share/refwarden/template" "$srv/born.git"
push "$srv/born.git" main
guard
say "what is there is not declared settled by installing again"
install $places
say "one that the timer cannot guard does not stop the others"
git init -q --bare -b main "$srv/broken.git"
rm -r "$srv/broken.git/hooks"
echo "no folder" >"$srv/broken.git/hooks"
git init -q --bare -b main "$srv/zoo.git"
guard
say "one of them is released; the others call the program still"
rm -r "$srv/broken.git"
install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$ROOT/i/state" --repo "$srv/zoo.git" --uninstall
say "all of them"
install $places --uninstall
install $places --check | grep -v ^ok
say "a name that the lists here cannot hold"
git init -q --bare "$srv/new
line.git"
install $places
