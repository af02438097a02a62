# A gate has notifications sent by a process of its own; a chat that hangs keeps no push waiting.
mkdir "$ROOT/chat" "$ROOT/config/secrets"
echo 200 >"$ROOT/chat/answer"
java -XX:TieredStopAtLevel=1 "$(dirname "$lib")/72d-notified/Receiver.java" "$ROOT/chat" >/dev/null 2>&1 &
receiver=$!
trap 'kill $receiver' EXIT
i=0
while [ ! -e "$ROOT/chat/port" ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done
(umask 077; echo "http://127.0.0.1:$(cat "$ROOT/chat/port")/hooks/s3cret" >"$ROOT/config/secrets/chat")
sed -i '/^gate:/d' "$ROOT/config/server.yaml"
echo 'notifications: {chat: {webhook: secrets/chat, form: slack, verdicts: [alarming, odd, unknown, ordinary]}}' >>"$ROOT/config/server.yaml"
git init -q --bare -b main "$ROOT/srv.git"
install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$ROOT/i/state" --repo "$ROOT/srv.git" >/dev/null
git remote set-url origin "$ROOT/srv.git"

refwarden() {
    "$ROOT/i/prefix/bin/refwarden" "$@"
}

# Waits until the chat got as many messages; what a killed sender had written already may come twice.
got() {
    i=0
    while [ "$(cat "$ROOT/chat/got" 2>/dev/null | wc -l)" -lt "$1" ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i + 1)); done
    [ "$(grep -c '"text"' "$ROOT/chat/got")" -lt "$1" ] || echo "the chat got all $1"
}

commit "Not signed"
push origin main | tail -2
refwarden gate status --wait 30 >/dev/null || true
got 1
# Not before its answer has come back.
i=0
while refwarden notify --status | grep -q waiting && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
say "a chat that hangs keeps no push waiting"
kill -STOP $receiver
push origin HEAD:refs/heads/release/1 | tail -2
i=0
while ! refwarden notify --status | grep -q 'tried up to 1' && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
refwarden notify --status
signed "Signed"
push origin HEAD:refs/heads/topic | tail -2
say "who sends is killed before anything came of it: nothing is lost"
for sender in $(pgrep -f "cli.Main notify --state $ROOT/i/state"); do kill -9 "$sender"; done
refwarden gate stop
kill -CONT $receiver
refwarden notify --retry
got 2
refwarden notify --status
trap - EXIT
kill $receiver
