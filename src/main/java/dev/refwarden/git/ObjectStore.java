package dev.refwarden.git;

import java.util.Optional;

/** Where objects are read from; one thread uses one store. */
@FunctionalInterface
public interface ObjectStore {
    StoredObject read(ObjectId id);

    /** Asked in loops that read nothing, too: throws where whoever reads has no time left. */
    default void lookAtTheClock() {}

    /** What kind of object that is, by its header alone where that is cheaper; absent where it is not there. */
    default Optional<ObjectType> type(ObjectId id) {
        StoredObject object = read(id);
        if (object instanceof StoredObject.Raw raw) {
            return Optional.of(raw.type());
        }
        return object instanceof StoredObject.TooLarge large ? Optional.of(large.type()) : Optional.empty();
    }
}
