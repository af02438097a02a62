package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.TreeComparison;
import dev.refwarden.git.store.UnreadableTree;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.Server;
import dev.refwarden.review.retained.FetchedPush;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The objects of one refused push: those that were kept, on top of what the repository holds. */
public final class CaseObjects implements AutoCloseable {
    private static final long LARGEST = 50L << 20;
    private static final int MOST_FILES = 300;
    private static final int MOST_LINES = 10_000;

    private final Optional<FetchedPush> exhibit;
    private final Optional<GitRepository> repository;
    private final Optional<GitRepository> own;
    private final Set<ObjectId> logged;

    private CaseObjects(
            Optional<FetchedPush> exhibit,
            Optional<GitRepository> repository,
            Optional<GitRepository> own,
            Set<ObjectId> logged) {
        this.exhibit = exhibit;
        this.repository = repository;
        this.own = own;
        this.logged = logged;
    }

    /**
     * Opens them.
     *
     * @param server absent where the configuration cannot be read; then only what was kept leads to the repository
     */
    public static CaseObjects open(LoggedDecision refused, Ledger ledger, Optional<Server> server) throws IOException {
        Optional<CaseId> id = CaseId.read(refused.text("case"));
        return open(
                refused,
                id.isEmpty() ? Optional.empty() : RetainedPushes.of(ledger).find(id.get()),
                server);
    }

    /** Opens them where it is known what was kept. */
    public static CaseObjects open(LoggedDecision refused, Optional<RetainedPush> kept, Optional<Server> server)
            throws IOException {
        Optional<RetainedPush> there = kept.filter(RetainedPush::hasObjects);
        if (there.isEmpty()) {
            return open(Optional.empty(), refused, server);
        }
        FetchedPush fetched = there.get().fetch();
        try {
            return open(Optional.of(fetched), refused, server);
        } catch (IOException | RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    private static CaseObjects open(Optional<FetchedPush> fetched, LoggedDecision refused, Optional<Server> server)
            throws IOException {
        Optional<RetainedPush> exhibit = fetched.map(FetchedPush::push);
        List<Path> base = exhibit.isPresent() ? exhibit.get().base() : List.of();
        Optional<Path> folder = server.isPresent()
                ? RepositoryFolders.find(server.get(), refused.text("repository"))
                : Optional.empty();
        if (folder.isEmpty()) {
            folder = base.stream()
                    .map(objects -> Optional.ofNullable(objects.getParent()))
                    .flatMap(Optional::stream)
                    .filter(around -> Files.exists(around.resolve("HEAD")))
                    .findFirst();
        }
        Optional<GitRepository> own = Optional.empty();
        Optional<GitRepository> all = Optional.empty();
        if (exhibit.isPresent()) {
            Path objects = exhibit.get().objects();
            own = opened(new GitEnvironment(folder.orElse(exhibit.get().folder()), Optional.of(objects), List.of()));
            List<Path> beside = new ArrayList<>(base);
            beside.add(objects);
            all = folder.isPresent()
                    ? opened(new GitEnvironment(folder.get(), Optional.empty(), beside))
                    : opened(new GitEnvironment(exhibit.get().folder(), Optional.of(objects), base));
        } else if (folder.isPresent()) {
            all = opened(GitEnvironment.at(folder.get()));
        }
        return new CaseObjects(fetched, all, own, logged(refused));
    }

    private static Optional<GitRepository> opened(GitEnvironment environment) throws IOException {
        try {
            return Optional.of(GitRepository.open(environment));
        } catch (UnsupportedRepository e) {
            return Optional.empty();
        }
    }

    private static Set<ObjectId> logged(LoggedDecision refused) {
        Set<ObjectId> logged = new HashSet<>();
        for (Map<String, Object> commit : refused.objects("commits")) {
            String id = LoggedDecision.text(commit, "id");
            if (ObjectId.isHex(id)) {
                logged.add(ObjectId.fromHex(id));
            }
        }
        return logged;
    }

    /** What was kept of the push; absent where nothing was, or not any more. */
    public Optional<RetainedPush> exhibit() {
        return exhibit.map(FetchedPush::push);
    }

    /** The repository with what was kept; absent where neither is to be had. */
    public Optional<GitRepository> repository() {
        return repository;
    }

    /** The new commits below a pushed tip, as far as they can still be read. */
    public BroughtCommits commits(ObjectId tip) {
        if (repository.isEmpty()) {
            return new BroughtCommits(List.of(), false, List.of());
        }
        try (VerifiedObjects all = repository.get().objects(LARGEST)) {
            if (own.isEmpty()) {
                return BroughtCommits.of(tip, all, logged::contains);
            }
            try (VerifiedObjects kept = own.get().objects(LARGEST)) {
                return BroughtCommits.of(
                        tip, all, id -> logged.contains(id) || !(kept.read(id) instanceof StoredObject.Missing));
            }
        }
    }

    /** Whether an object can still be read, whole. */
    boolean isReadable(ObjectId id) {
        if (repository.isEmpty()) {
            return false;
        }
        try (VerifiedObjects all = repository.get().objects(LARGEST)) {
            return all.read(id) instanceof StoredObject.Raw;
        }
    }

    /**
     * Compares trees within one budget of files and lines, to be used for the whole case.
     *
     * @param first the names of files that come before others
     */
    public Optional<Differences> differences(Predicate<String> first) {
        return repository.map(open -> new Differences(open.comparison(MOST_FILES, MOST_LINES, first)));
    }

    /** What commits change, until the budget is used up. */
    public static final class Differences implements AutoCloseable {
        private final TreeComparison comparison;

        private Differences(TreeComparison comparison) {
            this.comparison = comparison;
        }

        /** What a commit has otherwise than every one of its parents. */
        public TreeComparison.Difference of(ShownCommit commit) throws IOException, UnreadableTree {
            return comparison.between(commit.parents(), commit.id());
        }

        /** What one commit has otherwise than another. */
        public TreeComparison.Difference between(ObjectId before, ObjectId after) throws IOException, UnreadableTree {
            return comparison.between(List.of(before), after);
        }

        @Override
        public void close() {
            comparison.close();
        }
    }

    @Override
    public void close() {
        repository.ifPresent(GitRepository::close);
        own.ifPresent(GitRepository::close);
        exhibit.ifPresent(FetchedPush::close);
    }
}
