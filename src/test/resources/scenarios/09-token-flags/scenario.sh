signed "First"
say "a key file where hardware, a touch, a PIN or RSA is required"
push origin main
push origin HEAD:refs/heads/touched
push origin HEAD:refs/heads/pinned
push origin HEAD:refs/heads/rsa
say "a security key that nobody touched, one that was touched, and one with a PIN"
as alice alice-token
git checkout -q --orphan token
TOKEN_FLAGS=0 signed "Not touched"
push origin HEAD:main
push origin HEAD:refs/heads/touched
git checkout -q --orphan touched
TOKEN_FLAGS=1 signed "Touched"
push origin HEAD:main
push origin HEAD:refs/heads/touched
push origin HEAD:refs/heads/pinned
git checkout -q --orphan pinned
TOKEN_FLAGS=5 signed "With PIN"
push origin HEAD:refs/heads/pinned
say "one that may have been copied"
git checkout -q --orphan copied
TOKEN_FLAGS=25 signed "Copied"
push origin HEAD:refs/heads/rsa
