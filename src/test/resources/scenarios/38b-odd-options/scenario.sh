server_tells
account alice
signed "First"
main=refs/heads/main
quiet() {
    push "$@" | sed '/^\$/d'
}
say "an option of 64 KiB, of nothing, of bytes that are no text"
quiet -o "approval=$(head -c 65000 /dev/zero | tr '\0' a)" origin main
quiet -o "approval=" origin main
quiet -o "$(printf 'approval=\377\376\200')" origin main
say "lines that end in CRLF, a line more, a line less, another order"
crlf() { printf 'refwarden approval 1\r\nrepository git.example.org/server\r\nref %s\r\nold %s\r\nnew %s\r\nexpires %s\r\n' \
    $main $ZERO "$(git rev-parse HEAD)" "$(in_seconds 3600)" | statement refwarden-approval bob; }
quiet -o "approval=$(crlf)" origin main
statement_lines() { printf 'refwarden approval 1\nrepository git.example.org/server\nref %s\nold %s\nnew %s\nexpires %s\n' \
    $main $ZERO "$(git rev-parse HEAD)" "$(in_seconds 3600)"; }
quiet -o "approval=$({ statement_lines; echo; } | statement refwarden-approval bob)" origin main
quiet -o "approval=$(statement_lines | sed 2d | statement refwarden-approval bob)" origin main
quiet -o "approval=$(statement_lines | awk 'NR == 2 { kept = $0; next } { print } NR == 3 { print kept }' | statement refwarden-approval bob)" origin main
say "hundreds that do not count, and one that does"
set --
i=0
while [ $i -lt 250 ]; do
    set -- "$@" -o "approval=x$i"
    i=$((i + 1))
done
quiet "$@" -o "approval=$(approval bob $main $ZERO HEAD)" origin main
say "thousands of options"
i=0
while [ $i -lt 800 ]; do
    set -- "$@" -o "y$i"
    i=$((i + 1))
done
signed "Another"
quiet "$@" -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
git reset -q --hard HEAD~1
say "nowhere to write down what was used"
sql "ALTER TABLE consumed RENAME TO gone"
signed "Second"
quiet -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
sql "ALTER TABLE gone RENAME TO consumed"
quiet -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
"$ROOT/refwarden" log verify | sed 's/the last one.*/…/'
