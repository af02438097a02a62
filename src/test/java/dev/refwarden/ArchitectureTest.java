package dev.refwarden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.refwarden.decision.Verdict;
import dev.refwarden.hook.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** Which way the arrows of dependency point. */
@AnalyzeClasses(packages = "dev.refwarden", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The rooms of the house, from the outside in: each may use only those that follow it. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "replay",
            "notify",
            "review.web",
            "doctor",
            "hook",
            "review",
            "report",
            "evidence",
            "ledger",
            "decision",
            "policy",
            "statement",
            "format",
            "people",
            "git",
            "crypto");

    @ArchTest
    static final ArchRule EVERYTHING_HAS_A_ROOM = classes().should(new ArchCondition<>("be in a room of the house") {
        @Override
        public void check(JavaClass checked, ConditionEvents events) {
            if (room(checked).isEmpty()) {
                events.add(SimpleConditionEvent.violated(checked, checked + " is in no room"));
            }
        }
    });

    @ArchTest
    static final ArchRule ARROWS_POINT_INWARD = classes().should(new ArchCondition<>("use only rooms further in") {
        @Override
        public void check(JavaClass user, ConditionEvents events) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                int from = ROOMS.indexOf(room(user).orElse("cli"));
                int to = ROOMS.indexOf(room(dependency.getTargetClass()).orElse("crypto"));
                if (to < from) {
                    events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                }
            }
        }
    });

    private static Optional<String> room(JavaClass checked) {
        String name = checked.getPackageName() + ".";
        return ROOMS.stream()
                .filter(room -> name.startsWith("dev.refwarden." + room + "."))
                .max(Comparator.comparingInt(String::length));
    }

    @ArchTest
    static final ArchRule NO_CIRCLES_WITHIN_POLICY =
            slices().matching("dev.refwarden.policy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONE_PLACE_NAMES_THE_FORMATS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.refwarden.format.*..")
            .and()
            .doNotHaveFullyQualifiedName("dev.refwarden.format.SignatureFormats")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.refwarden.format.*..");

    @ArchTest
    static final ArchRule A_FORMAT_KNOWS_NO_OTHER =
            slices().matching("dev.refwarden.format.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule ONLY_CRYPTO_AND_FORMATS_TOUCH_BOUNCY_CASTLE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.refwarden.crypto..", "dev.refwarden.format..", "dev.refwarden.ledger.tree..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule ONLY_POLICY_TOUCHES_SNAKEYAML = noClasses()
            .that()
            .resideOutsideOfPackage("dev.refwarden.policy.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule ONLY_GIT_TOUCHES_JGIT = noClasses()
            .that()
            .resideOutsideOfPackages("dev.refwarden.git.store..", "dev.refwarden.hook.jgit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule ONLY_NOTIFY_TOUCHES_THE_NETWORK_AND_MAIL = noClasses()
            .that()
            .resideOutsideOfPackage("dev.refwarden.notify..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "jakarta.mail..");

    @ArchTest
    static final ArchRule ONE_PLACE_ACCEPTS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.refwarden.hook.PushHandler")
            .should()
            .callConstructor(Outcome.Passed.class);

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("dev.refwarden.decision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "dev.refwarden.git.store..")
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
                    "dev.refwarden.format..",
                    "dev.refwarden.people..",
                    "dev.refwarden.statement..",
                    "dev.refwarden.evidence..",
                    "dev.refwarden.policy..",
                    "dev.refwarden.ledger..")
            .and()
            // Commands write today's date into files.
            .resideOutsideOfPackage("dev.refwarden.policy.edit..")
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

    /** More values than these are a record, whose components say what each is; its own constructor takes them all. */
    private static final int MOST_PARAMETERS = 6;

    @ArchTest
    static final ArchRule NOTHING_TAKES_SEVEN_PARAMETERS = codeUnits()
            .should(new ArchCondition<>("take six parameters at most") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    boolean ofRecord = unit.isConstructor() && unit.getOwner().isRecord();
                    boolean lambda = unit.getName().startsWith("lambda$");
                    int count = unit.getRawParameterTypes().size();
                    if (count > MOST_PARAMETERS && !ofRecord && !lambda) {
                        events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " takes " + count));
                    }
                }
            });

    @ArchTest
    static final ArchRule NULL_IS_NOWHERE_UNNAMED =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);
}
