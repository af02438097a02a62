# The rules are root's, and STATE is the account's that receives pushes; everything lies where that account may look.
base=$(mktemp -d "$ROOT-XXXXXX")
chmod 755 "$base"
trap 'rm -rf "$base"' EXIT
git config --global --add safe.directory '*'
as_git() {
    setpriv --reuid="$owner" --regid="$group" --clear-groups env HOME="$base" "$@"
}
run() {
    status=0
    "$base/i/p/bin/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    sed -e "s|$base|BASE|g" -e 's/20[0-9]*T[0-9]*Z/MOMENT/g' -e 's/from 20[-0-9T:.]*Z on/from now on/' \
        -e 's/-[0-9a-f]\{12\}\b/-DIGEST/; s/sha256:[0-9a-f]*/sha256:DIGEST/g' "$ROOT/out"
    [ "$status" = 0 ] || echo "exit status $status"
}
for account in nobody:nogroup 54321:54321; do
    owner=${account%:*} group=${account#*:}
    say "for the account $owner"
    git init -q --bare -b main "$base/srv/api.git"
    chown -R "$account" "$base/srv"
    mkdir "$base/i"
    "$(project)/install.sh" --prefix "$base/i/p" --config "$base/i/c" --state "$base/i/s" --repo "$base/srv/api.git" --enforce >/dev/null
    run person add dev --name Dev --email dev@example.org
    run key add dev "$ROOT/keys/mallory.pub" --id dev-key
    run policy activate "$(project)/policies/small-team" | head -1
    run policy copy "$base/next" | head -1
    cp "$ROOT/config/people/alice.yaml" "$ROOT/config/people/bob.yaml" "$base/next/people/"
    run policy activate "$base/next" | grep 'is now'
    run key retire alice-key
    run key compromised alice-key --since 2026-11-01
    run person left alice --at 2027-01-01
    run otp enrol alice | grep -v '[█▀▄ ]$' | grep -o 'kept in.*'
    stat -c '%U %a' "$base/i/c/secrets/alice.totp"
    run policy check | tail -1
    run key list | grep -c alice-key
    run log verify | sed 's/one .*/one …/'
    run review list
    say "nothing below CONFIG can be changed by it, and nothing below STATE is anybody else's"
    as_git sh -c "find '$base/i/c/' '$base/i/c.d' -writable ! -type l ! -path '*/secrets*'" | sed "s|$base|BASE|"
    find "$base/i/s" ! -user "$owner"
    say "who put rules in force is in the log, once for each time"
    run policy activate "$base/i/c" | grep 'is now'
    SUDO_USER=erik run policy activate --back | grep 'is now'
    SUDO_USER=erik run policy activate --back | grep 'is now'
    run log export --lines | sed -n 's/.*\("event":"activation".*\)/\1/p'
    run log export | grep -o '"event":"activation","outcome":"[a-z]*","severity":"[a-z]*"' | uniq -c
    run log verify | sed 's/one .*/one …/'
    say "rules that only root can read are compared by the account with what is on the server"
    mkdir -m 700 "$base/private"
    cp -R "$base/next" "$base/private/next"
    id=$(git commit-tree -m "Around the hook" "$(git write-tree)")
    git push -q "$base/srv/api.git" "$id:refs/scratch/brought" >/dev/null 2>&1 || true
    cp -R "$ROOT/work/.git/objects/." "$base/srv/api.git/objects/"
    chown -R "$account" "$base/srv"
    as_git git -C "$base/srv/api.git" update-ref refs/heads/main "$id"
    run policy diff "$base/i/c" "$base/private/next"
    ls /tmp | grep refwarden-config || true
    say "a link in the place of the ledger leads root nowhere, and the rules change all the same"
    cp "$base/i/s/ledger.db" "$base/private/ledger.db"
    as_git mv "$base/i/s/ledger.db" "$base/i/s/aside"
    as_git ln -s "$base/private/ledger.db" "$base/i/s/ledger.db"
    before=$(sha256sum "$base/private/ledger.db")
    run policy activate --back | tail -2
    run key compromised --everything-of dev --since 2026-11-01 | tail -1
    run policy diff "$base/i/c" "$base/next" | tail -1
    [ "$before" = "$(sha256sum "$base/private/ledger.db")" ] && ls "$base/private"
    rm "$base/i/s/ledger.db"
    as_git mv "$base/i/s/aside" "$base/i/s/ledger.db"
    run policy activate --back | grep 'is now'
    as_git git -C "$base/srv/api.git" update-ref -d refs/heads/main
    find "$base/i/s" ! -user "$owner"
    say "a link among the secrets leads nothing astray"
    : >"$base/precious"
    chmod 600 "$base/precious"
    ln -s "$base/precious" "$base/i/c/secrets/dev.totp"
    run otp enrol dev | head -1
    run otp enrol bob | tail -1
    stat -c '%U %s' "$base/precious"
    rm "$base/i/c/secrets/dev.totp"
    say "nor does one below STATE, when root pushes"
    mkdir "$base/target"
    ln -s "$base/target" "$base/i/s/evidence"
    commit "Not signed"
    git push -q "$base/srv/api.git" HEAD:other 2>&1 | grep -E '\[|declined' | sed 's/^remote: //'
    stat -c %U "$base/target"
    ls "$base/target"
    rm -rf "$base/i" "$base/srv" "$base/next" "$base/target" "$base/private"
done
