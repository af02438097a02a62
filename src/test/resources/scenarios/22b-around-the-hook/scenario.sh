signed "First"
push origin main
commit "Not signed"
commit "Not signed either"
git push -q origin HEAD:refs/heads/side
say "put on the protected branch by update-ref, then a good commit on top"
server update-ref refs/heads/main "$(git rev-parse HEAD)"
signed "Good"
push origin main
say "a good commit on what lies below is no help"
push origin HEAD:release/1
say "an administrator declares it settled"
baseline --ref refs/heads/main --reason "checked by hand"
push origin main
