package dev.refwarden.policy;

import dev.refwarden.key.Person;
import dev.refwarden.policy.CacheIn.Damaged;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.CodeSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * People and rules as an earlier program understood the very same files, byte for byte. Understanding them takes a large
 * part of the time of a push where there are hundreds, while reading and comparing them does not.
 *
 * <p>Its bytes, each list and text behind its length:
 *
 * <pre>
 * text    "refwarden configuration 1 PROGRAM"
 * bytes   SHA-256 of the files, as {@link ConfigFolder#digestSoFar} has it after them
 * bytes   list of people, as {@link PersonCodec} writes them
 *         policy, as {@link PolicyCodec} writes it
 * list    names in the folder of people
 * list    names and bytes of the files, in the order of reading
 * number  CRC-32 of all before, against bad disks
 * </pre>
 *
 * @param people by their files; those who are more than their own file says are left out
 */
record CachedConfiguration(Map<String, Person> people, PolicyReader.Rules policy) {
    /**
     * What was kept, if it is of files with the names and bytes that {@code folder} has. They count as read then.
     *
     * @param kept by {@link #write}, or anything else
     */
    static Optional<CachedConfiguration> read(byte[] kept, ConfigFolder folder) {
        int end = kept.length - Integer.BYTES;
        if (end < 0
                || !isPossible()
                || ByteBuffer.wrap(kept, end, Integer.BYTES).getInt() != checksum(kept, end)) {
            return Optional.empty();
        }
        try {
            CacheIn in = CacheIn.of(kept, end);
            if (!in.text().equals(firstLine())) {
                return Optional.empty();
            }
            byte[] digest = in.bytes();
            Beside<Optional<CachedConfiguration>> understood = understood(in.part());
            if (!isOf(folder, in)) {
                return Optional.empty();
            }
            folder.resumeDigest(digest);
            return understood.get();
        } catch (Damaged e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(ConfigFolder folder, CacheIn in) throws Damaged {
        Optional<List<String>> listed = folder.list(Configuration.PEOPLE, new Problems());
        if (!listed.equals(Optional.of(in.texts()))) {
            return false;
        }
        for (int left = in.number(); left > 0; left--) {
            if (!folder.holds(in.text(), in.bytes())) {
                return false;
            }
        }
        in.end();
        return true;
    }

    /** On another thread, since it takes as long as the comparing. */
    private static Beside<Optional<CachedConfiguration>> understood(CacheIn in) {
        return Beside.of("configuration", () -> {
            try {
                return Optional.of(understand(in));
            } catch (Damaged e) {
                return Optional.empty();
            }
        });
    }

    private static CachedConfiguration understand(CacheIn in) throws Damaged {
        Map<String, Person> people = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            Person person = PersonCodec.read(in);
            people.put(ConfigurationReader.fileOf(person.id()), person);
        }
        PolicyReader.Rules policy = PolicyCodec.read(in);
        in.end();
        return new CachedConfiguration(people, policy);
    }

    /** What {@link #read} understands, if nothing was wrong with these files. */
    static byte[] write(ReadFiles read, Collection<Person> people, PolicyReader.Rules policy) {
        CacheOut out = new CacheOut();
        out.text(firstLine());
        out.bytes(read.digest());
        CacheOut understood = new CacheOut();
        understood.list(
                people.stream().filter(PersonCodec::isPlain).toList(), person -> PersonCodec.write(person, understood));
        PolicyCodec.write(policy, understood);
        out.bytes(understood.written());
        out.texts(read.people());
        out.list(read.files().entrySet(), file -> {
            out.text(file.getKey());
            out.bytes(file.getValue());
        });
        byte[] content = out.written();
        out.number(checksum(content, content.length));
        return out.written();
    }

    /**
     * Files that were read.
     *
     * @param people the names in the folder of people
     * @param files by name, in the order of reading
     * @param digest of them
     */
    record ReadFiles(List<String> people, Map<String, byte[]> files, byte[] digest) {}

    /** Whether it can be told which program this is; if not, nothing is kept. */
    static boolean isPossible() {
        return program().isPresent();
    }

    private static String firstLine() {
        return "refwarden configuration 1 " + program().orElseThrow();
    }

    /**
     * The jar or folder that this class is from: another program may understand the same files differently. Nothing where
     * a program was put together in such a way that this is no file of its own.
     */
    private static Optional<String> program() {
        CodeSource source = CachedConfiguration.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        String location = source.getLocation().toString();
        if (!location.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            File file = new File(URI.create(location));
            return Optional.of(file + " " + file.lastModified() + " " + file.length());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
