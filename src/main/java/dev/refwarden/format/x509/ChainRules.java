package dev.refwarden.format.x509;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** Whether the certificates of a path may stand below one another (RFC 5280, section 6.1), times left aside. */
final class ChainRules {
    private ChainRules() {}

    /** Whether {@code issuer} may have issued {@code below}, and did. */
    static boolean issued(Certificate issuer, Certificate below) {
        return issuer.subject().equals(below.issuer()) && below.signed().isBy(issuer.key());
    }

    /** Whether {@code certificate} may issue others that sign data. */
    static boolean mayIssue(Certificate certificate) {
        CertificateExtensions extensions = certificate.extensions();
        return extensions.authority()
                && extensions.signsCertificates()
                && extensions.suits()
                && !extensions.notUnderstood();
    }

    /** @param path the leaf first, the authority last, each issued by the next */
    static boolean hold(List<Certificate> path) {
        if (path.get(0).extensions().notUnderstood()) {
            return false;
        }
        int between = 0;
        for (int i = 1; i < path.size(); i++) {
            Certificate issuer = path.get(i);
            if (!mayIssue(issuer)) {
                return false;
            }
            if (issuer.extensions().pathLength().isPresent()
                    && between > issuer.extensions().pathLength().get()) {
                return false;
            }
            between += issuer.isSelfIssued() ? 0 : 1;
        }
        try {
            return namesHold(path);
        } catch (RuntimeException e) {
            // Bouncy Castle has no one way to say that a constraint makes no sense; such a one allows nothing.
            return false;
        }
    }

    private static boolean namesHold(List<Certificate> path) {
        PKIXNameConstraintValidator names = new PKIXNameConstraintValidator();
        boolean constrained = false;
        for (int i = path.size() - 1; i >= 0; i--) {
            Certificate certificate = path.get(i);
            boolean passedOver = certificate.isSelfIssued() && i > 0;
            if (constrained && !passedOver && !allowed(certificate, names)) {
                return false;
            }
            if (certificate.extensions().constraints().isPresent()) {
                constrained = true;
                add(certificate.extensions().constraints().get(), names);
            }
        }
        return true;
    }

    private static void add(NameConstraints constraints, PKIXNameConstraintValidator names) {
        GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
        if (permitted != null) {
            names.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
        if (excluded != null) {
            for (GeneralSubtree subtree : excluded) {
                names.addExcludedSubtree(subtree);
            }
        }
    }

    private static boolean allowed(Certificate certificate, PKIXNameConstraintValidator names) {
        try {
            X500Name subject = certificate.subjectName();
            if (subject.getRDNs().length > 0) {
                check(new GeneralName(subject), names);
            }
            for (GeneralName name : certificate.extensions().names()) {
                check(name, names);
            }
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    private static void check(GeneralName name, PKIXNameConstraintValidator names)
            throws NameConstraintValidatorException {
        names.checkPermitted(name);
        names.checkExcluded(name);
    }
}
