package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * What is settled in a repository: the part that most pushes need, and all of it, which may be much. Whoever judges by
 * a part takes more commits for new than there are, so an acceptance is right all the same; a refusal wants all that
 * could matter.
 */
public interface SettledHistory {
    /** The part: what concerns the refs of a push, what was declared for all refs, and the newest of the rest. */
    List<SettledTip> recent();

    /** All of it. */
    List<SettledTip> all() throws IOException;

    /** Whether it is so much that a push is not to read all of it. */
    boolean isLarge() throws IOException;

    /**
     * What is settled among commits that look new, and around them.
     *
     * @param oldest the oldest time that any of them claims, in seconds; what settles one of them without being one is
     *     looked for among the first tips since then
     */
    List<SettledTip> near(Collection<ObjectId> commits, long oldest) throws IOException;

    /** Whether the ledger knows that the ref had this tip at some time. */
    boolean had(RefName ref, ObjectId tip) throws IOException;

    /** One of which the part is all, and that knows of no ref. */
    static SettledHistory of(List<SettledTip> tips) {
        List<SettledTip> all = List.copyOf(tips);
        return new SettledHistory() {
            @Override
            public List<SettledTip> recent() {
                return all;
            }

            @Override
            public List<SettledTip> all() {
                return all;
            }

            @Override
            public boolean isLarge() {
                return false;
            }

            @Override
            public List<SettledTip> near(Collection<ObjectId> commits, long oldest) {
                return all;
            }

            @Override
            public boolean had(RefName ref, ObjectId tip) {
                return false;
            }
        };
    }
}
