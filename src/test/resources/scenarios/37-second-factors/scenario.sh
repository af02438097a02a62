server_tells
account alice
signed "First"
say "nothing, and a key file that was stolen with the computer"
push origin main
push --signed origin main
say "a hardware key that nobody touched, and one that was"
as alice alice-token
TOKEN_FLAGS=0 push --signed origin main
sleep 1
TOKEN_FLAGS=1 push --signed origin main
say "touched, but no PIN; with PIN; a PIN satisfies a touch as well"
TOKEN_FLAGS=1 push --signed origin HEAD:pinned
sleep 1
TOKEN_FLAGS=5 push --signed origin HEAD:pinned
signed "Second"
TOKEN_FLAGS=5 push --signed origin main
say "a key that may be copied to other devices"
signed "Third"
TOKEN_FLAGS=9 push --signed origin main
say "a hardware key that nobody enrolled"
as alice mallory-token
push --signed origin main
say "a counter that grows, and one that does not"
as alice alice-token
TOKEN_COUNTER=7 push --signed origin main
git commit -q --allow-empty -m "Fourth"
TOKEN_COUNTER=6 push --signed origin main
log_lines | grep -o '"alarms":[^]]*]'
