# This one makes the archive for fast starts itself.
unset REFWARDEN_ARCHIVE
git init -q --bare -b main "$ROOT/srv/api.git"
git remote set-url origin "$ROOT/srv/api.git"
commit "Before there was a hook"
git push -q origin main
places="--prefix $ROOT/i/prefix --config $ROOT/i/config --state $ROOT/i/state"
say "with a hook that is there already"
printf '#!/bin/sh\nread -r old new ref\ncase $ref in *forbidden) echo "the old hook says no"; exit 1 ;; esac\necho "the old hook saw $ref"\n' \
    >"$ROOT/srv/api.git/hooks/pre-receive"
chmod +x "$ROOT/srv/api.git/hooks/pre-receive"
# shellcheck disable=SC2086
install $places --repo "$ROOT/srv/api.git"
say "once more: nothing changes"
(cd "$ROOT" && find i srv -type f -not -path '*/log/*' -exec sha256sum {} +) | sort -k2 >"$ROOT/before"
install $places --repo "$ROOT/srv/api.git"
(cd "$ROOT" && find i srv -type f -not -path '*/log/*' -exec sha256sum {} +) | sort -k2 >"$ROOT/after"
diff "$ROOT/before" "$ROOT/after" | sed 's/[0-9a-f]\{64\}/…/' && echo "the same files"
install $places --repo "$ROOT/srv/api.git" --check
git -C "$ROOT/srv/api.git" config receive.advertisePushOptions
git -C "$ROOT/srv/api.git" config receive.certNonceSeed | wc -c
say "with man pages, and completion for bash and zsh"
(cd "$ROOT/i/prefix/share/man/man1" && ls refwarden.1 refwarden-review-list.1)
(cd "$ROOT/i/prefix/lib/refwarden/current/share" && bash -n bash-completion/completions/refwarden && ls -d z*/*/*)
say "the starter only observes"
commit "Not signed"
push origin main
say "both hooks must agree"
push origin HEAD:forbidden
say "switched to refuse"
sed -i '/mode: observe/d; /until:/d' "$ROOT/i/config/policy.yaml"
commit "Not signed either"
push origin main
say "uninstalled: the old hook is back"
install $places --repo "$ROOT/srv/api.git" --uninstall
push origin main
install $places --repo "$ROOT/srv/api.git" --check
