# A push certificate holds every push option, one-time codes among them: it is not kept with what is refused.
server_tells
account alice
commit "Not signed"
git push -q --signed -o one-time-code=135792 -o identity-token=header.payload.signature origin main >"$ROOT/out" 2>&1 ||
    sed -n 's/^remote: \(.*\[.*\]\)$/\1/p' "$ROOT/out"
objects=$(echo "$ROOT"/state/evidence/*/*/objects)
say "kept: $(GIT_OBJECT_DIRECTORY=$objects git cat-file --batch-all-objects --batch-check='%(objecttype)' | sort | tr '\n' ' ')"
say "certificates or codes among them: $(GIT_OBJECT_DIRECTORY=$objects git cat-file --batch-all-objects --batch | grep -acE 'certificate version|135792|header.payload' || true)"
say "in the log: $(log_lines | grep -cE '135792|header.payload' || true)"
say "anywhere below STATE: $(grep -rlE '135792|header.payload' "$ROOT/state" | wc -l)"
