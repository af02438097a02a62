package dev.refwarden.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/** Keeps libraries from reading what a push never needs: logging settings, providers of logging, and the world's time zones. */
public final class FastStart {
    private FastStart() {}

    static void prepare() {
        System.setProperty("java.util.logging.config.class", NoLogging.class.getName());
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        TimeZone.setDefault(new Utc());
    }

    /** Configures Java's logging by doing nothing, which spares reading the platform's file of settings. */
    public static final class NoLogging {}

    /** UTC without the database of time zones. */
    private static final class Utc extends SimpleTimeZone {
        private static final long serialVersionUID = 1L;

        Utc() {
            super(0, "UTC");
        }

        @Override
        public ZoneId toZoneId() {
            return ZoneOffset.UTC;
        }
    }
}
