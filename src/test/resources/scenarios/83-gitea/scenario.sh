# Gitea itself is not here. Its hooks and its environment are reproduced: a dispatcher that hands standard input to
# every executable file in pre-receive.d and fails with the first status that is not 0, a hook of its own there, and
# the variables that its SSH and HTTP front ends set.
repositories=$ROOT/gitea/repositories
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --units $ROOT/units --gitea $repositories"
give_hooks() {
    mkdir -p "$1/hooks/pre-receive.d"
    cat >"$1/hooks/pre-receive" <<'END'
#!/usr/bin/env bash
# A reproduction of the dispatcher that Gitea writes.
updates=$(cat)
statuses=""
hookname=$(basename "$0")
for hook in "${GIT_DIR:-$(dirname "$0")/..}/hooks/${hookname}.d"/*; do
    if test -x "$hook" && test -f "$hook"; then
        echo "$updates" | "$hook"
        statuses="$statuses $?"
    fi
done
for status in $statuses; do
    [ "$status" -eq 0 ] || exit "$status"
done
END
    cat >"$1/hooks/pre-receive.d/gitea" <<'END'
#!/usr/bin/env bash
# Stands for "gitea hook pre-receive": its own protection of branches.
while read -r _ _ ref; do
    case $ref in
    refs/heads/protected) echo "Gitea: branch protected is protected"; exit 1 ;;
    esac
done
END
    chmod +x "$1/hooks/pre-receive" "$1/hooks/pre-receive.d/gitea"
}
make_repository() {
    git init -q --bare -b main "$repositories/$1"
    give_hooks "$repositories/$1"
}
# by ACCOUNT [DEPLOY KEY]: what Gitea sets for a push over SSH.
by() {
    export GITEA_REPO_USER_NAME=alice GITEA_REPO_NAME=api GITEA_REPO_IS_WIKI=false GITEA_PR_ID=0 GITEA_KEY_ID=3
    export GITEA_PUSHER_NAME="$1" GITEA_DEPLOY_KEY_ID="${2:-0}"
}
rm "$ROOT/config/server.yaml"
make_repository alice/api.git
make_repository alice/api.wiki.git
git remote set-url origin "$repositories/alice/api.git"
commit "Before there was Refwarden"
git push -q origin main
say "installed"
# shellcheck disable=SC2086
install $places
sed '/^server/d' "$ROOT/config/server.yaml"
sed 's/^User=.*/User=ACCOUNT/' "$ROOT"/units/*.service
echo
install $places
install $places --check
say "Gitea's own hook and Refwarden's: both must agree"
by alice
push origin HEAD:protected
commit "Not signed"
push origin main
git reset -q --hard origin/main
signed "Signed"
push origin main
say "over HTTP Gitea sets fewer variables"
unset GITEA_DEPLOY_KEY_ID GITEA_KEY_ID GITEA_PR_ID
signed "Signed again"
push origin main
say "a deploy key pushes under its owner's name, and is told from the owner"
by alice 7
signed "By a deploy key"
push origin main
push origin HEAD:pages/latest
by alice
push origin +HEAD~1:pages/latest
git reset -q --hard origin/main
say "a pull request: Gitea writes refs/pull, which no rule judges, and merges with its own key"
git checkout -q -b topic
as bob
signed "Bob's change"
git checkout -q main
by bob
GITEA_INTERNAL_PUSH=true push origin topic:refs/pull/1/head
as gitea
git merge -q -S --no-ff -m "Merge pull request 1" topic
by bob
GITEA_PR_ID=1 push origin main
say "what a pull request brings in is judged when it is merged"
git checkout -q -b mischief
commit "Mallory's change"
git checkout -q main
by mallory
GITEA_INTERNAL_PUSH=true push origin mischief:refs/pull/2/head
as gitea
git merge -q -S --no-ff -m "Merge pull request 2" mischief
by alice
GITEA_PR_ID=2 push origin main
git reset -q --hard origin/main
as alice
say "a repository that is made later is guarded by what the timer runs, and nothing in it is settled"
make_repository bob/new.git
git push -q "$repositories/bob/new.git" HEAD~2:refs/heads/main
guard() {
    "$ROOT/i/prefix/lib/refwarden/current/installer/install.sh" --guard --prefix "$ROOT/i/prefix" --config "$ROOT/config" \
        --state "$ROOT/i/state" --gitea "$repositories"
    echo "exit status $?"
}
guard
guard
signed "Signed, on top"
push "$repositories/bob/new.git" main
say "Gitea writes its hooks again, and the other one stays"
give_hooks "$repositories/alice/api.git"
install $places --check | grep -v ^ok
rm "$repositories/alice/api.wiki.git/hooks/pre-receive"
install $places --check | grep -v ^ok
install $places
give_hooks "$repositories/alice/api.wiki.git"
say "settings that are there stay, and what they lack is said"
sed -i '/^internal-refs/d; s/^pusher.*/pusher: {environment: GITEA_PUSHER_NAME}/' "$ROOT/config/server.yaml"
install $places
say "uninstalled"
install $places --uninstall
(cd "$repositories" && find . -name 'pre-receive*' -o -name '*refwarden*' | sort)
