# CONFIG and STATE: laid down where nothing is, never changed where something is.

install_config() {
    mkdir -p "$config"
    for folder in people keys authorities; do
        mkdir -p "$config/$folder"
    done
    [ -d "$config/secrets" ] || { mkdir "$config/secrets" && chmod 700 "$config/secrets" && own "$config/secrets"; }
    if [ ! -e "$config/policy.yaml" ]; then
        if [ "$enforce" = yes ]; then
            sed '/^ *mode: observe/d' "$here/policies/starter/policy.yaml" >"$config/policy.yaml"
            say "laid down a starter policy in $config, which refuses"
        else
            cp "$here/policies/starter/policy.yaml" "$config/policy.yaml"
            say "laid down a starter policy in $config, which observes: it only says what it would refuse"
        fi
    elif [ "$enforce" = yes ]; then
        say "note: $config/policy.yaml is there already and stays as it is; --enforce changes only the starter"
    fi
    if [ ! -e "$config/server.yaml" ]; then
        {
            echo "version: 1"
            echo "server: $(yaml_text "$(hostname -f 2>/dev/null || hostname)")"
            echo "root: $(yaml_text "$(common_parent)")"
        } >"$config/server.yaml"
        say "laid down $config/server.yaml: repositories are named by their place below $(common_parent)"
    fi
}

install_state() {
    if [ ! -d "$state" ]; then
        mkdir -p "$state"
        chmod 700 "$state"
        own "$state"
    fi
}

yaml_text() {
    printf '"'
    printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'
    printf '"'
}

# The folder that holds all repositories.
common_parent() {
    common=
    old_ifs=$IFS
    IFS=$newline
    for repo in $repos; do
        parent=$(dirname "$(git_dir "$repo")")
        [ "$(basename "$(git_dir "$repo")")" != .git ] || parent=$(dirname "$parent")
        if [ -z "$common" ]; then
            common=$parent
        fi
        while case $parent/ in "${common%/}"/*) false ;; *) true ;; esac do
            common=$(dirname "$common")
        done
    done
    IFS=$old_ifs
    printf '%s' "$common"
}

# Gives what is new to the account that owns the repositories, where that is another one.
own() {
    if [ "$(id -u)" = 0 ] && [ "$owner" != 0 ]; then
        chown "$owner:$owner_group" "$1"
    fi
}
