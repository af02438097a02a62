package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts and groups that this machine's own files know; there may be others. */
record Accounts(List<String[]> accounts, List<String[]> groups) {
    static Accounts read() throws IOException {
        return new Accounts(lines(Path.of("/etc/passwd"), 7), lines(Path.of("/etc/group"), 4));
    }

    /** An account's home. */
    Optional<String> home(int uid) {
        return accounts.stream()
                .filter(fields -> fields[2].equals(Integer.toString(uid)))
                .map(fields -> fields[5])
                .findFirst();
    }

    /** Whether an account is the only one in a group, by all that is known; not where the group is not known. */
    boolean isAlone(int gid, int uid) {
        String group = Integer.toString(gid);
        Optional<String> name = accounts.stream()
                .filter(fields -> fields[2].equals(Integer.toString(uid)))
                .map(fields -> fields[0])
                .findFirst();
        boolean primaryOfOthers = accounts.stream()
                .anyMatch(fields -> fields[3].equals(group) && !fields[2].equals(Integer.toString(uid)));
        return name.isPresent()
                && !primaryOfOthers
                && groups.stream()
                        .filter(fields -> fields[2].equals(group))
                        .anyMatch(fields -> fields[3].isEmpty() || fields[3].equals(name.get()));
    }

    private static List<String[]> lines(Path file, int fields) throws IOException {
        List<String[]> lines = new ArrayList<>();
        if (Files.isReadable(file)) {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                String[] split = line.split(":", -1);
                if (split.length >= fields) {
                    lines.add(split);
                }
            }
        }
        return lines;
    }
}
