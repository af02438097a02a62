package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file that holds what is settled in a repository: one line an item, fields apart by tabs, the
 * free text last.
 *
 * <pre>
 * refwarden settled 2
 * settled   commit time aspects declared rule
 * accepted  seq file offset length hash fresh|seen
 * tip       before after commit time extends|leaves aspects ref rule
 * end
 * </pre>
 *
 * <p>{@code declared} is when, in milliseconds since 1970, an administrator declared it. {@code tip} lines belong to the {@code accepted} line above them. A rule's name is empty for what
 * an administrator declared. The last line shows that nothing is missing.
 */
final class SettledFile {
    private static final String FIRST_LINE = "refwarden settled 2";
    private static final String LAST_LINE = "end";

    private SettledFile() {}

    static byte[] write(Settled settled) {
        StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        for (SettledTip tip : settled.tips()) {
            line(
                    out,
                    "settled",
                    tip.commit().hex(),
                    Long.toString(tip.claimedTime()),
                    aspects(tip.aspects()),
                    tip.declared().map(at -> Long.toString(at.toEpochMilli())).orElse(""),
                    tip.rule().orElse(""));
        }
        for (Acceptance acceptance : settled.waiting()) {
            write(acceptance, out);
        }
        return out.append(LAST_LINE).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Acceptance acceptance, StringBuilder out) {
        DecisionLog.Position position = acceptance.position();
        line(
                out,
                "accepted",
                Long.toString(position.seq()),
                Integer.toString(position.file()),
                Long.toString(position.offset()),
                Integer.toString(position.length()),
                position.hash().hex(),
                acceptance.fresh() ? "fresh" : "seen");
        for (AcceptedTip tip : acceptance.tips()) {
            line(
                    out,
                    "tip",
                    tip.before().hex(),
                    tip.after().hex(),
                    tip.commit().hex(),
                    Long.toString(tip.claimedTime()),
                    tip.extendsLine() ? "extends" : "leaves",
                    aspects(tip.aspects()),
                    tip.ref().value(),
                    tip.rule());
        }
    }

    private static void line(StringBuilder out, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : "\t").append(oneLine(fields[i]));
        }
        out.append('\n');
    }

    /** No ref and no rule's name has control characters; one that had could pretend to be another line. */
    private static String oneLine(String field) {
        return field.chars().noneMatch(c -> c < ' ') ? field : "\ufffd";
    }

    /** Absent where the file is not whole, or not of this form. */
    static Optional<Settled> read(byte[] file) {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length < 3 || !lines[0].equals(FIRST_LINE) || !lines[lines.length - 2].equals(LAST_LINE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(lines));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Settled read(String[] lines) {
        List<SettledTip> tips = new ArrayList<>();
        List<Acceptance> waiting = new ArrayList<>();
        for (int i = 1; i < lines.length - 2; i++) {
            String[] field = lines[i].split("\t", 9);
            switch (field[0]) {
                case "settled" -> tips.add(settled(field));
                case "accepted" -> {
                    List<AcceptedTip> accepted = new ArrayList<>();
                    while (lines[i + 1].startsWith("tip\t")) {
                        i++;
                        accepted.add(tip(lines[i].split("\t", 9)));
                    }
                    waiting.add(accepted(field, accepted));
                }
                default -> throw new IllegalArgumentException("line " + (i + 1));
            }
        }
        return new Settled(tips, waiting);
    }

    private static SettledTip settled(String[] field) {
        return new SettledTip(
                field[5].isEmpty() ? Optional.empty() : Optional.of(field[5]),
                aspects(field[3]),
                ObjectId.fromHex(field[1]),
                field[4].isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(field[4]))),
                Long.parseLong(field[2]));
    }

    private static Acceptance accepted(String[] field, List<AcceptedTip> tips) {
        DecisionLog.Position position = new DecisionLog.Position(
                Long.parseLong(field[1]),
                Integer.parseInt(field[2]),
                Long.parseLong(field[3]),
                Integer.parseInt(field[4]),
                new LineHash(field[5]));
        return new Acceptance(position, field[6].equals("fresh"), tips);
    }

    private static AcceptedTip tip(String[] field) {
        return new AcceptedTip(
                field[8],
                aspects(field[6]),
                new RefName(field[7]),
                ObjectId.fromHex(field[1]),
                ObjectId.fromHex(field[2]),
                ObjectId.fromHex(field[3]),
                Long.parseLong(field[4]),
                field[5].equals("extends"));
    }

    private static String aspects(Set<Aspect> aspects) {
        return (aspects.contains(Aspect.COMMITS) ? "c" : "-")
                + (aspects.contains(Aspect.PATHS) ? "p" : "-")
                + (aspects.contains(Aspect.APPROVALS) ? "a" : "-");
    }

    private static Set<Aspect> aspects(String text) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (text.charAt(0) == 'c') {
            aspects.add(Aspect.COMMITS);
        }
        if (text.charAt(1) == 'p') {
            aspects.add(Aspect.PATHS);
        }
        if (text.length() > 2 && text.charAt(2) == 'a') {
            aspects.add(Aspect.APPROVALS);
        }
        return aspects;
    }
}
