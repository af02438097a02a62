git init -q --bare -b main "$ROOT/srv/api.git"
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --repo $ROOT/srv/api.git"
jar=$(dirname "$(readlink -f "$(command -v java)")")/jar
# release NUMBER: what an administrator unpacks; the same program under another number.
release() {
    mkdir -p "$ROOT/$1/target"
    (cd "$(project)" && cp -r install.sh policies "$ROOT/$1/" && mkdir "$ROOT/$1/src" &&
        cp -r src/install src/client "$ROOT/$1/src/" && cp target/refwarden.jar "$ROOT/$1/target/")
    # What was built keeps its own number, so that its archive for fast starts need not be made again.
    [ "$1" != "$("$ROOT/refwarden" --version | cut -d' ' -f2)" ] || return 0
    echo "Implementation-Version: $1" >"$ROOT/manifest"
    "$jar" ufm "$ROOT/$1/target/refwarden.jar" "$ROOT/manifest" 2>/dev/null
}
run() {
    echo "\$ ./install.sh $*"
    status=0
    # shellcheck disable=SC2086
    "$ROOT/$release/install.sh" $places "$@" >"$ROOT/install.out" 2>&1 || status=$?
    sed -e 's/on Java [0-9]*/on Java N/' -e '/^note: the account that hooks/d' "$ROOT/install.out"
    echo "exit status $status"
    echo
}
# pushing BRANCH SIGN SECONDS: what someone does all the time, in a clone and on a branch of their own, until there is a file
# "enough".
pushing() {
    git clone -q "$ROOT/srv/api.git" "$ROOT/$1" 2>/dev/null
    cd "$ROOT/$1"
    git config gpg.format ssh
    git config user.signingKey "$ROOT/keys/alice.pub"
    until [ -e "$ROOT/enough" ]; do
        # So that whatever else runs here gets its turn.
        if [ -n "$THOROUGH" ]; then sleep 0.1; else sleep "$3"; fi
        git commit -q --allow-empty "$2" -m "Again"
        if git push -q origin "HEAD:refs/heads/release/$1" >"$ROOT/$1.out" 2>&1; then
            echo accepted >>"$ROOT/$1.log"
        else
            sed -n 's/^remote: .*\[\(.*\)\] *$/refused \1/p' "$ROOT/$1.out" | sort -u | grep . >>"$ROOT/$1.log" ||
                cat "$ROOT/$1.out" >>"$ROOT/$1.log"
        fi
    done
}
# Waits for another push to end, so that something happened in between.
another() {
    before=$(wc -l <"$ROOT/one.log")
    until [ "$(wc -l <"$ROOT/one.log")" -gt "$before" ]; do
        sleep 0.1
    done
}
for release in 0.1.0 0.2.0; do
    release "$release"
done
release=0.1.0
say "the first version"
run
run --rollback
for log in one two unsigned; do
    : >"$ROOT/$log.log"
done
pushing one -S 2 &
pushing two -S 5 &
pushing unsigned --no-gpg-sign 5 &
another
say "a new one over it, while people push"
release=0.2.0
run
"$ROOT/i/prefix/bin/refwarden" --version
another
say "back, and forth again"
run --rollback
"$ROOT/i/prefix/bin/refwarden" --version
another
run --rollback
"$ROOT/i/prefix/bin/refwarden" --version
another
say "nothing changes when the same is installed again"
run
another
say "a version that does not start, or cannot read the rules, never takes over"
cp -r "$ROOT/0.2.0" "$ROOT/0.3.0"
release=0.3.0
mkdir -p "$ROOT/broken/dev/refwarden/policy/read"
printf 'no class' >"$ROOT/broken/dev/refwarden/policy/read/PolicyReader.class"
"$jar" uf "$ROOT/0.3.0/target/refwarden.jar" -C "$ROOT/broken" dev
run
printf 'no jar' >"$ROOT/0.3.0/target/refwarden.jar"
run
"$ROOT/i/prefix/bin/refwarden" --version
another
for log in two unsigned; do
    until [ "$(wc -l <"$ROOT/$log.log")" -gt 3 ]; do
        sleep 0.1
    done
done
: >"$ROOT/enough"
wait
say "what became of the pushes meanwhile"
for log in one two unsigned; do
    echo "$log: $(sort "$ROOT/$log.log" | uniq -c | awk '{print ($1 > 3 ? "more than three" : $1), $2, $3}')"
done
"$ROOT/i/prefix/bin/refwarden" log verify | sed 's/:.*//'
ls "$ROOT/i/prefix/lib/refwarden"
say "over a program that was installed before each version had a folder of its own"
flat=$ROOT/flat
mkdir -p "$flat/bin" "$flat/lib"
cp "$ROOT/0.1.0/target/refwarden.jar" "$flat/lib/"
printf '#!/bin/sh\nexec java -cp "%s/lib/refwarden.jar" dev.refwarden.cli.Main "$@"\n' "$flat" >"$flat/bin/refwarden"
chmod +x "$flat/bin/refwarden"
release=0.2.0
# The archive that was made of it above will do here, too.
mkdir "$ROOT/shared"
ln "$ROOT"/i/prefix/lib/refwarden/current/refwarden.?* "$ROOT/shared/"
cp "$REFWARDEN_ARCHIVE/java" "$ROOT/shared/"
REFWARDEN_ARCHIVE=$ROOT/shared run --prefix "$flat"
"$flat/bin/refwarden" --version
run --prefix "$flat" --rollback
"$flat/bin/refwarden" --version
