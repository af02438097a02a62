# What git calls: bin/refwarden, which starts Java.

# The hook passes through here, so nothing but the last line starts a process.
write_wrapper() {
    flag=$(archive_flag)
    cat <<END
#!/bin/sh
# Refwarden, for Java $java_build. Starts it by its absolute path, with nothing from the caller's environment that could change it.
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
LC_ALL=C.UTF-8
export LC_ALL
state=$(quoted "$state")
if [ "\${1-}" != pre-receive ] && [ -d "\$state" ] && ! [ -O "\$state" ] && [ "\$(id -u)" = 0 ]; then
    # Whatever writes STATE must belong to the account that the hooks run as.
    owner=\$(stat -c %u "\$state") group=\$(stat -c %g "\$state")
    exec setpriv --reuid "\$owner" --regid "\$group" --init-groups "\$0" "\$@"
fi
# Git keeps a push of a hundred objects or more as a pack; a smaller one is judged before the better compiler is warm.
# Whoever reads a long log or history is served by it, too.
compiler=-XX:TieredStopAtLevel=1
[ "\${1-}" = pre-receive ] || compiler=-XX:TieredStopAtLevel=4
# No push may take the memory of others; whatever is not the hook may take what the machine has.
memory=-Xmx512m
[ "\${1-}" = pre-receive ] || memory=-XX:MaxRAMPercentage=25
for pack in "\${GIT_QUARANTINE_PATH-\${GIT_OBJECT_DIRECTORY-}}"/pack/*.pack; do
    [ ! -e "\$pack" ] || compiler=-XX:TieredStopAtLevel=4
done
exec $(quoted "$java") ${flag:+$(quoted "$flag")} "\$compiler" "\$memory" -XX:+UseSerialGC \\
    -XX:-UsePerfData -XX:ErrorFile=/dev/null -XX:-CreateCoredumpOnCrash -Xlog:disable -Xlog:all=off \\
    -Drefwarden.config=$(quoted "$config") -Drefwarden.state="\$state" \\
    -cp $(quoted "$version/refwarden.jar") dev.refwarden.cli.Main "\$@"
END
}
