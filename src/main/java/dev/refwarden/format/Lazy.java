package dev.refwarden.format;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is worked out when first asked for, and once, whichever threads ask. */
public final class Lazy<T> {
    private final Supplier<T> source;
    private volatile @Nullable T value;

    public Lazy(Supplier<T> source) {
        this.source = source;
    }

    public T get() {
        T known = value;
        return known == null ? workOut() : known;
    }

    private synchronized T workOut() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
