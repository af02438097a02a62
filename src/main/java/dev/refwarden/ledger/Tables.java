package dev.refwarden.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The tables that follow from the lines: what is written into them, and what of it the next line depends on. */
interface Tables extends Changes, IndexRows, Names {
    /** The number of a repository; absent where no line was about it. */
    Optional<Long> repository(String name) throws IOException;

    /** The number that the newest repository got; 0 where there is none. */
    long newestRepository() throws IOException;

    /** What a decision accepted, and is not known to have landed; by ref and rule. */
    List<AcceptedTip> waiting(long repository, long seq) throws IOException;
}
