package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows by which decisions are found: for each one row with its time, kind and repository, and others for its refs,
 * for the names of people, keys and reasons in it, and for the objects that it is about. Names have numbers, so that
 * rows are small.
 */
final class DecisionRows {
    /** Of an object's name, so many hex digits are kept. */
    static final int OBJECT_DIGITS = 14;

    /** As what a name is in a decision. */
    enum Role {
        /** A person's id or an account. */
        PUSHER(0),
        /** A person's id, a key's id or a fingerprint. */
        SIGNER(1),
        /** A code by which a push was refused or, where it was not, of a warning. */
        CODE(2),
        /** A code of a warning besides what a push was refused for. */
        WARNING(3),
        /** From where it was pushed. */
        ADDRESS(4),
        /** The case that people said something about. */
        ABOUT(5),
        /** The repository of which a line raises an alarm. */
        ALARM(6);

        private final int number;

        Role(int number) {
            this.number = number;
        }

        /** As the tables write it. */
        int number() {
            return number;
        }
    }

    static final String DECISIONS = "INSERT INTO decisions VALUES (?, ?, ?, ?)";
    static final String REFS = "INSERT INTO decision_refs VALUES (?, ?, ?)";
    static final String NAMES = "INSERT INTO decision_names VALUES (?, ?, ?)";
    static final String OBJECTS = "INSERT INTO decision_objects VALUES (?, ?)";

    private final IndexRows rows;
    private final Names numbers;

    DecisionRows(IndexRows rows, Names numbers) {
        this.rows = rows;
        this.numbers = numbers;
    }

    /** @param repository its number; 0 where the line names none */
    void add(LoggedLine line, long repository) throws IOException {
        addNames(line, Role.ABOUT, CaseEvent.caseOf(line));
        if (line.fields().containsKey("alarms")) {
            addNames(line, Role.ALARM, Set.of(line.text("repository")));
        }
        addObjects(line, Drill.announced(line));
        Optional<DecisionKind> kind = DecisionKind.of(line);
        if (kind.isEmpty()) {
            return;
        }
        Object[] decision = {line.seq(), line.time().toEpochMilli(), kind.get().number(), repository};
        rows.insert(DECISIONS, List.<Object[]>of(decision));
        boolean baseline = kind.get() == DecisionKind.BASELINE;
        Set<String> refs = new LinkedHashSet<>();
        line.objects(baseline ? "refs" : "updates").forEach(item -> refs.add(LoggedLine.text(item, "ref")));
        Map<Role, Set<String>> names = baseline ? Map.of() : names(line, kind.get());
        Set<String> all = new LinkedHashSet<>(refs);
        names.values().forEach(all::addAll);
        Map<String, Long> known = numbers.of(all);
        List<Object[]> refRows = new ArrayList<>();
        numbers(refs, known).forEach(ref -> refRows.add(new Object[] {repository, ref, line.seq()}));
        rows.insert(REFS, refRows);
        addNames(line, names, known);
    }

    /** What is in lines that are not decisions, too. */
    private void addNames(LoggedLine line, Role role, Set<String> names) throws IOException {
        Set<String> told = new LinkedHashSet<>(names);
        told.remove("");
        if (!told.isEmpty()) {
            addNames(line, Map.of(role, told), numbers.of(told));
        }
    }

    private void addNames(LoggedLine line, Map<Role, Set<String>> names, Map<String, Long> known) throws IOException {
        List<Object[]> nameRows = new ArrayList<>();
        names.forEach((role, those) ->
                numbers(those, known).forEach(name -> nameRows.add(new Object[] {role.number(), name, line.seq()})));
        rows.insert(NAMES, nameRows);
    }

    private static Set<Long> numbers(Set<String> names, Map<String, Long> known) {
        Set<Long> numbers = new TreeSet<>();
        names.forEach(name -> numbers.add(Objects.requireNonNull(known.get(name))));
        return numbers;
    }

    /** What is in a line as what; what it says of objects is written at once. */
    private Map<Role, Set<String>> names(LoggedLine line, DecisionKind kind) throws IOException {
        Set<String> signers = signers(line);
        Set<Long> objects = new TreeSet<>();
        boolean refused = kind == DecisionKind.REFUSED || kind == DecisionKind.DRILL;
        LoggedCommits.eachText(line, (name, value) -> {
            if (name.equals("id") && refused) {
                // Of an accepted push, which may bring very many, the tips are enough.
                addObject(value, objects);
            }
        });
        Set<String> codes = new LinkedHashSet<>();
        Set<String> warnings = new LinkedHashSet<>();
        for (Map<String, Object> code : line.objects("codes")) {
            boolean warns = refused && code.get("observed") == Boolean.TRUE;
            (warns ? warnings : codes).add(LoggedLine.text(code, "code"));
        }
        line.objects("updates").forEach(update -> addObject(LoggedLine.text(update, "new"), objects));
        line.objects("tags").forEach(tag -> addObject(LoggedLine.text(tag, "id"), objects));
        line.objects("findings").forEach(finding -> addObject(LoggedLine.text(finding, "object"), objects));
        addObjects(line, objects);
        Map<Role, Set<String>> names = new EnumMap<>(Role.class);
        names.put(Role.PUSHER, pusher(line));
        names.put(Role.ADDRESS, new LinkedHashSet<>(Set.of(line.text("address"))));
        names.put(Role.SIGNER, signers);
        names.put(Role.CODE, codes);
        names.put(Role.WARNING, warnings);
        names.values().forEach(those -> those.remove(""));
        return names;
    }

    private void addObjects(LoggedLine line, Set<Long> objects) throws IOException {
        List<Object[]> objectRows = new ArrayList<>();
        objects.forEach(object -> objectRows.add(new Object[] {object, line.seq()}));
        rows.insert(OBJECTS, objectRows);
    }

    /** Every key and person that signed anything in a line. */
    static Set<String> signers(LoggedLine line) throws IOException {
        Set<String> signers = new LinkedHashSet<>();
        LoggedCommits.eachText(line, (name, value) -> {
            if (!name.equals("id")) {
                signers.add(value);
            }
        });
        for (Map<String, Object> signed : signatures(line)) {
            for (String field : List.of("signer", "key", "fingerprint")) {
                signers.add(LoggedLine.text(signed, field));
            }
        }
        signers.remove("");
        return signers;
    }

    private static Set<String> pusher(LoggedLine line) {
        Set<String> names = new LinkedHashSet<>();
        for (Map<String, Object> pusher : objectIn(line.fields(), "pusher")) {
            names.add(LoggedLine.text(pusher, "person"));
            names.add(LoggedLine.text(pusher, "account"));
        }
        return names;
    }

    /** Everything that someone signed besides commits: tags, approvals, the push itself, waivers. */
    private static List<Map<String, Object>> signatures(LoggedLine line) {
        List<Map<String, Object>> signatures = new ArrayList<>(line.objects("tags"));
        signatures.addAll(line.objects("approvals"));
        signatures.addAll(objectIn(line.fields(), "certificate"));
        objectIn(line.fields(), "waiver").forEach(waiver -> signatures.addAll(LoggedLine.objects(waiver, "by")));
        return signatures;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objectIn(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> object ? List.of((Map<String, Object>) object) : List.of();
    }

    private static void addObject(String hex, Set<Long> objects) {
        if (ObjectId.isHex(hex) && !ObjectId.fromHex(hex).isNull()) {
            objects.add(objectNumber(hex));
        }
    }

    /** What the tables know an object by, or the smallest of those that begin with these digits. */
    static long objectNumber(String digits) {
        String some = digits.substring(0, Math.min(OBJECT_DIGITS, digits.length()));
        return Long.parseLong(some, 16) << (4 * (OBJECT_DIGITS - some.length()));
    }
}
