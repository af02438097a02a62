package dev.refwarden.git;

import java.util.Arrays;

/**
 * The bytes that a signature in an object covers: the raw object with one stretch cut out of it,
 * never rewritten.
 *
 * <p>For a commit the stretch is its one {@code gpgsig} header; for a tag it is everything from the
 * armored block on.
 *
 * @param raw the whole object, not copied: no one may change it
 * @param cutFrom where the stretch begins
 * @param cutTo where it ends, exclusive
 */
public record SignedBytes(byte[] raw, int cutFrom, int cutTo) {
    public SignedBytes {
        if (cutFrom < 0 || cutFrom > cutTo || cutTo > raw.length) {
            throw new IllegalArgumentException("cut " + cutFrom + ".." + cutTo + " of " + raw.length);
        }
    }

    /** Bytes of which all are signed. */
    public static SignedBytes whole(byte[] bytes) {
        return new SignedBytes(bytes, bytes.length, bytes.length);
    }

    /** Takes the signed bytes in their order, in at most two pieces. */
    public void feed(Sink sink) {
        sink.update(raw, 0, cutFrom);
        sink.update(raw, cutTo, raw.length - cutTo);
    }

    /** One array of all signed bytes. */
    public byte[] toByteArray() {
        byte[] out = Arrays.copyOf(raw, cutFrom + raw.length - cutTo);
        System.arraycopy(raw, cutTo, out, cutFrom, raw.length - cutTo);
        return out;
    }

    /** Something that is fed bytes, such as a message digest. */
    @FunctionalInterface
    public interface Sink {
        void update(byte[] bytes, int offset, int length);
    }
}
