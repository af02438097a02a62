signed "First"
push origin main
