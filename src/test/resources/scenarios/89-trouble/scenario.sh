places="--prefix $ROOT/i/prefix --config $ROOT/i/config --state $ROOT/i/state"
git init -q --bare -b main "$ROOT/srv/api.git"
git init -q --bare -b main "$ROOT/srv/web.git"
printf '#!/bin/sh\necho "the old hook"\n' >"$ROOT/srv/web.git/hooks/pre-receive"
chmod +x "$ROOT/srv/web.git/hooks/pre-receive"
mkdir "$ROOT/bin" "$ROOT/tmp"
# Every file with its mode, target and content; of STATE only what says which repositories were met.
tree() {
    (cd "$ROOT" && find i srv -path i/state -prune -o -printf '%y %m %p %l\n' | sort
        find i/state/baselined 2>/dev/null || true
        find i srv -path i/state -prune -o -type f -exec sha256sum {} +) >"$ROOT/$1" 2>/dev/null || true
}
unchanged() {
    tree after
    diff "$ROOT/before" "$ROOT/after" >"$ROOT/changes" && echo "as it was before"
    sed "s|$ROOT|ROOT|g; s/[0-9a-f]\{64\}/…/" "$ROOT/changes"
    echo
}
# attempt ARGUMENTS: an installation that must fail and leave everything as it was.
attempt() {
    tree before
    # shellcheck disable=SC2086
    install $places "$@" | sed '/^note: the account that/d; /^exit/,$d'
    [ "$(sed -n '$p' "$ROOT/install.out" | cut -c1-9)" != "installed" ] || echo "INSTALLED"
    unchanged
}
say "no Java at all, or one that says nothing"
for tool in git sed grep cut tr id dirname stat find readlink getent sh env basename; do
    printf '#!%s\nexec %s "$@"\n' "$(command -v sh)" "$(command -v $tool)" >"$ROOT/bin/$tool"
    chmod +x "$ROOT/bin/$tool"
done
PATH=$ROOT/bin JAVA_HOME='' "$(command -v sh)" "$(project)/install.sh" --prefix "$ROOT/i/prefix" --config "$ROOT/i/config" \
    --state "$ROOT/i/state" --repo "$ROOT/srv/api.git" 2>&1 || echo "exit status $?"
mkdir -p "$ROOT/jdk/bin"
printf '#!/bin/sh\necho "Segmentation fault" >&2\nexit 139\n' >"$ROOT/jdk/bin/java"
chmod +x "$ROOT/jdk/bin/java"
JAVA_HOME=$ROOT/jdk attempt --repo "$ROOT/srv/api.git"
say "places that cannot be"
echo "a file" >"$ROOT/file"
attempt --prefix "$ROOT/file/refwarden" --repo "$ROOT/srv/api.git"
attempt --prefix "$ROOT/a:b" --repo "$ROOT/srv/api.git"
attempt --repo "$ROOT/file"
attempt --repo "$ROOT/srv"
attempt --all-repos "$ROOT/nowhere"
attempt --gitea "$ROOT/srv" --gitlab "$ROOT/srv"
HOME=$ROOT/home attempt --gitolite
say "a disk that fills up, while the program is copied"
for blocks in 1 1000; do
    (ulimit -f $blocks && attempt --repo "$ROOT/srv/api.git" --repo "$ROOT/srv/web.git")
done
say "no room for temporary files"
REFWARDEN_ARCHIVE='' TMPDIR=$ROOT/nowhere attempt --repo "$ROOT/srv/api.git" 2>&1
say "what someone else is changing, and what would be lost"
: >"$ROOT/srv/web.git/config.lock"
attempt --repo "$ROOT/srv/api.git" --repo "$ROOT/srv/web.git"
rm "$ROOT/srv/web.git/config.lock"
: >"$ROOT/srv/web.git/hooks/pre-receive.before-refwarden"
attempt --repo "$ROOT/srv/api.git" --repo "$ROOT/srv/web.git"
rm "$ROOT/srv/web.git/hooks/pre-receive.before-refwarden"
say "rules that cannot be used"
mkdir -p "$ROOT/i/config"
echo 'version: 2' >"$ROOT/i/config/policy.yaml"
attempt --repo "$ROOT/srv/api.git"
rm -r "$ROOT/i/config"
say "any step that fails on the way to the second repository"
# shellcheck disable=SC2086
install $places --repo "$ROOT/srv/api.git" | tail -n 3
for tool in mv cp ln chmod mkdir; do
    cat >"$ROOT/tmp/$tool" <<END
#!/bin/sh
count=\$((\$(cat "$ROOT/count") + 1))
echo \$count >"$ROOT/count"
[ \$count != "\$(cat "$ROOT/fails")" ] || { echo "$tool: No space left on device" >&2; exit 1; }
exec $(command -v $tool) "\$@"
END
    chmod +x "$ROOT/tmp/$tool"
done
cp -a "$ROOT/i" "$ROOT/i.kept"
cp -a "$ROOT/srv" "$ROOT/srv.kept"
step=0
until [ $step != 0 ] && [ "$(cat "$ROOT/count")" -lt $step ]; do
    step=$((step + 1))
    echo 0 >"$ROOT/count"
    echo $step >"$ROOT/fails"
    rm -rf "$ROOT/i" "$ROOT/srv"
    cp -a "$ROOT/i.kept" "$ROOT/i"
    cp -a "$ROOT/srv.kept" "$ROOT/srv"
    tree before
    # shellcheck disable=SC2086
    PATH=$ROOT/tmp:$PATH install $places --repo "$ROOT/srv/api.git" --repo "$ROOT/srv/web.git" --fsck >"$ROOT/out"
    if grep -q '^exit status 0$' "$ROOT/out"; then
        echo "step $step: done all the same"
    else
        echo "step $step: $(grep -v -e '^note: the account' -e '^settled' -e '^  ' -e '^$' "$ROOT/out" | paste -s -d '|' - | sed 's/|/ | /g')"
        unchanged
    fi
done
[ $step -gt 8 ] && echo "each was tried"
"$ROOT/srv/web.git/hooks/pre-receive" </dev/null 2>&1 | sed -n '1p'
