# The gate: the resident process that judges pushes. The first push starts one, unless systemd does.

gate_service=no
# Who starts it, in a server.yaml that is laid down; empty: as server.yaml has it by itself. REFWARDEN_GATE may say.
gate_start=${REFWARDEN_GATE:-}

gate_unit() {
    unit_name=refwarden-gate-$(name_of "$owner").service
    unit=${units:-/etc/systemd/system}/$unit_name
}

check_gate_place() {
    [ "$gate_service" = yes ] || return 0
    [ -n "$units" ] || { [ "$(id -u)" = 0 ] && [ -d /run/systemd/system ]; } ||
        fail "--service takes root and a running systemd; or give --units DIR"
}

install_gate() {
    [ "$gate_service" = yes ] || return 0
    gate_unit
    changed=no
    put_text "$unit" "$(write_gate_unit)"
    grep -q '^gate *:.*service' "$config/server.yaml" ||
        say "note: $config/server.yaml stays as it is, but it lacks: gate: {start: service}"
    [ "$changed" = yes ] || return 0
    if [ -n "$units" ]; then
        say "put $unit_name into $units; when systemd sees it: systemctl enable --now $unit_name"
    else
        { systemctl daemon-reload && systemctl enable -q --now "$unit_name"; } || fail "systemd would not start $unit_name"
        say "$unit_name judges pushes"
    fi
}

# Java 17 cannot tell systemd that it is ready; what waits for its first answer does.
write_gate_unit() {
    program="$(systemd_word "$prefix/bin/refwarden") gate"
    places="--state $(systemd_word "$state")"
    cat <<END
[Unit]
Description=Refwarden judges pushes
StartLimitIntervalSec=0

[Service]
Type=exec
User=$(name_of "$owner")
WorkingDirectory=/
UMask=0077
ExecStart=$program run $places
ExecStartPost=$program status --wait 30 $places
ExecStop=$program stop $places
TimeoutStopSec=90
Restart=always
RestartSec=2
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=full
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
PrivateDevices=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
END
}

# Nothing of the program outlives it.
remove_gate() {
    gate_unit
    if [ -e "$unit" ]; then
        [ -n "$units" ] || systemctl disable -q --now "$unit_name" || true
        rm -f "$unit" || fail "cannot remove $unit"
        [ -n "$units" ] || systemctl daemon-reload || true
        say "removed $unit"
    fi
    [ ! -S "$state/run/gate.sock" ] || "$prefix/bin/refwarden" gate stop --state "$state" >/dev/null 2>&1 ||
        say "note: the gate is still judging; it ends by itself"
}

check_gate() {
    gate_unit
    [ "$gate_service" = yes ] || [ -e "$unit" ] || return 0
    expect_text "what starts the gate" "$unit" "$(write_gate_unit)"
    check_runs "$unit_name" "what starts the gate"
}
