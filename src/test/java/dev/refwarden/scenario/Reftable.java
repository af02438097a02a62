package dev.refwarden.scenario;

import dev.refwarden.suite.Call;
import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * What a JGit server does with a repository whose refs lie in a reftable: {@code convert DIR}, and {@code update DIR
 * REF NEW [COUNT]}, which moves a ref, or numbered refs of that name.
 */
final class Reftable {
    private Reftable() {}

    static String run(Call call) throws IOException {
        try (FileRepository repository = new FileRepository(call.file(1).toFile())) {
            if (call.argument(0).equals("convert")) {
                repository.convertRefStorage("reftable", false, false);
            } else {
                String count = call.arguments().size() > 4 ? call.argument(4) : "";
                update(repository, call.argument(2), call.argument(3), count);
            }
        }
        return "";
    }

    private static void update(FileRepository repository, String name, String to, String count) throws IOException {
        BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
        batch.setAllowNonFastForwards(true);
        for (int i = 0; i < (count.isEmpty() ? 1 : Integer.parseInt(count)); i++) {
            String ref = count.isEmpty() ? name : String.format("%s%04d", name, i);
            ObjectId old = repository.resolve(ref);
            batch.addCommand(new ReceiveCommand(old == null ? ObjectId.zeroId() : old, ObjectId.fromString(to), ref));
        }
        try (RevWalk walk = new RevWalk(repository)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (ReceiveCommand command : batch.getCommands()) {
            if (command.getResult() != ReceiveCommand.Result.OK) {
                throw new IOException(command + " " + command.getMessage());
            }
        }
    }
}
