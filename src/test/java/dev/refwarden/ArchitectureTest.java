package dev.refwarden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.refwarden.decision.Verdict;
import dev.refwarden.hook.Outcome;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/** Which way the arrows of dependency point. */
@AnalyzeClasses(packages = "dev.refwarden", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.refwarden..")
            .layer("cli")
            .definedBy("dev.refwarden.cli..")
            .layer("comparison")
            .definedBy("dev.refwarden.comparison..")
            .layer("rehearsal")
            .definedBy("dev.refwarden.rehearsal..")
            .layer("doctor")
            .definedBy("dev.refwarden.doctor..")
            .layer("jgit")
            .definedBy("dev.refwarden.jgit..")
            .layer("hook")
            .definedBy("dev.refwarden.hook..")
            .layer("review")
            .definedBy("dev.refwarden.review..")
            .layer("dossier")
            .definedBy("dev.refwarden.dossier..")
            .layer("exhibit")
            .definedBy("dev.refwarden.exhibit..")
            .layer("report")
            .definedBy("dev.refwarden.report..")
            .layer("evidence")
            .definedBy("dev.refwarden.evidence..")
            .layer("ledger")
            .definedBy("dev.refwarden.ledger..")
            .layer("decision")
            .definedBy("dev.refwarden.decision..")
            .layer("policy")
            .definedBy("dev.refwarden.policy..")
            .layer("attestation")
            .definedBy("dev.refwarden.attestation..")
            .layer("signature")
            .definedBy("dev.refwarden.signature..")
            .layer("merge")
            .definedBy("dev.refwarden.merge..")
            .layer("history")
            .definedBy("dev.refwarden.history..")
            .layer("git")
            .definedBy("dev.refwarden.git..")
            .layer("key")
            .definedBy("dev.refwarden.key..")
            .layer("x509")
            .definedBy("dev.refwarden.x509..")
            .layer("object")
            .definedBy("dev.refwarden.object..")
            .layer("crypto")
            .definedBy("dev.refwarden.crypto..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("comparison")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("rehearsal")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("doctor")
            .mayOnlyBeAccessedByLayers("cli", "review")
            .whereLayer("jgit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("hook")
            .mayOnlyBeAccessedByLayers("jgit", "cli", "doctor")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli", "review", "doctor", "hook")
            .whereLayer("review")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("dossier")
            .mayOnlyBeAccessedByLayers("cli", "review")
            .whereLayer("exhibit")
            .mayOnlyBeAccessedByLayers("doctor", "cli", "review", "dossier", "hook")
            .whereLayer("evidence")
            .mayOnlyBeAccessedByLayers("doctor", "cli", "hook")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("jgit", "cli", "review", "dossier", "doctor", "hook", "evidence", "exhibit")
            .whereLayer("decision")
            .mayOnlyBeAccessedByLayers(
                    "doctor",
                    "rehearsal",
                    "cli",
                    "review",
                    "dossier",
                    "hook",
                    "report",
                    "evidence",
                    "exhibit",
                    "ledger")
            .whereLayer("x509")
            .mayOnlyBeAccessedByLayers("cli", "key", "signature", "policy")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers(
                    "comparison",
                    "rehearsal",
                    "cli",
                    "doctor",
                    "hook",
                    "report",
                    "evidence",
                    "exhibit",
                    "dossier",
                    "review",
                    "ledger",
                    "decision")
            .whereLayer("attestation")
            .mayOnlyBeAccessedByLayers("rehearsal", "cli", "hook", "report", "evidence", "ledger", "decision")
            .whereLayer("merge")
            .mayOnlyBeAccessedByLayers("evidence")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("evidence")
            .whereLayer("git")
            .mayOnlyBeAccessedByLayers("jgit", "cli", "review", "dossier", "doctor", "hook", "evidence")
            .whereLayer("signature")
            .mayOnlyBeAccessedByLayers(
                    "rehearsal", "cli", "hook", "report", "evidence", "ledger", "decision", "attestation");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("dev.refwarden.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_CRYPTO_AND_KEYS_TOUCH_BOUNCY_CASTLE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.refwarden.crypto..",
                    "dev.refwarden.key..",
                    "dev.refwarden.ledger.tree..",
                    "dev.refwarden.signature..",
                    "dev.refwarden.x509..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule ONLY_POLICY_TOUCHES_SNAKEYAML = noClasses()
            .that()
            .resideOutsideOfPackage("dev.refwarden.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule ONLY_GIT_TOUCHES_JGIT = noClasses()
            .that()
            .resideOutsideOfPackages("dev.refwarden.git..", "dev.refwarden.jgit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule ONE_PLACE_ACCEPTS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.refwarden.hook.Hearing")
            .should()
            .callConstructor(Outcome.Passed.class);

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("dev.refwarden.decision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "dev.refwarden.git..", "dev.refwarden.history..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, System.class, java.io.File.class, java.io.InputStream.class);

    @ArchTest
    static final ArchRule THE_TREE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("dev.refwarden.ledger.tree..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..", "java.time..");

    @ArchTest
    static final ArchRule DECISIONS_ARE_TOLD_THE_TIME = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.refwarden.decision..",
                    "dev.refwarden.signature..",
                    "dev.refwarden.x509..",
                    "dev.refwarden.key..",
                    "dev.refwarden.attestation..",
                    "dev.refwarden.evidence..",
                    "dev.refwarden.policy..",
                    "dev.refwarden.ledger..")
            .should()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule NOTHING_RUNS_OTHER_PROGRAMS_WHILE_A_PUSH_IS_JUDGED = noClasses()
            .that()
            .resideOutsideOfPackages("dev.refwarden.doctor..", "dev.refwarden.cli..")
            // Git itself reads repositories of SHA-256 ids.
            .and()
            .doNotHaveFullyQualifiedName("dev.refwarden.git.store.GitProgram")
            .and()
            .doNotHaveFullyQualifiedName("dev.refwarden.git.store.GitWatch")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class, Runtime.class)
            .andShould()
            .notHaveSimpleName("Examination");

    @ArchTest
    static final ArchRule ACCEPTANCES_ARE_MADE_BY_THE_DECISION_ALONE = noConstructors()
            .that()
            .areDeclaredIn(Verdict.Accepted.class)
            .or()
            .areDeclaredIn(Verdict.Observed.class)
            .or()
            .areDeclaredIn(Verdict.Waived.class)
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule NULL_IS_NOWHERE_UNNAMED =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);
}
