package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the chain of hashes from line to line. Where it does not hold, says of which line that is to be believed: of
 * the line before, if that was changed; of the line itself, if others are missing before it or it belongs elsewhere.
 */
final class LineChain {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<LogFault> faults = new ArrayList<>();
    private final List<LogFault> remarks = new ArrayList<>();
    private Optional<LineHash> previous;
    private Optional<LineHash> decision;
    private long seq;
    private Optional<Instant> latest = Optional.empty();
    private String file = "";
    private String fileBefore = "";
    private long number;
    private long numberBefore;
    private Optional<byte[]> torn = Optional.empty();

    private LineChain(Optional<LineHash> previous) {
        this.previous = previous;
        this.decision = previous;
    }

    /** From the log's very first line. */
    static LineChain fromTheBeginning() {
        return new LineChain(Optional.of(LineHash.NONE));
    }

    /** From any line; what that one says of the line before is believed. */
    static LineChain fromTheMiddle() {
        return new LineChain(Optional.empty());
    }

    /** Goes on to another file. */
    void enter(LogFile next) {
        fileBefore = file.isEmpty() ? next.name() : file;
        numberBefore = number;
        file = next.name();
        number = 0;
    }

    /** What a line turned out to be: its header, or nothing where it is no decision. */
    Optional<LineHeader> take(byte[] line) {
        number++;
        Optional<LineHeader> header = LineHeader.of(line);
        LineHash hash = LineHash.of(line);
        if (header.isPresent()) {
            compare(header.get());
            seq = header.get().seq();
            latest = header.get().time();
            decision = Optional.of(hash);
            torn = Optional.empty();
        } else {
            remarks.add(new LogFault(file, number, "bytes that a crash left behind"));
            torn = Optional.of(line);
        }
        previous = Optional.of(hash);
        fileBefore = file;
        numberBefore = number;
        return header;
    }

    private void compare(LineHeader header) {
        if (previous.isEmpty()) {
            return;
        }
        long expected = seq + 1;
        boolean follows = header.prev().equals(previous.get().hex());
        if (header.seq() > expected && !follows) {
            fault(file, number, missing(expected, header.seq() - 1) + " removed before this line");
        } else if (header.seq() != expected) {
            fault(
                    file,
                    number,
                    "decision " + header.seq() + " stands where " + expected + " belongs"
                            + (follows ? "" : ": it was moved here, or added"));
        } else if (!follows && torn.isPresent()) {
            forgetRemark();
            fault(fileBefore, numberBefore, "these bytes are not those that a crash left: they were changed or added");
        } else if (!follows && seq == 0) {
            fault(file, number, "this is not the first line that a log begins with");
        } else if (!follows) {
            fault(
                    fileBefore,
                    numberBefore,
                    "decision " + seq + " was changed: it is not the one that decision " + header.seq() + " followed");
        }
    }

    private static String missing(long from, long to) {
        return from == to ? "decision " + from + " was" : "decisions " + from + " to " + to + " were";
    }

    /** What stands at the end of a file without a line feed. */
    void takeUnfinished(boolean lastFile) {
        number++;
        if (lastFile) {
            remarks.add(new LogFault(
                    file, number, "the last write is not finished, or was cut short; it has decided nothing"));
        } else {
            fault(file, number, "this file ends within a line, although another follows");
        }
    }

    /** Ends at the end of the log. */
    void end() {
        if (torn.isPresent() && !isCutShort(torn.get())) {
            forgetRemark();
            fault(fileBefore, numberBefore, "this is no decision, and no write that was cut short");
        }
    }

    /** Whether bytes are the beginning of the line that belongs here, as far as they go. */
    private boolean isCutShort(byte[] line) {
        try (JsonParser json = JSON.createParser(line, 0, withoutCutWord(line))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean elsewhere = token == JsonToken.VALUE_NUMBER_INT
                        && "seq".equals(json.currentName())
                        && json.getParsingContext().getParent().inRoot()
                        && json.getLongValue() != seq + 1;
                if (elsewhere) {
                    return false;
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage().startsWith("Unexpected end-of-input");
        } catch (IOException e) {
            return false;
        }
    }

    /** The line's length less its line feed and the beginning of a {@code true} or {@code false}, which JSON knows as a whole only. */
    private static int withoutCutWord(byte[] line) {
        int end = line.length - 1;
        int start = end;
        while (start > 0 && line[start - 1] >= 'a' && line[start - 1] <= 'z') {
            start--;
        }
        String word = new String(line, start, end - start, StandardCharsets.US_ASCII);
        return "true".startsWith(word) || "false".startsWith(word) ? start : end;
    }

    /** What was thought to be a crash's turned out not to be. */
    private void forgetRemark() {
        remarks.removeIf(remark -> remark.file().equals(fileBefore) && remark.line() == numberBefore);
    }

    void fault(String where, long line, String problem) {
        faults.add(new LogFault(where, line, problem));
    }

    /** The number of the last decision. */
    long seq() {
        return seq;
    }

    /** Its hash. */
    LineHash last() {
        return decision.orElse(LineHash.NONE);
    }

    Optional<Instant> latest() {
        return latest;
    }

    String file() {
        return file;
    }

    /** Of the line that was taken last, counted from 1. */
    long number() {
        return number;
    }

    List<LogFault> faults() {
        return faults;
    }

    List<LogFault> remarks() {
        return remarks;
    }
}
