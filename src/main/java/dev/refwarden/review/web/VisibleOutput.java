package dev.refwarden.review.web;

import dev.refwarden.report.Printable;
import gg.jte.TemplateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the browser, with every character made visible that is not: controls, bidirectional overrides
 * and the like become {@code \\u{202e}}, whatever page they are on.
 */
final class VisibleOutput implements TemplateOutput {
    private final StringBuilder out = new StringBuilder(16_384);

    @Override
    public void writeContent(@Nullable String value) {
        if (value != null) {
            Printable.appendLines(out, value);
        }
    }

    @Override
    public void writeContent(String value, int from, int to) {
        writeContent(value.substring(from, to));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
