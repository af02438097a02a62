server_tells
account alice
signed "First"
main=refs/heads/main
say "no approval, and approvals that do not count"
push origin main
push -o "approval=$(approval bob refs/heads/other $ZERO HEAD)" origin main
push -o "approval=$(approval bob $main HEAD HEAD)" origin main
push -o "approval=$(approval bob $main $ZERO HEAD^{tree})" origin main
push -o "approval=$(approval bob $main $ZERO HEAD 86400 refwarden-approval git.example.org/else)" origin main
push -o "approval=$(approval bob $main $ZERO HEAD -1)" origin main
push -o "approval=$(approval bob $main $ZERO HEAD 700000)" origin main
push -o "approval=$(approval bob $main $ZERO HEAD 86400 git)" origin main
push -o "approval=$(approval alice $main $ZERO HEAD)" origin main
push -o "approval=$(approval mallory $main $ZERO HEAD)" origin main
push -o "approval=$(approval carol $main $ZERO HEAD)" origin main
push -o "approval=$(approval gitea $main $ZERO HEAD)" origin main
push -o "approval=$(approval bob $main $ZERO HEAD | tr A-M a-m)" origin main
push -o "approval=x" origin main
say "nobody knows who pushes"
account ""
push -o "approval=$(approval bob $main $ZERO HEAD)" origin main
account alice
say "one that counts, though another does not"
push -o "approval=x" -o "approval=$(approval bob $main $ZERO HEAD)" origin main
say "two wanted: by one person with two keys, by a robot, by two"
push -o "approval=$(approval bob refs/heads/two $ZERO HEAD)" -o "approval=$(approval second refs/heads/two $ZERO HEAD)" origin HEAD:two
push -o "approval=$(approval bob refs/heads/two $ZERO HEAD)" -o "approval=$(approval gitea refs/heads/two $ZERO HEAD)" origin HEAD:two
say "pushed beforehand, under its right name and others"
signed "Second"
push origin HEAD:topic/second
blob=$(approval bob $main HEAD~1 HEAD | git hash-object -w --stdin)
push origin "$blob:refs/refwarden/approvals/$(git rev-parse HEAD)/$(git rev-parse HEAD)"
push origin "$blob:refs/refwarden/approvals/$(git rev-parse HEAD)/$blob"
bad=$(approval mallory $main HEAD~1 HEAD | git hash-object -w --stdin)
push origin "$bad:refs/refwarden/approvals/$(git rev-parse HEAD)/$bad"
old=$(approval bob $main HEAD~1 HEAD -1 | git hash-object -w --stdin)
push origin "$old:refs/refwarden/approvals/$(git rev-parse HEAD)/$old"
push origin main
push origin ":refs/refwarden/approvals/$(git rev-parse HEAD)/$blob"
say "what bob wrote, approved by bob: someone else must stand for it"
as bob
signed "By bob"
push -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
as alice
sleep 1; push --signed -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
say "a robot pushes what bob wrote with bob's approval"
as bob
signed "By bob again"
account gitea
as gitea
sleep 1; push --signed -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
account alice
as alice
say "not signed by anybody"
git reset -q --hard origin/main
commit "Not signed"
push -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
sleep 1; push --signed -o "approval=$(approval bob $main HEAD~1 HEAD)" origin main
say "a tag that bob made"
as bob
git tag -s -m "Version 1" v1
as alice
push -o "approval=$(approval bob refs/tags/v1 $ZERO v1)" origin v1
sleep 1; push --signed -o "approval=$(approval bob refs/tags/v1 $ZERO v1)" origin v1
say "approvals from hardware keys"
as alice alice-token
sleep 1; push --signed -o "approval=$(approval bob refs/heads/hard $ZERO origin/main)" origin origin/main:refs/heads/hard
sleep 1; push --signed -o "approval=$(TOKEN_FLAGS=0 approval bob-token refs/heads/hard $ZERO origin/main)" origin origin/main:refs/heads/hard
sleep 1; push --signed -o "approval=$(approval bob-token refs/heads/hard $ZERO origin/main)" origin origin/main:refs/heads/hard
say "alone, with a second key"
as alice
git reset -q --hard origin/main
signed "Alone"
push -o "approval=$(approval alice refs/heads/alone $ZERO HEAD)" origin HEAD:alone
push -o "approval=$(approval alice-token refs/heads/alone $ZERO HEAD)" origin HEAD:alone
