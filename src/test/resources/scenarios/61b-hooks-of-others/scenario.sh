git init -q --bare -b main "$ROOT/srv/api.git"
git remote set-url origin "$ROOT/srv/api.git"
hook=$ROOT/srv/api.git/hooks/pre-receive
places="--repo $ROOT/srv/api.git --prefix $ROOT/i/prefix --config $ROOT/i/config --state $ROOT/i/state"
others="--repo $ROOT/srv/api.git --prefix $ROOT/j/prefix --config $ROOT/j/config --state $ROOT/j/state"
# shellcheck disable=SC2086
install $places --enforce
say "what someone writes into the hook is seen"
sed -i '2a exit 0' "$hook"
commit "Not signed"
# shellcheck disable=SC2086
install $places --check
say "installing again puts it right, and loses no line"
# shellcheck disable=SC2086
install $places
push origin main
# shellcheck disable=SC2086
install $places --check
cat "$hook.by-hand"
[ -x "$hook.by-hand" ] || echo "nothing runs it"
say "nor does uninstalling"
sed -i '2a logger pushed' "$hook"
# shellcheck disable=SC2086
install $places --uninstall
cat "$hook.by-hand-2"
say "an installation in other places says that it takes the hook over"
# shellcheck disable=SC2086
install $places
# shellcheck disable=SC2086
install $others
say "the one of before leaves it alone"
# shellcheck disable=SC2086
install $places --uninstall
# shellcheck disable=SC2086
install $others --check
# shellcheck disable=SC2086
install $others --uninstall
[ -e "$hook" ] || echo "no hook"
