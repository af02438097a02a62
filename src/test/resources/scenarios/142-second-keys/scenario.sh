server_tells
account alice
as alice alice-token
say "the key that signed the change, and one that did not"
signed "Workflow" .github/workflows/ci.yml
push -o "approval=$(approval alice-token refs/heads/main "$ZERO" HEAD)" origin HEAD:main
as alice
git commit -q --amend --no-edit -S
push -o "approval=$(approval alice-token refs/heads/main "$ZERO" HEAD)" origin HEAD:main
say "the key that signed anything else in it"
main=$(git rev-parse HEAD)
signed "Workflow again" .github/workflows/ci.yml
as alice alice-token
signed "Something else" file
push -o "approval=$(approval alice-token refs/heads/main "$main" HEAD)" origin HEAD:main
git reset -q --hard HEAD~1
say "the key that signed the push"
push --signed -o "approval=$(approval alice-token refs/heads/main "$main" HEAD)" origin HEAD:main
say "a tag by the key that approves it"
git tag -s -m "One" v1
push -o "approval=$(approval alice-token refs/tags/v1 "$ZERO" v1)" origin v1
as alice
git tag -s -f -m "One" v1 >/dev/null
push -o "approval=$(approval alice-token refs/tags/v1 "$ZERO" v1)" origin v1
