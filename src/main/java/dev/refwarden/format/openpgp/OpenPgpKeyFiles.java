package dev.refwarden.format.openpgp;

import dev.refwarden.format.FileText;
import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.KeyOffer;
import dev.refwarden.format.OfferedKey;
import dev.refwarden.format.PeopleEntry;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Certificates as {@code gpg --export} writes them, armored or not. */
final class OpenPgpKeyFiles implements KeyFiles {
    private static final String ARMORED = "-----BEGIN PGP";
    private static final String BEGIN = ARMORED + " PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final int PACKET = 0x80;

    @Override
    public boolean recognizes(byte[] file) {
        return text(file).contains(ARMORED) || isBinary(file);
    }

    private static boolean isBinary(byte[] file) {
        return file.length > 0 && (file[0] & PACKET) != 0 && !FileText.isMarked(file);
    }

    @Override
    public String kind(byte[] file) {
        return "openpgp";
    }

    @Override
    public PeopleEntry entry(byte[] file, PeopleEntry.Wanted wanted) throws UnusableKey {
        OpenPgpReduction own = OpenPgpReduction.of(file);
        OpenPgpCertificate.parse(own.bytes()).validate();
        return entry(wanted.id(), own);
    }

    private static PeopleEntry entry(KeyId id, OpenPgpReduction own) {
        String copy = "keys/" + id + ".asc";
        String note = own.leftOut() == 0
                ? ""
                : own.leftOut() + " certifications by others are left out of " + copy + ": nothing here rests on them";
        return new PeopleEntry("openpgp: " + copy, copy, armored(own.bytes()), note);
    }

    private static String armored(byte[] certificate) {
        String text = text(certificate);
        if (text.contains(ARMORED)) {
            return text;
        }
        return BEGIN + "\n\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate) + "\n" + END
                + "\n";
    }

    @Override
    public Optional<List<KeyOffer>> offers(byte[] file, List<String> owner) {
        String text = text(file);
        if (text.contains(BEGIN)) {
            return Optional.of(blocks(text, owner));
        }
        return isBinary(file) ? Optional.of(List.of(KeyOffer.of("", () -> offered(file, owner)))) : Optional.empty();
    }

    private static List<KeyOffer> blocks(String text, List<String> owner) {
        List<KeyOffer> offers = new ArrayList<>();
        String[] blocks = text.split("(?=" + BEGIN + ")", -1);
        for (String block : blocks) {
            if (block.startsWith(BEGIN)) {
                String place = blocks.length > 2 ? ", certificate " + (offers.size() + 1) : "";
                byte[] bytes = block.getBytes(StandardCharsets.ISO_8859_1);
                offers.add(KeyOffer.of(place, () -> offered(bytes, owner)));
            }
        }
        return offers;
    }

    private static OfferedKey offered(byte[] certificate, List<String> owner) throws UnusableKey {
        OpenPgpReduction own = OpenPgpReduction.of(certificate);
        OpenPgpCertificate key = OpenPgpCertificate.parse(own.bytes());
        key.validate();
        List<String> names = new ArrayList<>(owner);
        key.userIds().forEach(id -> names.addAll(OfferedKey.addressesIn(id)));
        return new OfferedKey(key, "openpgp", id -> entry(id, own), OfferedKey.Terms.of(names, Optional.empty()));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
