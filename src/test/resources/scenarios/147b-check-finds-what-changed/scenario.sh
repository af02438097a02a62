# What --check finds that is not as it was installed, each thing by its name.
git init -q --bare -b main "$ROOT/srv/api.git"
places="--prefix $ROOT/i/p --config $ROOT/i/c --state $ROOT/i/s --units $ROOT/units --service --all-repos $ROOT/srv"
mkdir -p "$ROOT/jdk/bin"
java=$(readlink -f "$(command -v java)")
printf '#!/bin/sh\nexec %s "$@"\n' "$java" >"$ROOT/jdk/bin/java"
chmod +x "$ROOT/jdk/bin/java"
# shellcheck disable=SC2086
JAVA_HOME=$ROOT/jdk install $places --fsck --enforce >/dev/null
kept=$ROOT/kept
# changed WHAT FILE: what is said of it, once a line was added to it, and once it was removed.
changed() {
    say "$1"
    # What lies here may have another name elsewhere.
    mv "$2" "$kept"
    cp -a "$kept" "$2"
    if [ -L "$2" ]; then
        ln -sfn /bin/true "$2"
    else
        chmod u+w "$2"
        echo "# more" >>"$2"
    fi
    check
    rm "$2"
    [ "$1" = "the wrapper" ] || check
    rm -f "$2"
    mv "$kept" "$2"
}
check() {
    # shellcheck disable=SC2086
    install $places --check | grep -v '^ok' | sed "s|$java|JAVA|"
}
say "all as it was"
check
changed "the archive" "$ROOT/i/p/lib/refwarden/1/$(cd "$ROOT/i/p/lib/refwarden/1" && ls refwarden.jsa refwarden.aot 2>/dev/null)" | sed 's/refwarden\.[ja][so][at]/ARCHIVE/'
changed "the wrapper" "$ROOT/i/p/lib/refwarden/1/refwarden"
changed "the client" "$ROOT/i/p/lib/refwarden/1/git-refwarden-approve"
changed "the link to the program" "$ROOT/i/p/bin/refwarden"
changed "the link to the jar" "$ROOT/i/p/lib/refwarden.jar"
say "the list of files"
mv "$ROOT/i/p/lib/refwarden/1/sums" "$kept"
check
sed '1s/^./x/' "$kept" >"$ROOT/i/p/lib/refwarden/1/sums"
check
mv "$kept" "$ROOT/i/p/lib/refwarden/1/sums"
for unit in "$ROOT"/units/*; do
    name=${unit##*/}
    changed "${name%-*}.${name##*.}" "$unit" | sed "s/-$(id -un)\./-ACCOUNT./"
done
say "the jar, of which a byte changes"
mv "$ROOT/i/p/lib/refwarden/1/refwarden.jar" "$kept"
cp "$kept" "$ROOT/i/p/lib/refwarden/1/refwarden.jar"
printf x >>"$ROOT/i/p/lib/refwarden/1/refwarden.jar"
check
mv "$kept" "$ROOT/i/p/lib/refwarden/1/refwarden.jar"
say "another JDK in the place of the one before"
cat >"$ROOT/jdk/bin/java" <<END
#!/bin/sh
case "\$*" in
*XshowSettings*) $java "\$@" 2>&1 | sed 's/vm.version = .*/vm.version = 99+1/' ;;
*) exec $java "\$@" ;;
esac
END
check | sed 's/and was .*; run/and was …; run/'
printf '#!/bin/sh\nexec %s "$@"\n' "$java" >"$ROOT/jdk/bin/java"
say "no folder of the program"
mv "$ROOT/i/p/lib/refwarden/1" "$ROOT/i/p/lib/refwarden/aside"
check
mv "$ROOT/i/p/lib/refwarden/aside" "$ROOT/i/p/lib/refwarden/1"
say "and when all is back"
check
