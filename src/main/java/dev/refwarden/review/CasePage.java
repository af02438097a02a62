package dev.refwarden.review;

import dev.refwarden.dossier.CaseFile;
import dev.refwarden.dossier.CaseObjects;
import dev.refwarden.dossier.Notes;
import dev.refwarden.dossier.ShownCommit;
import dev.refwarden.dossier.Sign;
import dev.refwarden.policy.Configuration;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One refused push.
 *
 * @param kept what is kept of its objects, in words
 * @param findings those that are about the push or a ref, not about one of the shown commits
 * @param policy what there is to say of the policy that refused it; empty where it is the one of now
 * @param before the same pusher's refused pushes before it
 * @param tries other decisions about the same objects
 */
public record CasePage(
        String id,
        String time,
        String repository,
        String pusher,
        String person,
        String knownBy,
        String address,
        String kept,
        List<Sign> signs,
        List<Update> updates,
        List<ShownFinding> findings,
        String policy,
        List<Commit> commits,
        List<Signed> tags,
        List<String> remarks,
        List<PushRow> tries,
        List<PushRow> before,
        List<Notes.Note> notes) {
    /** One ref as it was to be moved; {@code nothing} where it was to be made or to go. */
    public record Update(String ref, String before, String after) {}

    /**
     * @param place where the rule stands; empty where it has none or is gone
     */
    public record ShownFinding(String code, String detail, String ref, String rule, String place, String object) {}

    /** Who signed something; all empty where nobody did whose signature counts. */
    public record Signed(String id, String signer, String key, String fingerprint, String facts) {}

    /**
     * @param difference what it changes; absent where that cannot be shown, for {@code hidden}
     */
    public record Commit(
            ShownCommit shown,
            Signed signed,
            List<ShownFinding> findings,
            Optional<ShownDifference> difference,
            String hidden) {}

    static CasePage of(CaseFile file, Site site, Instant now) throws IOException {
        Optional<Configuration> configuration = site.configuration();
        try (CaseObjects objects =
                CaseObjects.open(file.refused(), site.state(), configuration.map(Configuration::server))) {
            return new CasePageMaker(file, configuration, objects, now).page(site);
        }
    }
}
