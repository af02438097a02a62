package dev.refwarden.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the whole log and finds every line that was changed, removed, added or moved. */
public final class LogCheck {
    private final List<String> breaks = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private LineHash previous = LineHash.NONE;
    private long seq;
    private Optional<Instant> latest = Optional.empty();
    private boolean tornBefore;
    private String at = "";

    private final Optional<Checkpoint> checkpoint;

    private LogCheck(Optional<Checkpoint> checkpoint) {
        this.checkpoint = checkpoint;
    }

    /**
     * What the walk showed.
     *
     * @param lines how many decisions the log holds
     * @param last the hash of its last line
     * @param latest the time of its last line
     * @param breaks each place where the chain does not hold, {@code file:line: what}; empty if it holds
     * @param remarks what is odd but explained, such as bytes that a crash left behind
     */
    public record Result(
            long lines, String last, Optional<Instant> latest, List<String> breaks, List<String> remarks) {}

    /**
     * Walks all files.
     *
     * @param checkpoint what the log once ended in, from a copy kept elsewhere
     * @throws IOException if a file of the log cannot be read
     */
    public static Result walk(StateFolder state, Optional<Checkpoint> checkpoint) throws IOException {
        LogCheck check = new LogCheck(checkpoint);
        List<LogFile> files = LogFile.in(state.logs());
        for (int i = 0; i < files.size(); i++) {
            check.walkFile(files.get(i), i + 1);
        }
        check.end();
        return new Result(check.seq, check.previous.hex(), check.latest, check.breaks, check.remarks);
    }

    private void end() {
        if (tornBefore) {
            breaks.add(at + ": this is no decision");
        }
        checkpoint
                .filter(known -> known.seq() > seq)
                .ifPresent(known -> breaks.add(
                        "the log ends with decision " + seq + ", but the checkpoint knows decision " + known.seq()));
    }

    private void walkFile(LogFile file, int expectedNumber) throws IOException {
        at = String.valueOf(file.path().getFileName());
        if (file.number() != expectedNumber) {
            breaks.add(at + ": the file before it is missing");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16)) {
            long number = 0;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    walkLine(line.toByteArray(), file, ++number);
                    line.reset();
                }
            }
            if (line.size() > 0) {
                remarks.add(at + ":" + (number + 1) + ": the last write was cut short; it decided nothing");
            }
        }
    }

    private void walkLine(byte[] line, LogFile file, long number) {
        at = file.path().getFileName() + ":" + number;
        Optional<LineHeader> header = LineHeader.of(line);
        if (header.isEmpty()) {
            tornBefore = true;
            remarks.add(at + ": bytes that a crash left behind");
            previous = LineHash.of(line);
            return;
        }
        if (!header.get().prev().equals(previous.hex())) {
            breaks.add(at + ": the line before it is not the one that was there when it was written"
                    + (tornBefore ? ", or the bytes before it are no crash's" : ""));
        }
        if (header.get().seq() != seq + 1) {
            breaks.add(at + ": decision " + header.get().seq() + " stands where " + (seq + 1) + " belongs");
        }
        seq = header.get().seq();
        latest = header.get().time();
        previous = LineHash.of(line);
        tornBefore = false;
        checkpoint
                .filter(known -> known.seq() == seq && !known.hash().equals(previous.hex()))
                .ifPresent(known -> breaks.add(at + ": this is not the decision that the checkpoint knows"));
    }
}
