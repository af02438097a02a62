# GitLab itself is not here. What its Gitaly does with hooks is reproduced: git runs one program of Gitaly's for
# pre-receive, which runs the executable files in the global pre-receive.d, by name, with an environment of its own,
# until one fails. Of what git sets, that environment holds the quarantine only.
gitlab=$ROOT/gitaly/custom_hooks
storage=$ROOT/gitaly/repositories
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --gitlab $gitlab --all-repos $storage"
mkdir -p "$gitlab" "$ROOT/gitaly/hooks"
cat >"$ROOT/gitaly/hooks/pre-receive" <<END
#!/bin/sh
# A reproduction of gitaly-hooks.
input=\$(mktemp)
cat >"\$input"
options=
for name in GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_PUSH_OPTION_COUNT GIT_PUSH_OPTION_0; do
    eval "value=\\\${\$name-}"
    [ -z "\$value" ] || options="\$options \$name=\$value"
done
for hook in "$gitlab"/pre-receive.d/*; do
    case \$hook in *~) continue ;; esac
    [ -x "\$hook" ] && [ ! -d "\$hook" ] || continue
    env -i PATH="\$PATH" HOME="\$HOME" \$options GIT_DIR="\$(pwd -P)" GL_REPOSITORY=project-1 \\
        GL_PROJECT_PATH="\$PROJECT" GL_ID="\$GITLAB_USER_ID" GL_USERNAME="\$GITLAB_USER" GL_PROTOCOL=ssh \\
        "\$hook" <"\$input" || exit 1
done
END
chmod +x "$ROOT/gitaly/hooks/pre-receive"
make_project() {
    git init -q --bare -b main "$storage/$1"
    git -C "$storage/$1" config core.hooksPath "$ROOT/gitaly/hooks"
}
by() {
    export PROJECT="$1" GITLAB_USER="$2" GITLAB_USER_ID=user-4
}
# GitLab shows developers only the lines that begin so.
show() {
    push "$@" | sed -n '/^\$/p; s/^GL-HOOK-ERR: //p; /^accepted$/p; /^refused$/p'
    echo
}
rm "$ROOT/config/server.yaml"
make_project @hashed/6b/86/6b86.git
make_project @hashed/d4/73/d473.git
git -C "$storage/@hashed/6b/86/6b86.git" config gitlab.fullpath platform/api
api=$storage/@hashed/6b/86/6b86.git
git remote set-url origin "$api"
by platform/api alice
commit "Before there was Refwarden"
git push -q origin main
say "installed: one hook for every project"
# shellcheck disable=SC2086
install $places
sed '/^server/d' "$ROOT/config/server.yaml"
find "$gitlab" -type f | sort
git -C "$api" config --get-regexp '^receive' || echo "no setting in a repository is changed"
echo
install $places
install $places --check
say "pushes"
commit "Not signed"
show origin main
git reset -q --hard origin/main
signed "Signed"
show origin main
by platform/api mallory
signed "Signed, but pushed by another account"
show origin main
say "a project that is made later is guarded from its first push on"
make_project @hashed/4e/07/4e07.git
by platform/new alice
git checkout -q --orphan new
commit "Not signed"
show "$storage/@hashed/4e/07/4e07.git" new:main
say "the project whose name nobody knew: an administrator says it, and declares what it holds settled"
GL_PROJECT_PATH=platform/web "$ROOT/i/prefix/bin/refwarden" baseline "$storage/@hashed/d4/73/d473.git" --reason installation
say "another hook of the same name is not touched"
printf '#!/bin/sh\nexit 0\n' >"$gitlab/pre-receive.d/refwarden"
chmod +x "$gitlab/pre-receive.d/refwarden"
install $places
install $places --check | grep -v ^ok
rm "$gitlab/pre-receive.d/refwarden"
say "uninstalled"
install $places
install $places --uninstall
find "$gitlab" | sort
