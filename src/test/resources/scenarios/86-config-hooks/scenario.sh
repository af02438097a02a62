# The git that is here may not know hooks from its configuration yet. How git 2.54 runs them is reproduced by a hook:
# in the order of the configuration, unless switched off, by a shell, each with standard input; the one in the hooks
# folder last. All must succeed.
srv=$ROOT/srv
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --units $ROOT/units --system --all-repos $srv"
unset GIT_CONFIG_NOSYSTEM
export GIT_CONFIG_SYSTEM="$ROOT/etc/gitconfig"
# The installer takes no such variable over, so the git that it finds is one for which the file lies there.
mkdir -p "$ROOT/runner" "$ROOT/bin" "$ROOT/etc"
git config --global core.hooksPath "$ROOT/runner"
cat >"$ROOT/runner/pre-receive" <<'END'
#!/bin/sh
# A reproduction of how git 2.54 runs hooks from its configuration.
input=$(mktemp)
cat >"$input"
status=0
if [ "$(git config --type=bool --get hook.pre-receive.enabled)" != false ]; then
    for name in $(git config --name-only --get-regexp '^hook\..*\.event$' '^pre-receive$' | sed 's/^hook\.//; s/\.event$//' | sort -u); do
        [ "$(git config --type=bool --get "hook.$name.enabled")" != false ] || continue
        sh -c "$(git config --get "hook.$name.command")" <"$input" || status=1
    done
fi
if [ -x hooks/pre-receive ]; then
    hooks/pre-receive <"$input" || status=1
fi
exit $status
END
chmod +x "$ROOT/runner/pre-receive"
real=$(command -v git)
git_says() {
    printf '#!/bin/sh\nif [ "$*" = version ]; then echo "git version %s"; else GIT_CONFIG_SYSTEM=%s exec %s "$@"; fi\n' "$1" "$GIT_CONFIG_SYSTEM" "$real" >"$ROOT/bin/git"
    chmod +x "$ROOT/bin/git"
}
PATH=$ROOT/bin:$PATH
rm "$ROOT/config/server.yaml"
git init -q --bare -b main "$srv/api.git"
git remote set-url origin "$srv/api.git"
commit "Before there was Refwarden"
git push -q origin main
say "a git that knows no such hooks"
git_says 2.53.1
# shellcheck disable=SC2086
install $places
git_says 2.54.0
say "one that does"
install $places
cat "$ROOT/etc/gitconfig"
install $places
install $places --check
say "it runs beside the repository's own hook"
printf '#!/bin/sh\nread -r old new ref\ncase $ref in *forbidden) echo "the old hook says no"; exit 1 ;; esac\n' \
    >"$srv/api.git/hooks/pre-receive"
chmod +x "$srv/api.git/hooks/pre-receive"
push origin HEAD:forbidden
commit "Not signed"
push origin main
say "a repository that is made later has it from its birth"
git init -q --bare -b main "$srv/later.git"
push "$srv/later.git" main
say "a repository can switch it off without a word, so the word is said here"
for off in enabled=false command=true event=; do
    echo "hook.refwarden.$off"
    git -C "$srv/later.git" config "hook.refwarden.${off%%=*}" "${off#*=}"
    install $places --check | grep -v ^ok
    git -C "$srv/later.git" config --remove-section hook.refwarden
done
git -C "$srv/later.git" config hook.pre-receive.enabled no
install $places --check | grep -v ^ok
push "$srv/later.git" main
say "and nothing is installed over it"
install $places
git -C "$srv/later.git" config --remove-section hook.pre-receive
say "uninstalled"
install $places --uninstall
cat "$ROOT/etc/gitconfig"
