package dev.refwarden.cases;

import dev.refwarden.log.CaseId;
import dev.refwarden.object.ObjectId;
import dev.refwarden.policy.Glob;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A query, made ready for the rows of one chunk. */
final class Selection {
    /** Shorter text is not taken for the beginning of an object's name. */
    private static final int FEWEST_DIGITS = 4;

    private final Chunk chunk;
    private final CaseQuery query;
    private final int kinds;
    private final long since;
    private final long until;
    private final boolean[] repositories;
    private final boolean[] refs;
    private final boolean[] pushers;
    private final boolean[] involved;
    private final boolean[] signers;
    private final boolean[] codes;
    private final boolean[] texts;
    private final long textCase;
    private final int objectBits;
    private final int objectMask;
    private final boolean detailed;

    Selection(CaseQuery query, Chunk chunk) {
        this.chunk = chunk;
        this.query = query;
        this.kinds = query.kinds().stream().mapToInt(kind -> 1 << kind.number()).sum();
        this.since = query.since().map(Selection::millis).orElse(Long.MIN_VALUE);
        this.until = query.until().map(Selection::millis).orElse(Long.MAX_VALUE);
        this.repositories = named(query.repository());
        this.refs = query.ref().isEmpty() ? all() : those(ref(query.ref())::matches);
        this.pushers = exactly(query.pusher());
        this.involved = exactly(query.involving());
        this.signers = query.involving().isEmpty() ? all() : those(packed -> isSigner(packed, query.involving()));
        this.codes = exactly(query.code());
        String text = query.text().strip().toLowerCase(Locale.ROOT);
        this.texts = text.isEmpty()
                ? all()
                : those(string -> string.toLowerCase(Locale.ROOT).contains(text));
        this.textCase = CaseId.read(text).map(id -> CaseNumber.of(id.value())).orElse(-1L);
        int digits = isBeginning(text) ? Math.min(8, text.length()) : 0;
        this.objectBits = digits == 0 ? 0 : Integer.parseUnsignedInt(text, 0, digits, 16) << (32 - 4 * digits);
        this.objectMask = digits == 0 ? 0 : -1 << (32 - 4 * digits);
        this.detailed = !query.ref().isEmpty()
                || !query.code().isEmpty()
                || !query.involving().isEmpty()
                || !text.isEmpty()
                || query.object().isPresent();
    }

    /** Whether, by what the chunk says of itself, none of its rows can be meant. */
    boolean isHopeless() {
        return chunk.rows() == 0
                || chunk.latest() < since
                || chunk.earliest() >= until
                || query.kinds().stream().noneMatch(kind -> chunk.count(kind) > 0)
                || isEmpty(repositories)
                || isEmpty(refs)
                || isEmpty(pushers)
                || isEmpty(codes);
    }

    /** Whether the row is meant; an object is looked for by the beginning of its name only. */
    boolean contains(int row) {
        if ((kinds >>> chunk.kindNumber(row) & 1) == 0) {
            return false;
        }
        long time = chunk.time(row);
        return time >= since
                && time < until
                && repositories[chunk.repository(row)]
                && isPushedBy(row, pushers)
                && (!detailed || hasDetails(row));
    }

    private boolean isPushedBy(int row, boolean[] those) {
        return those[chunk.person(row)] || those[chunk.account(row)];
    }

    private boolean hasDetails(int row) {
        Lists lists = chunk.lists(row);
        boolean ofRef = lists.hasOf(refs) || query.ref().isEmpty();
        boolean ofCode = lists.hasOf(codes) || query.code().isEmpty();
        boolean ofSigner = lists.hasOf(signers) || query.involving().isEmpty() || isPushedBy(row, involved);
        return ofRef
                && ofCode
                && ofSigner
                && (query.object().isEmpty() || hasObject(lists, query.object().get()))
                && (query.text().isBlank() || hasText(row));
    }

    private boolean hasText(int row) {
        if (texts[chunk.repository(row)] || isPushedBy(row, texts) || chunk.caseNumber(row) == textCase) {
            return true;
        }
        Lists lists = chunk.lists(row);
        boolean listed = lists.hasOf(texts);
        listed |= lists.hasOf(texts);
        listed |= lists.hasOf(texts);
        return listed || (objectMask != 0 && lists.hasObject(objectBits, objectMask));
    }

    /** @param lists whose objects are next */
    private static boolean hasObject(Lists lists, ObjectId object) {
        return lists.hasObject(ByteBuffer.wrap(object.bytes()).getInt(), -1);
    }

    private boolean[] named(String name) {
        Glob glob = new Glob(name);
        return glob.isLiteral() ? exactly(name) : those(glob::matches);
    }

    private boolean[] exactly(String name) {
        if (name.isEmpty()) {
            return all();
        }
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        boolean[] those = new boolean[chunk.stringCount()];
        for (int i = 1; i < those.length; i++) {
            those[i] = chunk.isString(i, utf8);
        }
        return those;
    }

    private boolean[] those(Predicate<String> wanted) {
        boolean[] those = new boolean[chunk.stringCount()];
        for (int i = 1; i < those.length; i++) {
            those[i] = wanted.test(chunk.string(i));
        }
        return those;
    }

    private boolean[] all() {
        boolean[] all = new boolean[chunk.stringCount()];
        Arrays.fill(all, true);
        return all;
    }

    private static boolean isEmpty(boolean[] those) {
        for (boolean one : those) {
            if (one) {
                return false;
            }
        }
        return true;
    }

    private static Glob ref(String name) {
        String full = name.startsWith("refs/") || name.startsWith("**") ? name : "refs/*/" + name;
        return new Glob(full.endsWith("/") ? full + "**" : full);
    }

    private static boolean isSigner(String packed, String name) {
        return packed.indexOf('\n') >= 0 && Signer.unpacked(packed).isCalled(name);
    }

    private static boolean isBeginning(String text) {
        return text.length() >= FEWEST_DIGITS
                && text.length() <= ObjectId.HEX_DIGITS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static long millis(java.time.Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The same query over another chunk, where it can hold anything. */
    static Optional<Selection> of(CaseQuery query, Chunk chunk) {
        Selection selection = new Selection(query, chunk);
        return selection.isHopeless() ? Optional.empty() : Optional.of(selection);
    }
}
