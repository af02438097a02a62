# Finds the Java that hooks will run, by absolute path.

find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
    else
        java=$(command -v java) || fail "no java found: install a JDK, 17 or newer, or set JAVA_HOME"
    fi
    java=$(readlink -f "$java")
    check_path "$java"
    java_says=$("$java" -XshowSettings:properties -version 2>&1) || true
    java_version=$(echo "$java_says" | sed -n 's/^ *java\.specification\.version = *\([0-9][0-9.]*\).*/\1/p')
    # An archive fits the build that made it only.
    java_build=$(echo "$java_says" | sed -n 's/^ *java\.vm\.version = *//p')
    case $java_version in
    '') fail "$java does not say which version it is" ;;
    1.*) fail "$java is version $java_version; 17 or newer is needed" ;;
    esac
    [ "${java_version%%.*}" -ge 17 ] || fail "$java is version $java_version; 17 or newer is needed"
    # From Java 24 on it warns whoever loads a library, such as SQLite, without being told that it may.
    native=
    [ "${java_version%%.*}" -lt 24 ] || native=--enable-native-access=ALL-UNNAMED
}

build_jar() {
    jar=$here/target/refwarden.jar
    if [ -f "$jar" ]; then
        [ -z "$(find "$here/src/main" "$here/pom.xml" -newer "$jar" 2>/dev/null | head -n 1)" ] ||
            say "note: $jar is older than its sources; if they are to be installed, run \"mvn package\" first"
        return 0
    fi
    command -v mvn >/dev/null || fail "the program is not built, and there is no mvn to build it with"
    say "building refwarden.jar"
    (cd "$here" && mvn -q -B -DskipUnitTests package) || fail "the build failed"
}
