package dev.refwarden.review.web;

import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.CaseFile;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.Notes;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.ShownCommit;
import dev.refwarden.review.content.Mark;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One refused push.
 *
 * @param seq the number of its line in the log
 * @param codes every reason, gravest first
 * @param files by name, those that matter most first
 * @param said what the developer was shown
 * @param incident the cases that belong together with it, newest first
 * @param kept what is kept of its objects, in words
 * @param findings those that are about the push or a ref, not about one of the shown commits
 * @param policy what there is to say of the policy that refused it; empty where it is the one of now
 * @param before the same pusher's refused pushes before it
 * @param tries other decisions about the same objects
 */
public record CasePage(
        VerdictBox verdict,
        String id,
        long seq,
        String time,
        String repository,
        String pusher,
        String person,
        String knownBy,
        String address,
        String kept,
        List<SignerPage.Fact> facts,
        List<CodeCount> codes,
        List<PushContent.File> files,
        long moreFiles,
        List<Mark> marks,
        String said,
        List<Update> updates,
        List<ShownFinding> findings,
        String policy,
        List<Commit> commits,
        List<Signed> tags,
        List<String> remarks,
        List<PushRow> incident,
        List<PushRow> tries,
        List<PushRow> before,
        List<Notes.Note> notes,
        CaseForm form) {
    /** One reason, and how often it was found. */
    public record CodeCount(String code, long count, boolean warned) {}

    /** One ref as it was to be moved; {@code nothing} where it was to be made or to go. */
    public record Update(String ref, String before, String after) {}

    /**
     * @param place where the rule is; empty where it has none or is gone
     * @param warned whether nothing was refused for it
     */
    public record ShownFinding(
            String code, String detail, String ref, String rule, String place, String object, boolean warned) {}

    /**
     * Who signed something.
     *
     * @param facts about the key today, or why nothing is known of a signature
     */
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

    static CasePage of(SingleCases.Shown shown, CaseForm form, Site site, Instant now) throws IOException {
        Optional<Configuration> configuration = site.configuration();
        CaseFile file = shown.file();
        try (CaseObjects objects =
                CaseObjects.open(file.refused(), site.ledger(), configuration.map(Configuration::server))) {
            return new CasePageMaker(file, configuration, objects, now).page(site, shown, form);
        }
    }
}
