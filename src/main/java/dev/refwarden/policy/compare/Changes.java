package dev.refwarden.policy.compare;

import dev.refwarden.format.KeyChanges;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.compare.Change.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects the differences of one subject. */
final class Changes implements KeyChanges {
    private final String subject;
    private final String when;
    private final List<Change> into;

    private Changes(String subject, String when, List<Change> into) {
        this.subject = subject;
        this.when = when;
        this.into = into;
    }

    Changes(String subject, List<Change> into) {
        this(subject, "", into);
    }

    /** Of the same subject where some condition holds, such as {@code when a robot pushes, }. */
    Changes when(String condition) {
        return new Changes(subject, when + condition, into);
    }

    void add(Direction direction, String words) {
        into.add(new Change(direction, subject, when + words));
    }

    void weaker(String words) {
        add(Direction.WEAKER, words);
    }

    void stronger(String words) {
        add(Direction.STRONGER, words);
    }

    void other(String words) {
        add(Direction.OTHER, words);
    }

    @Override
    public void demand(boolean before, boolean after, String demand) {
        if (before && !after) {
            weaker("no longer " + demand);
        } else if (after && !before) {
            stronger(demand);
        }
    }

    @Override
    public void leave(boolean before, boolean after, String leave) {
        if (after && !before) {
            weaker(leave);
        } else if (before && !after) {
            stronger("no longer " + leave);
        }
    }

    @Override
    public void differs(Object before, Object after, String words) {
        if (!before.equals(after)) {
            other(words);
        }
    }

    @Override
    public void trusted(Object before, Object after, String words) {
        if (!before.equals(after)) {
            weaker(words);
        }
    }

    /** A number of which more protects more. */
    void more(long before, long after, String unit) {
        String words = unit + ": " + after + " instead of " + before;
        if (after < before) {
            weaker(words);
        } else if (after > before) {
            stronger(words);
        }
    }

    void longer(Duration before, Duration after, String what) {
        String words = what + " " + shown(after) + " instead of " + shown(before);
        if (after.compareTo(before) < 0) {
            weaker(words);
        } else if (after.compareTo(before) > 0) {
            stronger(words);
        }
    }

    @Override
    public void admitted(Collection<String> before, Collection<String> after, String what) {
        List<String> more = without(after, before);
        if (!more.isEmpty()) {
            weaker(what + " " + joined(more) + ", too");
        }
        List<String> fewer = without(before, after);
        if (!fewer.isEmpty()) {
            stronger(what + " " + joined(fewer) + " no longer");
        }
    }

    @Override
    public void guarded(Collection<String> before, Collection<String> after, String what) {
        List<String> fewer = without(before, after);
        if (!fewer.isEmpty()) {
            weaker(what + " " + joined(fewer) + " no longer");
        }
        List<String> more = without(after, before);
        if (!more.isEmpty()) {
            stronger(what + " " + joined(more) + ", too");
        }
    }

    @Override
    public void shorter(Duration before, Duration after, String what) {
        String words = what + " " + shown(after) + " instead of " + shown(before);
        if (after.compareTo(before) > 0) {
            weaker(words);
        } else if (after.compareTo(before) < 0) {
            stronger(words);
        }
    }

    /** Names that something takes in, of which more let in more; a pattern that another covers adds nothing. */
    void admitted(Patterns patterns, String what) {
        if (!patterns.gained().isEmpty()) {
            weaker(what + " " + patterns.gain());
        }
        if (!patterns.lost().isEmpty()) {
            stronger(what + " " + patterns.loss());
        }
    }

    /** Names that something takes in, of which more protect more. */
    void guarded(Patterns patterns, String what) {
        if (!patterns.lost().isEmpty()) {
            weaker(what + " " + patterns.loss());
        }
        if (!patterns.gained().isEmpty()) {
            stronger(what + " " + patterns.gain());
        }
    }

    /** People who may do something. Where the same groups are named, what changed in them is reported once, there. */
    void members(Members before, Members after, String what) {
        if (!before.names().equals(after.names())) {
            admitted(ids(before.people()), ids(after.people()), what);
        }
    }

    static Set<String> ids(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).collect(Collectors.toCollection(TreeSet::new));
    }

    static String shown(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0) {
            return duration.toDays() + "d";
        }
        return duration.toSeconds() % 3600 == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
    }

    private static List<String> without(Collection<String> all, Collection<String> less) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(new LinkedHashSet<>(less));
        return new ArrayList<>(rest);
    }

    static String joined(List<String> items) {
        return String.join(", ", items);
    }
}
