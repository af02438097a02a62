# How large files are is no matter of the rules, and nothing of them is read; commits that large are refused by their size.
mib=64
[ -z "$THOROUGH" ] || mib=1024
# soon PUSH: what came of it, which must not take long, however large the files are.
soon() {
    push "$@"
    read -r took <"$ROOT/took"
    [ "$took" -lt 15 ] && echo "judged in time" || echo "judged after $took seconds"
    echo
}
# The hook alone is timed: what git itself does with the pack before is its own affair.
mv "$ROOT/server.git/hooks/pre-receive" "$ROOT/server.git/hooks/judge"
cat >"$ROOT/server.git/hooks/pre-receive" <<END
#!/bin/sh
began=\$(date +%s)
status=0
hooks/judge || status=\$?
echo \$((\$(date +%s) - began)) >"$ROOT/took"
exit \$status
END
chmod +x "$ROOT/server.git/hooks/pre-receive"
say "a file that is large, in a signed commit and in one that is not"
git config core.bigFileThreshold 1m
truncate -s "${mib}M" large
signed "Large"
soon origin main
truncate -s "$((mib + 1))M" large
commit "Larger, not signed"
soon origin main
git reset -q --hard origin/main
say "a commit of as many bytes as limits.object-size, and far more"
echo 'limits: {object-size: 1MiB}' >>"$ROOT/config/server.yaml"
{ echo "Large"; echo; head -c 48000000 /dev/zero | tr '\0' 'x'; } >"$ROOT/message"
tick
git commit -q -S --allow-empty -F "$ROOT/message"
soon origin main 2>&1 | sed 's/has [0-9]* bytes/has N bytes/'
