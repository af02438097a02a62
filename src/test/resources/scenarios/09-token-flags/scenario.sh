signed "First"
say "a key file where hardware, a touch, a PIN or RSA is wanted"
push origin main
push origin HEAD:refs/heads/touched
push origin HEAD:refs/heads/pinned
push origin HEAD:refs/heads/rsa
