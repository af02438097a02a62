say "protocol versions: good and bad over each"
signed "First"
push origin main
for version in 0 1 2; do
    git config protocol.version $version
    signed "Version $version"
    push origin main
    commit "Not signed in version $version"
    push origin main
    git reset -q --hard HEAD~1
done
git config protocol.version 2
say "push options: offered by the server, not offered, and none sent"
signed "With options"
push -o topic=x -o 'quoted "words"; $(echo no)' origin main
server config receive.advertisePushOptions false
signed "Without"
push -o topic=x origin main
push origin main
say "where approvals come as options, a server without them says so"
cat >>"$ROOT/config/policy.yaml" <<'END'
      - name: approved branches
        refs: ["refs/heads/approved/**"]
        push: {approvals: {count: 1, by: [maintainers]}}
END
server_tells
account alice
option=approval=$(approval bob refs/heads/approved/x "$ZERO" main)
push -o "$option" origin main:approved/x
push origin main:approved/x
server config receive.advertisePushOptions true
push -o "$option" origin main:approved/x
