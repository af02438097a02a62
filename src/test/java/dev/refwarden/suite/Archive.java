package dev.refwarden.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program under test with its archive for fast starts, made once for this Java and kept under {@code target} as long as the
 * program is the same. Hooks of scenarios start with it, and installations take it over.
 */
public final class Archive {
    private static final Path BUILT = Path.of("target/refwarden.jar").toAbsolutePath();
    private static final Path TESTS = Path.of("target/refwarden-tests.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static @Nullable Archive made;

    private final Path folder;

    private Archive(Path folder) {
        this.folder = folder;
    }

    /** Makes it where it is not there yet. */
    public static synchronized Archive make() throws IOException, InterruptedException {
        if (made != null) {
            return made;
        }
        Path folder = Path.of("target/archive", Runtime.version().toString()).toAbsolutePath();
        Path jar = folder.resolve("refwarden.jar");
        if (!isMadeHere(folder) || Files.mismatch(jar, BUILT) >= 0) {
            SuiteFolder.delete(folder);
            Files.createDirectories(folder);
            Files.copy(BUILT, jar);
            make(folder);
            Files.writeString(folder.resolve("place"), folder.toString());
        }
        made = new Archive(folder);
        return made;
    }

    /** Java would only warn of an archive that was copied here with the whole of {@code target}, and start slowly. */
    private static boolean isMadeHere(Path folder) throws IOException {
        Path place = folder.resolve("place");
        return Files.exists(place) && Files.readString(place).equals(folder.toString());
    }

    /** By the installer's own steps. */
    private static void make(Path folder) throws IOException, InterruptedException {
        String script = "set -eu; for part in words java archive versions; do . src/install/$part.sh; done; umask 022; "
                + "find_java; version=$1; unpack_sqlite; make_archive; printf %s \"$java_build\" >\"$version/java\"";
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", script, "sh", folder.toString()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", SuiteFolder.path().toString());
        builder.environment().remove("REFWARDEN_ARCHIVE");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.startsWith("set up")) {
            throw new IOException("no archive for fast starts could be made:\n" + said);
        }
    }

    public Path folder() {
        return folder;
    }

    /** A command, quoted for sh, that starts a Java with the program and its tests on the class path. */
    public String command(String options) {
        String flags = Runtime.version().feature() >= 25
                ? "--enable-native-access=ALL-UNNAMED '-XX:AOTCache=" + folder.resolve("refwarden.aot") + "'"
                : "'-XX:SharedArchiveFile=" + folder.resolve("refwarden.jsa") + "'";
        String sqlite = "'-Dorg.sqlite.lib.path=" + folder + "' -Dorg.sqlite.lib.name=libsqlitejdbc.so ";
        return "'" + JAVA + "' " + flags + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + sqlite + options + " -cp '"
                + folder.resolve("refwarden.jar") + ":" + TESTS + "'";
    }
}
