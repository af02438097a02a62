# Whoever server.yaml names is notified of a refused push, once, and never in a push's way; the developer is led to the case.
mkdir "$ROOT/chat" "$ROOT/config/secrets"
echo 200 >"$ROOT/chat/answer"
java -XX:TieredStopAtLevel=1 "$(dirname "$lib")/72d-notified/Receiver.java" "$ROOT/chat" >/dev/null 2>&1 &
receiver=$!
trap 'kill $receiver' EXIT
i=0
while [ ! -e "$ROOT/chat/port" ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done
(umask 077; echo "http://127.0.0.1:$(cat "$ROOT/chat/port")/hooks/s3cret" >"$ROOT/config/secrets/chat")
cat >>"$ROOT/config/server.yaml" <<YAML
pusher: {environment: TEST_ACCOUNT}
messages: {review: "https://review.example.org/case/{case}", ask: "the people in #git-security"}
notifications:
  chat: {webhook: secrets/chat, form: slack, verdicts: [alarming, odd, unknown, ordinary]}
  night: {webhook: secrets/chat, verdicts: [alarming]}
YAML
account alice

# refwarden ARGUMENTS, with what differs each time left out.
refwarden() {
    echo "\$ refwarden $*"
    status=0
    "$ROOT/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE-CASE/g; s/from [0-9T:-]{19}Z/from TIME/' "$ROOT/out"
    echo "exit status $status"
    echo
}

# What the chat got, but for times and ids.
got() {
    [ ! -e "$ROOT/chat/got" ] || sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE-CASE/g; s/[0-9T:.-]{23}Z/TIME/g' "$ROOT/chat/got"
    rm -f "$ROOT/chat/got"
    echo
}

say "the developer reads whom to ask, and where the case is"
commit "Not signed"
push origin main | sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE-CASE/g'
say "nothing is sent by the push itself"
got
refwarden notify --status
refwarden notify
got
refwarden notify
got
say "a chat that is broken is tried again, and its address is never shown"
echo 500 >"$ROOT/chat/answer"
push origin main | tail -2
refwarden notify
refwarden notify
refwarden notify --status
echo 200 >"$ROOT/chat/answer"
rm "$ROOT/chat/got"
refwarden notify --retry
grep -c '"text"' "$ROOT/chat/got"
rm "$ROOT/chat/got"
say "who is accepted is nobody's business, and a drill is none"
git reset -q --hard HEAD~1 2>/dev/null || git checkout -q --orphan other
signed "Signed"
push origin HEAD:main
refwarden notify
"$ROOT/refwarden" doctor | grep -i notif
say "a test reaches everybody"
refwarden notify --test
grep -c 'can reach you' "$ROOT/chat/got"
rm "$ROOT/chat/got"
say "a chat that is gone keeps no push waiting"
kill $receiver
wait $receiver 2>/dev/null || true
commit "Not signed either"
push origin HEAD:main | tail -2
refwarden notify
say "a name that is not known any more"
sed -i 's/^  chat:/  chat2:/; /^  night:/d' "$ROOT/config/server.yaml"
"$ROOT/refwarden" doctor | grep -A1 'notification '
refwarden notify --forget chat
refwarden notify --status
trap - EXIT
grep -rl 's3cret' "$ROOT/state" || echo "no address is in STATE"
