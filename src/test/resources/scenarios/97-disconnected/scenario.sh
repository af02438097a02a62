# What a client would send to git receive-pack for OLD NEW REF, with a whole pack.
request() {
    printf '%s %s %s\0%s\n' "$1" "$2" "$3" "$ASKED" >"$ROOT/line"
    printf '%04x' $(($(wc -c <"$ROOT/line") + 4))
    cat "$ROOT/line"
    printf 0000
    [ "$1" = "$ZERO" ] && not= || not=^$1
    printf '%s\n' "$2" $not | git pack-objects -q --revs --stdout --thin
}
# Sends as much of it, and is gone.
send() {
    head -c "$1" "$ROOT/request" | git receive-pack "$ROOT/server.git" >"$ROOT/answer" 2>&1 || true
    tr -d '\0' <"$ROOT/answer" | grep -a -o -E '(ng|ok) refs.*' || true
    echo "the ref is $(server rev-parse -q --verify refs/heads/main || echo not there)"
    server count-objects -v | grep -E '^(count|packs|garbage)' | tr '\n' ' '
    find "$ROOT/server.git/objects" -name 'tmp_objdir*' -o -name 'incoming-*' | wc -l
    echo
}
signed "First"
request "$ZERO" "$(git rev-parse main)" refs/heads/main >"$ROOT/request"
size=$(wc -c <"$ROOT/request")
say "gone within the first line, between the lines and the pack, within the pack, before its checksum"
send 20
send $(($(wc -c <"$ROOT/line") + 8))
send $((size / 2))
send $((size - 10))
say "gone after all was sent"
send "$size"
say "gone while the hook judges: what was sent is judged, and git carries it out"
cat >"$ROOT/server.git/hooks/slow" <<END
#!/bin/sh
touch "$ROOT/judging"
sleep 1
exec "$ROOT/server.git/hooks/fast"
END
mv "$ROOT/server.git/hooks/pre-receive" "$ROOT/server.git/hooks/fast"
mv "$ROOT/server.git/hooks/slow" "$ROOT/server.git/hooks/pre-receive"
chmod +x "$ROOT/server.git/hooks/pre-receive"
leave() {
    rm -f "$ROOT/judging"
    git push -q origin main >"$ROOT/push.out" 2>&1 &
    client=$!
    until [ -e "$ROOT/judging" ]; do sleep 0.1; done
    kill -9 $client
    sleep 3
    echo "the ref is $(server rev-parse -q --verify refs/heads/main || echo not there)"
    echo
}
signed "Second"
leave
commit "Not signed"
leave
