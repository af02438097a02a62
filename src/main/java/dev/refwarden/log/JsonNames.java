package dev.refwarden.log;

import java.util.Locale;

/** How values are called in the log. */
final class JsonNames {
    private JsonNames() {}

    static String of(Aspect aspect) {
        return aspect.name().toLowerCase(Locale.ROOT);
    }
}
