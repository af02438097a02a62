package dev.refwarden.ledger;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.policy.Glob;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query as a condition on the table of decisions, called {@code d}, among the lines of a part of the log: from one line
 * on, before another one.
 */
final class DecisionFilter {
    /** Shorter text is not taken for the beginning of an object's name. */
    private static final int FEWEST_DIGITS = 4;

    /** Rows of an index that belong to that part. */
    private static final String IN_PART = " AND seq >= ? AND seq < ?";

    /** The edges of the part, among the parameters. */
    private enum Edge {
        FROM,
        BEFORE
    }

    private final Session session;
    private final String ids;
    private final StringBuilder where = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private DecisionFilter(Session session, String ids) {
        this.session = session;
        this.ids = ids;
    }

    /**
     * Makes a query's condition.
     *
     * @param ids the statement that gives the numbers in a JSON list
     */
    static DecisionFilter of(Session session, String ids, DecisionQuery query) throws IOException {
        DecisionFilter filter = new DecisionFilter(session, ids);
        filter.add("d.seq >= ? AND d.seq < ?", Edge.FROM, Edge.BEFORE);
        filter.where
                .append(" AND d.kind IN (")
                .append(query.kinds().stream()
                        .map(kind -> String.valueOf(kind.number()))
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .append(')');
        filter.names(query);
        filter.address(query.address());
        query.since().ifPresent(time -> filter.add(" AND d.time >= ?", millis(time)));
        query.until().ifPresent(time -> filter.add(" AND d.time < ?", millis(time)));
        String text = query.text().strip().toLowerCase(Locale.ROOT);
        if (!text.isEmpty()) {
            filter.text(text);
        }
        return filter;
    }

    /** Can be gone on with {@code AND}. */
    String where() {
        return where.toString();
    }

    /**
     * What the condition's question marks stand for, with others behind.
     *
     * @param from the first line of the part
     * @param before the line behind its last one
     */
    Object[] with(long from, long before, Object... others) {
        List<Object> all = new ArrayList<>();
        for (Object parameter : parameters) {
            all.add(parameter == Edge.FROM ? (Object) from : parameter == Edge.BEFORE ? (Object) before : parameter);
        }
        all.addAll(List.of(others));
        return all.toArray();
    }

    /** The same for the whole log. */
    Object[] withAll() {
        return with(0, Long.MAX_VALUE);
    }

    private void names(DecisionQuery query) throws IOException {
        List<Long> repositories = List.of();
        if (!query.repository().isEmpty()) {
            repositories = named("repositories", new Glob(query.repository()));
            among(" AND d.repository", repositories);
        }
        if (!query.ref().isEmpty()) {
            where.append(" AND d.seq IN (SELECT seq FROM decision_refs WHERE");
            among(" ref", named("names", ref(query.ref())));
            if (!query.repository().isEmpty()) {
                among(" AND repository", repositories);
            }
            part();
            where.append(')');
        }
        standing(query.pusher(), DecisionRows.Role.PUSHER);
        standing(query.code(), DecisionRows.Role.CODE);
        standing(query.involving(), DecisionRows.Role.PUSHER, DecisionRows.Role.SIGNER);
    }

    /** That a name, if it is not empty, is in a decision as one of these. */
    private void standing(String name, DecisionRows.Role... roles) {
        if (!name.isEmpty()) {
            String numbers =
                    Stream.of(roles).map(role -> String.valueOf(role.number())).collect(Collectors.joining(", "));
            add(
                    " AND d.seq IN (SELECT seq FROM decision_names WHERE role IN (" + numbers
                            + ") AND name = (SELECT id FROM names WHERE name = ?)" + IN_PART + ")",
                    name,
                    Edge.FROM,
                    Edge.BEFORE);
        }
    }

    private void address(String address) throws IOException {
        if (address.endsWith(".") || address.endsWith(":")) {
            where.append(" AND d.seq IN (SELECT seq FROM decision_names WHERE role = ")
                    .append(DecisionRows.Role.ADDRESS.number());
            among(" AND name", those("names", name -> name.startsWith(address)));
            part();
            where.append(')');
        } else {
            standing(address, DecisionRows.Role.ADDRESS);
        }
    }

    private void text(String text) throws IOException {
        Predicate<String> holding = name -> name.toLowerCase(Locale.ROOT).contains(text);
        List<Long> names = those("names", holding);
        where.append(" AND (");
        among("d.repository", those("repositories", holding));
        where.append(" OR d.seq IN (SELECT seq FROM decision_refs WHERE");
        among(" ref", names);
        part();
        where.append(") OR d.seq IN (SELECT seq FROM decision_names WHERE role IN (0, 1, 2, 3, 4)");
        among(" AND name", names);
        part();
        where.append(')');
        CaseId.read(text).ifPresent(id -> add(" OR d.seq = (SELECT max(seq) FROM cases WHERE id = ?)", id.value()));
        if (isBeginning(text)) {
            long first = DecisionRows.objectNumber(text);
            int digits = Math.min(DecisionRows.OBJECT_DIGITS, text.length());
            add(
                    " OR d.seq IN (SELECT seq FROM decision_objects WHERE object >= ? AND object < ?" + IN_PART + ")",
                    first,
                    first + (1L << (4 * (DecisionRows.OBJECT_DIGITS - digits))),
                    Edge.FROM,
                    Edge.BEFORE);
        }
        where.append(')');
    }

    private void part() {
        add(IN_PART, Edge.FROM, Edge.BEFORE);
    }

    private void add(String condition, Object... values) {
        where.append(condition);
        parameters.addAll(List.of(values));
    }

    private void among(String column, List<Long> numbers) {
        if (numbers.size() == 1) {
            // Rows of one number come in the order of an index.
            add(column + " = ?", numbers.get(0));
        } else {
            add(column + " IN (" + ids + ")", numbers.toString());
        }
    }

    private List<Long> named(String table, Glob glob) throws IOException {
        return glob.isLiteral()
                ? session.list("SELECT id FROM " + table + " WHERE name = ?", row -> row.getLong(1), glob.pattern())
                : those(table, glob::matches);
    }

    private List<Long> those(String table, Predicate<String> wanted) throws IOException {
        List<Long> those = new ArrayList<>();
        session.each("SELECT id, name FROM " + table, row -> {
            if (wanted.test(row.getString(2))) {
                those.add(row.getLong(1));
            }
        });
        return those;
    }

    private static Glob ref(String name) {
        String full = name.startsWith("refs/") || name.startsWith("**") ? name : "refs/*/" + name;
        return new Glob(full.endsWith("/") ? full + "**" : full);
    }

    private static boolean isBeginning(String text) {
        return text.length() >= FEWEST_DIGITS
                && text.length() <= ObjectFormat.SHA256.hexDigits()
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
