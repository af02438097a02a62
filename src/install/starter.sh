# CONFIG and STATE: laid down where nothing is, never changed where something is.

install_config() {
    for folder in people keys authorities; do
        make_folder "$config/$folder" 755
    done
    if [ ! -d "$config/secrets" ]; then
        make_folder "$config/secrets" 700
        own "$config/secrets"
    fi
    if [ ! -e "$config/policy.yaml" ]; then
        lay_down_policy
    elif [ "$enforce" = yes ]; then
        say "note: $config/policy.yaml is there already and stays as it is; --enforce changes only the starter"
    fi
    if [ ! -e "$config/server.yaml" ]; then
        lay_down_server
    else
        compare_server
    fi
}

lay_down_policy() {
    # Read by say_next_steps.
    # shellcheck disable=SC2034
    starter_is_new=yes
    undo_by "rm -f $(quoted "$config/policy.yaml")"
    if [ "$enforce" = yes ]; then
        sed '/^ *mode: observe/d; 1s/.*/# A beginning, which refuses./; 2d' "$here/policies/starter/policy.yaml" \
            >"$config/policy.yaml" || fail "cannot write $config/policy.yaml"
        say "laid down a starter policy in $config, which refuses"
    else
        cp "$here/policies/starter/policy.yaml" "$config/policy.yaml" || fail "cannot write $config/policy.yaml"
        say "laid down a starter policy in $config, which observes: it only says what it would refuse"
    fi
}

lay_down_server() {
    undo_by "rm -f $(quoted "$config/server.yaml")"
    {
        echo "version: 1"
        echo "server: $(yaml_text "$(hostname -f 2>/dev/null || hostname)")"
        echo "root: $(yaml_text "$(common_parent)")"
        "${layout}_settings"
        [ -z "$gate_start" ] || echo "gate: {start: $gate_start}"
    } >"$config/server.yaml" || fail "cannot write $config/server.yaml"
    names=$("${layout}_settings" | sed -n 's/^repository: {environment: \[\(.*\)\]}/\1/p')
    pushers=$("${layout}_settings" | sed -n 's/^pusher: {environment: \([A-Z_]*\).*/\1/p')
    say "laid down $config/server.yaml: repositories are named by ${names:-their place below $(common_parent)}${pushers:+, pushers by $pushers}"
}

# A file that is there is never changed; what this server wants and it does not say is told.
compare_server() {
    "${layout}_settings" | grep -v '^#' | while IFS= read -r line; do
        key=${line%%:*}
        there=$(sed -n "s/ *#.*//; s/^$key *: */$key: /p" "$config/server.yaml")
        if [ "$there" = "$line" ]; then
            :
        elif grep -q "^$key *:" "$config/server.yaml"; then
            say "note: $config/server.yaml stays as it is, but this server needs: $line"
        else
            say "note: $config/server.yaml stays as it is, but it lacks: $line"
        fi
    done
}

install_state() {
    if [ ! -d "$state" ]; then
        make_folder "$(dirname "$state")" 755
        undo_by "rm -rf $(quoted "$state")"
        mkdir -m 700 "$state" || fail "cannot make the folder $state"
        own "$state"
    fi
    make_ledger
}

yaml_text() {
    printf '"'
    printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'
    printf '"'
}
