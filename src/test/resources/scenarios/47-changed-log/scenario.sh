for n in 1 2 3 4 5; do
    signed "Change $n"
    push origin main >/dev/null
done
sql "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
cp "$ROOT/state/ledger.db" "$ROOT/whole"
# verify: says what is found, and puts the ledger back.
verify() {
    status=0
    "$ROOT/refwarden" log verify "$@" >"$ROOT/verified" 2>&1 || status=$?
    sed 's/the last one.*/…/; s/[0-9a-f]\{64\}/HASH/' "$ROOT/verified"
    echo "exit status $status"
    rm -f "$ROOT"/state/ledger.db*
    cp "$ROOT/whole" "$ROOT/state/ledger.db"
}
# change SEQ: makes another verdict of what a line says.
change() {
    sql "UPDATE lines SET line = CAST(replace(CAST(line AS TEXT), 'accepted', 'observed') AS BLOB) WHERE seq = $1"
}
say "untouched"
verify
"$ROOT/refwarden" log checkpoint 2>&1 || echo "exit status $?"
"$ROOT/refwarden" log key --create | sed 's/+.*/+…/'
"$ROOT/refwarden" log key --create 2>&1 || echo "exit status $?"
"$ROOT/refwarden" log checkpoint >"$ROOT/checkpoint"
sed -e '3s/.*/the root of the tree/; $s/ [^ ]*$/ the signature/' "$ROOT/checkpoint"
verify --checkpoint "$ROOT/checkpoint"
verify --checkpoint "$ROOT/checkpoint" --key "$("$ROOT/refwarden" log key)"
say "a line changed"
change 4; verify
say "removed, with what follows from it or without"
sql "DELETE FROM lines WHERE seq = 4"; verify
say "three of them"
sql "DELETE FROM lines WHERE seq BETWEEN 4 AND 6"; verify
say "swapped"
sql "UPDATE lines SET seq = 99 WHERE seq = 4" "UPDATE lines SET seq = 4 WHERE seq = 6" "UPDATE lines SET seq = 6 WHERE seq = 99"
verify
say "added"
sql "INSERT INTO lines SELECT seq + 1, line FROM lines WHERE seq = (SELECT max(seq) FROM lines)"; verify
say "the first line gone; rubbish in the middle"
sql "DELETE FROM lines WHERE seq = 1"; verify
sql "UPDATE lines SET line = CAST('rubbish' AS BLOB) WHERE seq = 3"; verify
say "the end cut off, and rewritten"
sql "DELETE FROM lines WHERE seq = (SELECT max(seq) FROM lines)"; verify
sql "DELETE FROM lines WHERE seq = (SELECT max(seq) FROM lines)"; verify --checkpoint "$ROOT/checkpoint"
change "(SELECT max(seq) FROM lines)"; verify
change "(SELECT max(seq) FROM lines)"; verify --checkpoint "$ROOT/checkpoint"
say "a table that does not say what follows from the lines"
sql "DELETE FROM accepted WHERE time = (SELECT max(time) FROM accepted)"; verify
sql "INSERT INTO settled SELECT repository, commit_id, rule, aspects, 'refs/heads/other', declared, claimed FROM settled"; verify
sql "DELETE FROM waiting"; verify
sql "UPDATE sightings SET time = 1"; verify
sql "DELETE FROM subtrees WHERE level = 0 AND place = 0"; verify
say "a checkpoint that was changed, of another log, by another key, of nothing"
sed '2s/.*/9/' "$ROOT/checkpoint" >"$ROOT/changed"; verify --checkpoint "$ROOT/changed"
sed '1s/git/tig/' "$ROOT/checkpoint" >"$ROOT/changed"; verify --checkpoint "$ROOT/changed"
verify --checkpoint "$ROOT/checkpoint" --key "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
verify --checkpoint "$ROOT/checkpoint" --key nonsense
: >"$ROOT/nothing"; verify --checkpoint "$ROOT/nothing"
echo nonsense >"$ROOT/nothing"; verify --checkpoint "$ROOT/nothing"
say "checkpoints of version 0.1: the number and the hash of a line, any number of them"
log_lines >"$ROOT/lines"
for n in 2 5; do
    echo "$n $(sed -n "${n}p" "$ROOT/lines" | sha256sum | cut -d' ' -f1)"
done >"$ROOT/old"
verify --checkpoint "$ROOT/old"
sed -i "2s/ .*/ $(printf '%064d' 0)/" "$ROOT/old"; verify --checkpoint "$ROOT/old"
echo "2 nonsense" >>"$ROOT/old"; verify --checkpoint "$ROOT/old"
say "as JSON"
change 4; verify --json
say "set back to a copy of an hour ago: pushes are refused until an administrator says that it counts"
"$ROOT/refwarden" ledger backup "$ROOT/backup"
signed "After the backup"
push origin main
rm "$ROOT"/state/ledger.db*
cp "$ROOT/backup" "$ROOT/state/ledger.db"
signed "Again"
push origin main | sed 's/incident [^,]*/incident CASE-CASE/'
"$ROOT/refwarden" ledger adopt --reason "the disk broke" | sed 's/line [0-9]*/line …/'
push origin main
"$ROOT/refwarden" log verify | sed 's/the last one.*/…/'
say "on a terminal"
script -qec "'$ROOT/refwarden' log verify" /dev/null </dev/null | tr '\r' '\n' | grep -o 'the log is whole'
