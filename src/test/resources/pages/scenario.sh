# So that each refusal has one reason only.
server config receive.denyDeleteCurrent ignore
# Pushes that fill the pages: an ordinary mistake, a stranger, and someone who attacks whoever reads.
echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
account alice
signed "First" src/Parser.java
push origin main
printf 'class Parser {\n    int limit = 100;\n\n    boolean fits(int length) {\n        return length <= limit;\n    }\n}\n' >src/Parser.java
signed "Parse with a limit" notes.txt
push origin main

sed -i 's/length <= limit/length < limit/' src/Parser.java
commit "Fix overflow in the parser" src/changes.txt
push origin main
git reset -q --hard HEAD~1
sed -i 's/length <= limit/length < limit/' src/Parser.java
signed "Fix overflow in the parser" src/changes.txt
push origin main

account '<script>xss()</script>'
as mallory
export GIT_COMMITTER_NAME='<img src=x onerror=xss()>' GIT_AUTHOR_NAME='"><script>xss()</script>'
mkdir -p '<svg onload=xss()>'
printf '<script>xss()</script>\n\342\200\256gnirts\n\033[31m' >'<svg onload=xss()>/javascript:xss() "'"'"'.html'
printf '#!/bin/sh\ncurl evil\n' >run.sh
chmod +x run.sh
tick
git add -A
git commit -q -S -m '</pre><script>xss()</script> & <a href="javascript:xss()">subject</a>' -m "$(printf 'body \342\200\256 \033]0;x\007 <img src=x onerror=xss()>')"
push origin 'HEAD:refs/heads/release/<script>xss()</script>' HEAD:main
git tag -s -m '<script>xss()</script>' 'v1"onload=xss()'
push origin 'v1"onload=xss()'

account alice
as alice
git reset -q --hard origin/main
for i in $(seq 60); do
    echo "$(git rev-parse HEAD) 0000000000000000000000000000000000000000 refs/heads/main" |
        (cd "$ROOT/server.git" && GIT_DIR=. TEST_ACCOUNT="user$((i % 7))" REFWARDEN_TEST_NOW="2026-11-$(printf %02d $((i % 24 + 1)))T08:00:00Z" hooks/pre-receive 2>/dev/null) || true
done
case=$(latest_case --code unsigned)
"$ROOT/refwarden" review note "$case" --by carol --text 'Alice forgot to sign; <script>xss()</script>'
server update-ref refs/heads/release/around "$(server rev-parse main)"
