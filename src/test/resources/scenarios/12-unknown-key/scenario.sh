signed "First"
push origin main
as alice mallory
signed "Second"
push origin main
