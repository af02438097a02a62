package dev.refwarden.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the chain of hashes from line to line, and says where it does not hold. */
final class ChainCheck {
    private final List<LogFault> faults = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final List<Bridge> bridges = new ArrayList<>();
    private Optional<LineHash> previous;
    private long seq;

    /** @param after the number of the line before the first; where that is not 0, what the first says of it is believed */
    ChainCheck(long after) {
        this.seq = after;
        this.previous = after == 0 ? Optional.of(LineHash.NONE) : Optional.empty();
    }

    /** Where a line does not name the one before, until a later one explains it. */
    private record Open(LineHash before, LineHeader header, LogFault fault) {}

    /** Takes the next line; what it says of itself, where it is a line of a log. */
    Optional<LineHeader> take(Lines.Stored line) {
        return take(line, LineHeader.of(line.bytes()));
    }

    /** The same of a line that was looked at already. */
    Optional<LineHeader> take(Lines.Stored line, Optional<LineHeader> header) {
        if (line.seq() > seq + 1) {
            faults.add(new LogFault(line.seq(), missing(seq + 1, line.seq() - 1) + " removed before it"));
            previous = Optional.empty();
        }
        if (header.isEmpty() || line.bytes()[line.bytes().length - 1] != '\n') {
            faults.add(new LogFault(line.seq(), "this is not a line of the log"));
        } else if (header.get().seq() != line.seq()) {
            faults.add(new LogFault(line.seq(), "line " + header.get().seq() + " is in its place"));
        } else if (previous.isPresent()
                && !header.get().prev().equals(previous.get().hex())) {
            LogFault fault = line.seq() == 1
                    ? new LogFault(1, "this is not the first line that a log begins with")
                    : new LogFault(
                            line.seq() - 1, "it was changed: it is not the one that line " + line.seq() + " followed");
            faults.add(fault);
            open.add(new Open(previous.get(), header.get(), fault));
            explain(bridges);
        } else if (!open.isEmpty()) {
            explain(Bridge.in(line.bytes()));
        }
        previous = Optional.of(LineHash.of(line.bytes()));
        seq = line.seq();
        return header;
    }

    private static String missing(long from, long to) {
        return from == to ? "line " + from + " was" : "lines " + from + " to " + to + " were";
    }

    /** The number of the last line. */
    long seq() {
        return seq;
    }

    /** Its hash. */
    LineHash last() {
        return previous.orElse(LineHash.NONE);
    }

    /** Whether there are faults that a later line may explain. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Takes these places of the log for explained, now and later. */
    void expect(List<Bridge> known) {
        bridges.addAll(known);
        explain(known);
    }

    private void explain(List<Bridge> known) {
        for (Bridge bridge : known) {
            open.removeIf(gap -> {
                boolean explained = gap.header().seq() == bridge.seq() && bridge.joins(gap.before(), gap.header());
                return explained && faults.remove(gap.fault());
            });
        }
    }

    /** All faults that were not explained until now. */
    List<LogFault> faults() {
        return faults;
    }

    /** Those among them that no later line can explain. */
    List<LogFault> certain() {
        List<LogFault> certain = new ArrayList<>(faults);
        open.forEach(gap -> certain.remove(gap.fault()));
        return certain;
    }
}
