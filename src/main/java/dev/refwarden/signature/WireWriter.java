package dev.refwarden.signature;

import java.io.ByteArrayOutputStream;

/** Writes SSH's wire encoding (RFC 4251, section 5). */
final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    void writeRaw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    void writeByte(int value) {
        out.write(value);
    }

    void writeUint32(long value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    void writeString(byte[] bytes) {
        writeUint32(bytes.length);
        writeRaw(bytes);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
