package dev.refwarden.fuzz;

import dev.refwarden.format.SignedObjectFuzz;
import dev.refwarden.format.openpgp.OpenPgpCertificateFuzz;
import dev.refwarden.format.openpgp.OpenPgpPacketFuzz;
import dev.refwarden.format.openpgp.OpenPgpSignatureFuzz;
import dev.refwarden.format.ssh.SshKeyFuzz;
import dev.refwarden.format.ssh.SshSignatureFuzz;
import dev.refwarden.format.x509.AuthorityFuzz;
import dev.refwarden.format.x509.CertificateFuzz;
import dev.refwarden.format.x509.CmsSignatureFuzz;
import dev.refwarden.git.CommitFuzz;
import dev.refwarden.git.TagFuzz;
import dev.refwarden.git.TreeFuzz;
import dev.refwarden.hook.gate.GateRequestFuzz;
import dev.refwarden.ledger.LedgerLineFuzz;
import dev.refwarden.ledger.tree.NoteFuzz;
import dev.refwarden.policy.YamlFuzz;
import dev.refwarden.statement.IdentityTokenFuzz;
import dev.refwarden.statement.PushCertificateFuzz;
import dev.refwarden.statement.StatementFuzz;
import java.util.List;

/** All targets; each lies in the package of its parser. */
final class Targets {
    static final List<Target> ALL = List.of(
            new Target(
                    "ssh-signature",
                    SshSignatureFuzz.class,
                    SshSignatureFuzz::fuzzerTestOneInput,
                    SshSignatureFuzz::seeds),
            new Target("ssh-key", SshKeyFuzz.class, SshKeyFuzz::fuzzerTestOneInput, SshKeyFuzz::seeds),
            new Target(
                    "openpgp-signature",
                    OpenPgpSignatureFuzz.class,
                    OpenPgpSignatureFuzz::fuzzerTestOneInput,
                    OpenPgpSignatureFuzz::seeds),
            new Target(
                    "openpgp-packet",
                    OpenPgpPacketFuzz.class,
                    OpenPgpPacketFuzz::fuzzerTestOneInput,
                    OpenPgpPacketFuzz::seeds),
            new Target(
                    "openpgp-certificate",
                    OpenPgpCertificateFuzz.class,
                    OpenPgpCertificateFuzz::fuzzerTestOneInput,
                    OpenPgpCertificateFuzz::seeds),
            new Target("cms", CmsSignatureFuzz.class, CmsSignatureFuzz::fuzzerTestOneInput, CmsSignatureFuzz::seeds),
            new Target(
                    "certificate", CertificateFuzz.class, CertificateFuzz::fuzzerTestOneInput, CertificateFuzz::seeds),
            new Target("authority", AuthorityFuzz.class, AuthorityFuzz::fuzzerTestOneInput, AuthorityFuzz::seeds),
            new Target(
                    "signed-object",
                    SignedObjectFuzz.class,
                    SignedObjectFuzz::fuzzerTestOneInput,
                    SignedObjectFuzz::seeds),
            new Target("commit", CommitFuzz.class, CommitFuzz::fuzzerTestOneInput, CommitFuzz::seeds),
            new Target("tag", TagFuzz.class, TagFuzz::fuzzerTestOneInput, TagFuzz::seeds),
            new Target("tree", TreeFuzz.class, TreeFuzz::fuzzerTestOneInput, TreeFuzz::seeds),
            new Target(
                    "push-certificate",
                    PushCertificateFuzz.class,
                    PushCertificateFuzz::fuzzerTestOneInput,
                    PushCertificateFuzz::seeds),
            new Target("statement", StatementFuzz.class, StatementFuzz::fuzzerTestOneInput, StatementFuzz::seeds),
            new Target(
                    "identity-token",
                    IdentityTokenFuzz.class,
                    IdentityTokenFuzz::fuzzerTestOneInput,
                    IdentityTokenFuzz::seeds),
            new Target("yaml", YamlFuzz.class, YamlFuzz::fuzzerTestOneInput, YamlFuzz::seeds),
            new Target("ledger-line", LedgerLineFuzz.class, LedgerLineFuzz::fuzzerTestOneInput, LedgerLineFuzz::seeds),
            new Target("note", NoteFuzz.class, NoteFuzz::fuzzerTestOneInput, NoteFuzz::seeds),
            new Target(
                    "gate-request",
                    GateRequestFuzz.class,
                    GateRequestFuzz::fuzzerTestOneInput,
                    GateRequestFuzz::seeds));

    private Targets() {}
}
