package dev.refwarden.policy.read;

import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Identifiers;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code groups}. A group names people and other groups, in any order of definition, but never itself. */
final class GroupReader {
    private static final int MAX_DEPTH = 32;

    private final PeopleResolver roster;
    private final Problems problems;
    private final Scalars scalars;
    private final Map<String, Yaml> waiting = new HashMap<>();
    private final List<String> underWay = new ArrayList<>();
    private final Map<String, Members> resolved = new HashMap<>();

    GroupReader(PeopleResolver roster, Problems problems) {
        this.roster = roster;
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** Adds every group to the roster. */
    Map<String, Members> read(Section groups) {
        List<String> names = new ArrayList<>();
        for (Yaml.Entry group : groups.entries()) {
            String name = group.key().value();
            if (isFree(name, group.key().place())) {
                waiting.put(name, group.value());
                names.add(name);
            }
        }
        Map<String, Members> read = new LinkedHashMap<>();
        for (String name : names) {
            find(name);
            Members members = resolved.get(name);
            if (members != null) {
                read.put(name, members);
            }
        }
        return read;
    }

    private boolean isFree(String name, Place place) {
        if (!Identifiers.isGroup(name)) {
            problems.add(
                    place, DisplayText.quoted(name) + " is not a name for a group: letters, digits, and . _ - inside");
            return false;
        }
        if (PeopleResolver.BUILT_IN.contains(name)) {
            problems.add(place, "the group " + name + " is built in");
            return false;
        }
        if (roster.find(name).isPresent()) {
            problems.add(place, name + " is a person already");
            return false;
        }
        return true;
    }

    private Optional<PeopleResolver.Meant> find(String name) {
        Yaml members = waiting.remove(name);
        return members == null ? roster.find(name) : Optional.of(resolve(name, members));
    }

    private PeopleResolver.Meant resolve(String name, Yaml members) {
        underWay.add(name);
        List<String> names = new ArrayList<>();
        Set<PersonId> people = new LinkedHashSet<>();
        boolean certain = members instanceof Yaml.Sequence;
        if (members instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                certain &= add(item, names, people);
            }
        } else {
            scalars.expected(name, "a list of people and groups", members);
        }
        underWay.remove(underWay.size() - 1);
        resolved.put(name, new Members(names, people));
        return roster.define(name, people, certain);
    }

    /** Adds whomever one item means; whether that is certain. */
    private boolean add(Yaml item, List<String> names, Set<PersonId> people) {
        Optional<String> name = scalars.text("", item);
        if (name.isEmpty()) {
            return false;
        }
        names.add(name.get());
        if (underWay.contains(name.get())) {
            problems.add(item.place(), "group " + name.get() + " contains itself");
            return false;
        }
        if (underWay.size() == MAX_DEPTH) {
            problems.add(item.place(), "groups are nested deeper than " + MAX_DEPTH + " levels");
            return false;
        }
        Optional<PeopleResolver.Meant> meant = find(name.get());
        if (meant.isEmpty()) {
            roster.reportUnknown(name.get(), item.place());
            return false;
        }
        people.addAll(meant.get().members().people());
        return meant.get().certain();
    }
}
