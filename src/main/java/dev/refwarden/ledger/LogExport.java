package dev.refwarden.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Shows the log's lines as they stand, from some moment on, and where the chain among them does not hold. */
public final class LogExport {
    private final Optional<Instant> since;
    private final Sink sink;
    private final ChainCheck chain;
    private final Ledger ledger;
    private boolean looked;
    private int faults;

    private LogExport(Ledger ledger, Optional<Instant> since, long after, Sink sink) {
        this.ledger = ledger;
        this.since = since;
        this.sink = sink;
        this.chain = new ChainCheck(after);
    }

    /**
     * A line of the log.
     *
     * @param bytes as it is, its line feed included
     * @param hash SHA-256 of the line with its line feed, 64 lower-case hex digits
     */
    public record Line(long seq, byte[] bytes, String hash) {}

    /** Takes what is shown. */
    public interface Sink {
        void line(Line line) throws IOException;

        /** Where the chain does not hold. */
        void fault(LogFault fault) throws IOException;
    }

    /**
     * Shows lines, oldest first.
     *
     * @param since lines before this moment are left out
     * @param after lines up to this number are left out; 0 for none
     * @return how many faults were shown
     */
    public static int show(Ledger ledger, Optional<Instant> since, long after, Sink sink) throws IOException {
        LogExport export = new LogExport(ledger, since, after, sink);
        Lines.each(ledger, after, export::take);
        return export.faults;
    }

    private void take(Lines.Stored line) throws IOException {
        Optional<LineHeader> header = chain.take(line);
        if (chain.isOpen() && !looked) {
            looked = true;
            Lines.each(ledger, line.seq(), later -> chain.expect(Bridge.in(later.bytes())));
        }
        for (; faults < chain.faults().size(); faults++) {
            sink.fault(chain.faults().get(faults));
        }
        boolean early = since.isPresent()
                && header.flatMap(LineHeader::time).filter(since.get()::isAfter).isPresent();
        if (header.isPresent() && !early) {
            sink.line(new Line(line.seq(), line.bytes(), chain.last().hex()));
        }
    }
}
