package dev.refwarden.policy.read;

import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Suggestion;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whom names mean: a person, a group of {@code policy.yaml}, or one of the three built-in groups. */
public final class PeopleResolver {
    static final Set<String> BUILT_IN = Set.of("everyone", "humans", "robots");

    private static final Meant NOBODY = new Meant(new Members(List.of(), Set.of()), false);

    private final boolean blind;
    private final Problems problems;
    private final Scalars scalars;
    private final Map<String, Meant> known = new HashMap<>();
    private final Map<String, PersonId> ids = new HashMap<>();
    private final Set<PersonId> notRead = new HashSet<>();
    private final Set<PersonId> robots = new HashSet<>();
    private final Map<List<String>, Meant> lists = new HashMap<>();
    private final Map<List<String>, Integer> humanCounts = new HashMap<>();

    /**
     * People whom someone named.
     *
     * @param certain whether everything about them could be read; if not, counting them would only report the same
     *     error again
     */
    record Meant(Members members, boolean certain) {}

    /**
     * @param people everybody whose file could be read
     * @param unread those of whom nothing but the id is known
     * @param blind whether no one could be read at all, so that no name can be called unknown
     */
    public PeopleResolver(Collection<Person> people, Collection<PersonId> unread, boolean blind, Problems problems) {
        this.blind = blind;
        this.problems = problems;
        this.scalars = new Scalars(problems);
        Set<PersonId> humans = new LinkedHashSet<>();
        Set<PersonId> everyone = new LinkedHashSet<>(unread);
        for (Person person : people) {
            (person.robot() ? robots : humans).add(person.id());
            everyone.add(person.id());
            ids.put(person.id().value(), person.id());
        }
        for (PersonId id : unread) {
            ids.put(id.value(), id);
            notRead.add(id);
        }
        boolean allRead = unread.isEmpty() && !blind;
        define("everyone", everyone, allRead);
        define("humans", humans, allRead);
        define("robots", robots, allRead);
    }

    Meant define(String name, Set<PersonId> people, boolean certain) {
        Meant meant = new Meant(new Members(List.of(name), people), certain);
        known.put(name, meant);
        return meant;
    }

    Optional<Meant> find(String name) {
        Meant group = known.get(name);
        if (group != null) {
            return Optional.of(group);
        }
        PersonId id = ids.get(name);
        return id == null
                ? Optional.empty()
                : Optional.of(new Meant(new Members(List.of(name), Set.of(id)), !notRead.contains(id)));
    }

    private boolean isKnown(String name) {
        return known.containsKey(name) || ids.containsKey(name);
    }

    /** Everybody whom a list of names means; a name that is unknown is a problem. */
    Meant meant(List<Yaml> items) {
        List<String> names = new ArrayList<>(items.size());
        boolean certain = true;
        for (Yaml item : items) {
            Optional<String> name = scalars.text("", item);
            if (name.isPresent() && isKnown(name.get())) {
                names.add(name.get());
                continue;
            }
            certain = false;
            if (name.isPresent()) {
                reportUnknown(name.get(), item.place());
            }
        }
        return certain ? meantBy(names) : new Meant(meantBy(names).members, false);
    }

    private Meant meantBy(List<String> names) {
        // The same few lists stand in most rules; one copy serves them all.
        Meant before = lists.get(names);
        if (before != null) {
            return before;
        }
        if (names.size() == 1) {
            Meant one = find(names.get(0)).orElse(NOBODY);
            lists.put(names, one);
            return one;
        }
        Set<PersonId> people = new LinkedHashSet<>();
        boolean certain = true;
        for (String name : names) {
            Meant one = find(name).orElse(NOBODY);
            people.addAll(one.members.people());
            certain &= one.certain;
        }
        Meant meant = new Meant(new Members(names, people), certain);
        lists.put(names, meant);
        return meant;
    }

    void reportUnknown(String name, Place place) {
        if (!blind) {
            problems.add(place, "unknown person or group " + DisplayText.quoted(name) + Suggestion.hint(name, names()));
        }
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(known.keySet());
        names.addAll(ids.keySet());
        return names;
    }

    boolean isRobot(PersonId person) {
        return robots.contains(person);
    }

    /** Those among {@code meant} who can approve or waive. */
    int humansIn(Meant meant) {
        return humanCounts.computeIfAbsent(meant.members.names(), names -> {
            int count = 0;
            for (PersonId person : meant.members.people()) {
                count += isRobot(person) ? 0 : 1;
            }
            return count;
        });
    }
}
