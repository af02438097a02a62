say "a repository that is made anew with the other hash, under the same name"
signed "First"
push origin main
signed "Second"
push origin main
other=sha256
[ ${#ZERO} = 40 ] || other=sha1
convert() {
    rm -rf "$ROOT/made"
    git init -q --bare -b main --object-format=$other "$ROOT/made"
    rm -rf "$ROOT/work" && mkdir "$ROOT/work" && cd "$ROOT/work"
    git init -q -b main --object-format=$other .
    git remote add origin "$ROOT/server.git"
    git config gpg.format ssh
    git config gpg.ssh.program "$ROOT/sign"
    as alice
    commit "Converted"
    git push -q "$ROOT/made" main
    for part in objects refs config; do
        rm -rf "$ROOT/server.git/$part"
        cp -r "$ROOT/made/$part" "$ROOT/server.git/$part"
    done
    rm -f "$ROOT/server.git/packed-refs"
    git fetch -q
}
convert
signed "Third"
push origin main
baseline --ref refs/heads/main --reason "converted"
push origin main
say "one that is empty begins anew"
rm -rf "$ROOT/server.git/refs/heads/main"
push origin main
