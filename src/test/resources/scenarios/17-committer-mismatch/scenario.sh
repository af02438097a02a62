as bob alice
signed "Alice signs what Bob commits"
push origin main
say "an author is anyone, by default"
as alice
git config user.email alice@example.org
GIT_AUTHOR_EMAIL=stranger@example.net
signed "Written by a stranger" other
git reset -q --soft HEAD~1
git commit -q -S --amend -m "Written by a stranger"
push origin main
