server_tells
account alice
echo 'deadline: 30s' >>"$ROOT/config/server.yaml"
signed "First"
tip=$(git rev-parse HEAD)
# soon PUSH: shows what came of it, cut; it must not take long, however busy the machine.
soon() {
    began=$(date +%s)
    git push -q "$@" >"$ROOT/push.out" 2>&1 && echo accepted || {
        sed -n 's/^remote: //p' "$ROOT/push.out" | sed 's/and [0-9]* more:/and … more:/' | cut -c1-250 | head -20
        echo refused
    }
    took=$(($(date +%s) - began))
    [ $took -lt 31 ] && echo "in time" || echo "after $took seconds"
    echo
}
say "thousands of approvals that are none, and one that is far too long"
set --
for number in $(seq 3000); do
    set -- "$@" -o "approval=x$number"
done
soon "$@" origin HEAD:main
soon -o "approval=$(head -c 60000 /dev/zero | tr '\0' a)" origin HEAD:main
say "thousands of options that nobody asked for, and of every factor"
set --
for number in $(seq 1000); do
    set -- "$@" -o "x$number=y" -o "identity-token=a.b.c$number" -o "one-time-code=$number" -o "waiver=x$number"
done
soon "$@" origin HEAD:main
say "a tag of a tag of a tag, three thousand deep"
awk -v tip="$tip" 'BEGIN {
    for (i = 1; i <= 3000; i++)
        printf "tag t%d\nmark :%d\nfrom %s\ntagger alice <alice@example.org> 1 +0000\ndata 1\nx\n", i, i, i == 1 ? tip : ":" (i - 1)
}' | git fast-import --quiet
soon origin "$(git rev-parse t3000):refs/tags/v1"
say "ten folders that mean ten thousand million files, none of them guarded, and then all"
for name in file guarded; do
    tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '100644 blob %s\t%s%s\n' "$(git rev-parse HEAD:file)" "$i" "$name"; done | git mktree)
    [ $name = file ] || tree=$(printf '100644 blob %s\tguarded\n' "$(git rev-parse HEAD:file)" | git mktree)
    for level in 1 2 3 4 5 6 7 8 9; do
        tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\t%s\n' "$tree" "$i"; done | git mktree)
    done
    tick
    soon origin "$(git commit-tree -m "Many files" "$tree"):refs/heads/topic/$name"
done
say "a message of some megabytes, and a header of as many lines"
{ git cat-file commit HEAD | sed '/^$/q'; head -c 4000000 /dev/zero | tr '\0' x; } >"$ROOT/large"
soon origin "$(raw "$ROOT/large"):refs/heads/topic/message"
{
    git cat-file commit HEAD | sed "/^$SIGNED/,/END SSH/d;/^\$/,\$d"
    yes 'x y' | head -1000000
    printf '\nHeaders\n'
} >"$ROOT/large"
soon origin "$(raw "$ROOT/large"):refs/heads/topic/headers"
