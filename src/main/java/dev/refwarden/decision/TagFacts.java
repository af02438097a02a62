package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import java.util.Optional;

/**
 * What one tag object shows.
 *
 * @param name the name that it gives itself
 * @param tagger the e-mail of its tagger line, by its own claim; empty where there is none
 */
public record TagFacts(
        ObjectId id,
        String name,
        String subject,
        String tagger,
        SignatureCheck signature,
        SignatureCheck trailerIgnored,
        Optional<Failure> trouble) {}
