package dev.refwarden.ledger.legacy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.AcceptedTip;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.ledger.LineHash;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.ledger.Succession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What 0.1 kept as settled in a repository, and as accepted and waiting to land: a file below {@code repositories/}, one
 * line an item, fields apart by tabs.
 *
 * <pre>
 * refwarden settled 3
 * settled   commit time aspects declared only rule
 * accepted  seq file offset length hash fresh|seen
 * tip       before after commit time extends|leaves all|own aspects ref rule
 * end
 * </pre>
 *
 * <p>Form 2 had neither {@code only} nor {@code all|own}, form 1 no {@code declared} either; in both, aspects were the
 * letters {@code c}, {@code p} and {@code a}, or {@code -} for each.
 */
record OldSettled(List<SettledTip> tips, List<Waiting> waiting) {
    private static final String FIRST_LINE = "refwarden settled ";
    private static final String LAST_LINE = "end";

    OldSettled {
        tips = List.copyOf(tips);
        waiting = List.copyOf(waiting);
    }

    /** A push whose decision is line {@code seq}, if that line has this hash. */
    record Waiting(long seq, LineHash line, List<AcceptedTip> tips) {
        Waiting {
            tips = List.copyOf(tips);
        }
    }

    /** Absent where the file is not whole, or of no form that is known. */
    static Optional<OldSettled> read(byte[] file) {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        boolean whole = lines.length >= 3
                && lines[0].startsWith(FIRST_LINE)
                && lines[lines.length - 2].equals(LAST_LINE)
                && lines[lines.length - 1].isEmpty();
        if (!whole) {
            return Optional.empty();
        }
        try {
            int form = Integer.parseInt(lines[0].substring(FIRST_LINE.length()));
            return form >= 1 && form <= 3 ? Optional.of(new Reading(lines, form).read()) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private record Reading(String[] lines, int form) {
        OldSettled read() {
            List<SettledTip> tips = new ArrayList<>();
            List<Waiting> waiting = new ArrayList<>();
            for (int i = 1; i < lines.length - 2; i++) {
                String[] field = lines[i].split("\t", 10);
                switch (field[0]) {
                    case "settled" -> tips.add(settled(field));
                    case "accepted" -> {
                        List<AcceptedTip> accepted = new ArrayList<>();
                        while (lines[i + 1].startsWith("tip\t")) {
                            i++;
                            accepted.add(tip(lines[i].split("\t", 10)));
                        }
                        waiting.add(new Waiting(Long.parseLong(field[1]), new LineHash(field[5]), accepted));
                    }
                    default -> throw new IllegalArgumentException("line " + (i + 1));
                }
            }
            return new OldSettled(tips, waiting);
        }

        private SettledTip settled(String[] field) {
            String declared = form == 1 ? "" : field[4];
            String only = form == 3 ? field[5] : "";
            String rule = field[form + 3];
            return new SettledTip(
                    Optional.of(rule).filter(name -> !name.isEmpty()),
                    rule.isEmpty() ? EnumSet.allOf(Aspect.class) : aspects(field[3]),
                    ObjectId.fromHex(field[1]),
                    Optional.of(only).filter(ref -> !ref.isEmpty()).map(RefName::new),
                    declared.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(declared))),
                    Long.parseLong(field[2]));
        }

        private AcceptedTip tip(String[] field) {
            int behind = form == 3 ? 7 : 6;
            return new AcceptedTip(
                    field[behind + 2],
                    aspects(field[behind]),
                    new RefName(field[behind + 1]),
                    ObjectId.fromHex(field[1]),
                    ObjectId.fromHex(field[2]),
                    ObjectId.fromHex(field[3]),
                    Long.parseLong(field[4]),
                    field[5].equals("extends"),
                    form == 3 && field[6].equals("own"),
                    Succession.NONE);
        }

        private static Set<Aspect> aspects(String text) {
            Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
            int place = 0;
            for (Aspect aspect : Arrays.asList(Aspect.values())) {
                if (place < text.length() && text.charAt(place++) != '-') {
                    aspects.add(aspect);
                }
            }
            return aspects;
        }
    }
}
