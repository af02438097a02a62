package dev.refwarden.notify;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.desk.Contents;
import dev.refwarden.review.desk.Desk;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes news of lines of the log, assessed as they look now: what belongs to one incident is one message. */
final class NewsDesk {
    /** How long what was kept of pushes is looked through; what was not looked at by then is not known to be ordinary. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Optional<Configuration> configuration;
    private final Contents contents;

    /** @param configuration absent where it cannot be read, which keeps no one from being notified */
    NewsDesk(Ledger ledger, Optional<Configuration> configuration, Contents contents) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.contents = contents;
    }

    /** The news in these lines, oldest first; lines that hold none are left out. */
    List<News> of(List<Long> seqs) throws IOException {
        List<News> news = new ArrayList<>();
        List<LoggedPush> refused = new ArrayList<>();
        for (LoggedPush line : new DecisionIndex(ledger).lines(seqs)) {
            if (line.decision().isRefused()) {
                refused.add(0, line);
            } else if (line.decision().fields().get("alarms") instanceof List<?>) {
                news.add(new News.Alarm(line.decision()));
            }
        }
        Desk desk = new Desk(ledger, configuration, contents).within(PATIENCE);
        Map<String, List<DeskCase>> incidents = new LinkedHashMap<>();
        for (DeskCase one : desk.cases(refused)) {
            incidents.computeIfAbsent(one.incident(), none -> new ArrayList<>()).add(one);
        }
        incidents.values().forEach(cases -> news.add(new News.Refusals(cases)));
        news.sort((one, other) -> Long.compare(oldest(one), oldest(other)));
        return news;
    }

    private static long oldest(News news) {
        return news.seqs().stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
