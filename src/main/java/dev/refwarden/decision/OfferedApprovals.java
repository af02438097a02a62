package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The approvals that were offered with one push, in their order; those that concern one of its refs are found without looking at
 * all, so that many refs with many approvals each take linear time.
 */
final class OfferedApprovals extends AbstractList<OfferedApproval> implements RandomAccess {
    private final List<OfferedApproval> offered;
    private @Nullable Index index;

    private OfferedApprovals(List<OfferedApproval> offered) {
        this.offered = List.copyOf(offered);
    }

    static List<OfferedApproval> of(List<OfferedApproval> offered) {
        return offered instanceof OfferedApprovals known ? known : new OfferedApprovals(offered);
    }

    /** Those of {@code offered} that speak of {@code ref}, and those that speak of no update of the push at all. */
    static List<OfferedApproval> concerning(RefName ref, Push push, List<OfferedApproval> offered) {
        return offered instanceof OfferedApprovals known ? known.concerning(ref, push) : offered;
    }

    private List<OfferedApproval> concerning(RefName ref, Push push) {
        Index known = index;
        if (known == null) {
            known = new Index(push);
            index = known;
        }
        return known.concerning(ref);
    }

    /** Where approvals stand in the list. */
    private final class Index {
        private final Map<RefName, List<Integer>> ofRefs = new HashMap<>();
        private final List<Integer> strays = new ArrayList<>();

        Index(Push push) {
            for (int i = 0; i < offered.size(); i++) {
                if (offered.get(i) instanceof OfferedApproval.Stated stated
                        && push.updates().contains(stated.statement().update())) {
                    ofRefs.computeIfAbsent(stated.statement().update().ref(), none -> new ArrayList<>())
                            .add(i);
                } else {
                    strays.add(i);
                }
            }
        }

        List<OfferedApproval> concerning(RefName ref) {
            List<Integer> places = new ArrayList<>(ofRefs.getOrDefault(ref, List.of()));
            places.addAll(strays);
            return places.stream().sorted().map(offered::get).toList();
        }
    }

    @Override
    public OfferedApproval get(int place) {
        return offered.get(place);
    }

    @Override
    public int size() {
        return offered.size();
    }
}
