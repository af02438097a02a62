package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.refwarden.git.Blank;
import org.jspecify.annotations.Nullable;

/**
 * JSON in which every character shows: controls, bidirectional and zero-width characters, and blanks other than the space stand as
 * {@code \\uXXXX}. It means the same, and no one's terminal is told anything by what was pushed.
 */
public final class VisibleJson {
    private VisibleJson() {}

    /** A factory whose generators write so, and leave open what they write to. */
    public static JsonFactory factory() {
        return new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setCharacterEscapes(new Escapes());
    }

    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private static final int DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return isHidden(c) ? new SerializedString("\\u%04x".formatted(c)) : null;
        }

        private static boolean isHidden(int c) {
            int type = Character.getType(c);
            return type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || Blank.isBlank(c);
        }
    }
}
