package dev.refwarden.git;

import java.util.Optional;

/**
 * A well-formed tag object.
 *
 * @param target the object that it names
 * @param type what it says that object is
 * @param name the tag's own name, without {@code refs/tags/}
 * @param tagger absent in very old tags
 */
public record Tag(
        ObjectId target,
        ObjectType type,
        String name,
        Optional<Identity> tagger,
        CarriedSignature signature,
        String subject)
        implements ParsedTag {}
