signed "First"
now 2025-01-02T00:00:00Z
push origin main
now 2025-01-14T12:00:00Z
push origin main
now 2025-01-15T00:00:00Z
push origin main
say "too old"
signed "Second"
now 2027-01-01T00:00:00Z
push origin main
