package dev.refwarden.format.ssh;

import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.KeyOffer;
import dev.refwarden.format.OfferedKey;
import dev.refwarden.format.PeopleEntry;
import dev.refwarden.format.PrivateKeys;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files of SSH keys: {@code .pub} files, allowed signers, {@code authorized_keys}, what a forge gives under {@code .keys},
 * and an export of a directory in LDIF (RFC 2849).
 */
final class SshKeyFiles implements KeyFiles {
    /** Lines of keys bear no mark; a file that bears none is taken for such lines, whose reader says what it is instead. */
    @Override
    public boolean recognizes(byte[] file) {
        return false;
    }

    @Override
    public List<byte[]> split(byte[] file) {
        if (PrivateKeys.isIn(file)) {
            return List.of(file);
        }
        try {
            List<byte[]> keys = new ArrayList<>();
            for (SshKeyFile.Line line : SshKeyFile.lines(file)) {
                keys.add(line.text().getBytes(StandardCharsets.UTF_8));
            }
            return keys.size() > 1 ? keys : List.of(file);
        } catch (UnusableKey e) {
            // Whoever reads it says why.
            return List.of(file);
        }
    }

    @Override
    public String kind(byte[] file) {
        try {
            return SshPublicKey.parse(SshKeyFile.onlyLine(file))
                    .type()
                    .keyType()
                    .yamlName();
        } catch (UnusableKey e) {
            return "key";
        }
    }

    @Override
    public PeopleEntry entry(byte[] file, PeopleEntry.Wanted wanted) throws UnusableKey {
        String line = SshKeyFile.onlyLine(file);
        SshPublicKey.parse(line).validate();
        return entry(line);
    }

    static PeopleEntry entry(String line) {
        return PeopleEntry.of("ssh: \"" + SshKeyFile.enrolled(line) + "\"");
    }

    @Override
    public Optional<List<KeyOffer>> offers(byte[] file, List<String> owner) {
        List<KeyOffer> offers = new ArrayList<>();
        if (Ldif.isOne(new String(file, StandardCharsets.ISO_8859_1))) {
            for (Ldif.Entry entry : new Ldif(file).entries()) {
                for (String line : entry.keys()) {
                    offers.add(KeyOffer.of(":" + entry.line(), () -> offered(line, entry.names(), Optional.empty())));
                }
            }
            return Optional.of(offers);
        }
        try {
            List<SshKeyFile.Line> lines = SshKeyFile.lines(file);
            boolean ofSigners = AllowedSigner.isFile(lines)
                    && AuthorizedKey.namesSigners(lines.get(0).text());
            for (SshKeyFile.Line line : lines) {
                offers.add(KeyOffer.of(
                        ":" + line.number(), () -> ofSigners ? signer(line.text()) : authorized(line.text(), owner)));
            }
        } catch (UnusableKey e) {
            offers.add(KeyOffer.refused("", String.valueOf(e.getMessage())));
        }
        return Optional.of(offers);
    }

    @Override
    public Optional<List<KeyOffer>> signers(byte[] file) throws UnusableKey {
        List<SshKeyFile.Line> lines = SshKeyFile.lines(file);
        if (!AllowedSigner.isFile(lines)) {
            return Optional.empty();
        }
        return Optional.of(lines.stream()
                .map(line -> KeyOffer.of(
                        ":" + line.number(), () -> AllowedSigner.of(line.text()).offered()))
                .toList());
    }

    private static OfferedKey signer(String line) throws UnusableKey {
        OfferedKey signer = AllowedSigner.of(line).offered();
        signer.key().validate();
        return signer;
    }

    private static OfferedKey authorized(String line, List<String> owner) throws UnusableKey {
        AuthorizedKey authorized = AuthorizedKey.of(line);
        return offered(authorized.line(), owner, authorized.until());
    }

    private static OfferedKey offered(String line, List<String> names, Optional<Instant> until) throws UnusableKey {
        SshPublicKey key = SshPublicKey.parse(line);
        key.validate();
        List<String> addresses = new ArrayList<>(names);
        String[] words = line.strip().split("\\s+", 3);
        if (words.length > 2) {
            addresses.addAll(OfferedKey.addressesIn(words[2]));
        }
        PeopleEntry entry = entry(line);
        return new OfferedKey(key, key.type().keyType().yamlName(), id -> entry, OfferedKey.Terms.of(addresses, until));
    }
}
