package dev.refwarden.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Shows on a terminal how far something has come: a bar, the rate, and the time that is left. */
public final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 24;
    private static final long PAUSE_MILLIS = 200;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final String unit;
    private final long total;
    private final long start = System.nanoTime();
    private final LongAdder done = new LongAdder();
    private final Thread clock = new Thread(this::keepDrawing, "progress");

    /** @param unit of what is counted, in the plural */
    public ProgressBar(PrintWriter err, String unit, long total) {
        this.err = err;
        this.unit = unit;
        this.total = total;
        clock.setDaemon(true);
        clock.start();
    }

    /** May be called by any thread. */
    public void step() {
        done.increment();
    }

    /** The same for several at once. */
    public void step(long many) {
        done.add(many);
    }

    @Override
    public void close() {
        clock.interrupt();
        try {
            clock.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.print(CLEAR_LINE);
        err.flush();
    }

    private void keepDrawing() {
        try {
            while (true) {
                draw();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            draw();
        }
    }

    private void draw() {
        err.print(CLEAR_LINE + line(done.sum(), total, unit, System.nanoTime() - start));
        err.flush();
    }

    static String line(long done, long total, String unit, long nanos) {
        long seen = Math.min(done, total);
        int filled = total == 0 ? WIDTH : (int) (seen * WIDTH / total);
        double seconds = Math.max(nanos, 1) / 1e9;
        double rate = seen / seconds;
        String left = rate <= 0 ? "" : ", " + left((total - seen) / rate) + " left";
        return String.format(
                Locale.ROOT,
                "[%s%s] %,d of %,d %s, %,.0f/s%s",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                seen,
                total,
                unit,
                rate,
                left);
    }

    private static String left(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
