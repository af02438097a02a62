server_tells
account bob
as bob
signed "By bob"
push origin HEAD:topic
say "from now on the rule demands approvals: what bob pushed before was never approved by anyone"
policy <<END
version: 1
groups: {maintainers: [alice, bob, carol]}
repositories:
  - match: ["**"]
    unmatched: allow
    rules:
      - name: branches
        refs: ["refs/heads/**"]
        commits: {signed-by: [maintainers, gitea]}
        push: {approvals: {count: 1, by: [maintainers]}}
END
account alice
push -o "approval=$(approval bob refs/heads/main "$ZERO" HEAD)" origin HEAD:main
say "carol vouches for it"
push -o "approval=$(approval carol refs/heads/main "$ZERO" HEAD)" origin HEAD:main
say "nor is it asked about again there, nor where bob approves what alice adds"
before=$(git rev-parse HEAD)
as alice
signed "By alice"
push -o "approval=$(approval bob refs/heads/main "$before" HEAD)" origin HEAD:main
say "approvals of robots' pushes only: what people push without one is not approved for a robot"
policy <<END
version: 1
groups: {maintainers: [alice, bob, carol]}
repositories:
  - match: ["**"]
    unmatched: allow
    rules:
      - name: robots
        refs: ["refs/heads/**"]
        commits: {signed-by: [maintainers, gitea]}
        push: {robots: {approvals: {count: 1, by: [maintainers]}}}
END
account bob
as bob
signed "By bob again"
push origin HEAD:refs/heads/work/bob
account gitea
push -o "approval=$(approval bob refs/heads/next "$ZERO" HEAD)" origin HEAD:refs/heads/next
push -o "approval=$(approval alice refs/heads/next "$ZERO" HEAD)" origin HEAD:refs/heads/next
push -o "approval=$(approval carol refs/heads/next "$ZERO" HEAD)" origin HEAD:refs/heads/next
