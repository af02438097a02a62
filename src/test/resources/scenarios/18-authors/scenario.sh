GIT_AUTHOR_EMAIL=stranger@example.net
signed "Written by a stranger"
push origin main
push origin main:refs/heads/own
GIT_COMMITTER_EMAIL=nobody@example.net
signed "Committed by nobody known"
push origin main:refs/heads/own
push origin main:refs/heads/anyone
say "two author lines"
as alice
git checkout -q --orphan fresh
signed "Second"
push origin fresh:main
git fetch -q
signed "Third"
git cat-file commit HEAD | sed 's/^author .*/&\n&/' >"$ROOT/bad"
judged "$ROOT/bad"
