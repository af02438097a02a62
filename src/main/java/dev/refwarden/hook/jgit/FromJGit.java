package dev.refwarden.hook.jgit;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.hook.MalformedPush;
import dev.refwarden.hook.Received;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushCertificate;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/** A push as JGit received it: its objects are in the repository already. */
record FromJGit(Repository repository, List<ReceiveCommand> commands, Map<String, String> environment)
        implements Received {
    /** @param variables by the word of the server; none of them may look like one of git's own */
    static FromJGit of(ReceivePack receiving, Collection<ReceiveCommand> commands, Map<String, String> variables)
            throws IOException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        @Nullable File directory = receiving.getRepository().getDirectory();
        if (directory != null) {
            environment.put("GIT_DIR", directory.toString());
        }
        addOptions(receiving, environment);
        addCertificate(receiving, environment);
        return new FromJGit(receiving.getRepository(), List.copyOf(commands), environment);
    }

    @Override
    public List<RefUpdate> updates() throws MalformedPush {
        List<RefUpdate> updates = new ArrayList<>(commands.size());
        for (ReceiveCommand command : commands) {
            if (command.getOldSymref() != null || command.getNewSymref() != null) {
                throw new MalformedPush("a symbolic ref cannot be pushed");
            }
            updates.add(
                    new RefUpdate(id(command.getOldId()), id(command.getNewId()), new RefName(command.getRefName())));
        }
        return updates;
    }

    @Override
    public GitRepository open() throws IOException, UnsupportedRepository {
        return GitRepository.borrow(repository);
    }

    private static void addOptions(ReceivePack receiving, Map<String, String> environment) {
        @Nullable List<String> options = receiving.getPushOptions();
        if (options == null) {
            return;
        }
        environment.put("GIT_PUSH_OPTION_COUNT", Integer.toString(options.size()));
        for (int i = 0; i < options.size(); i++) {
            environment.put("GIT_PUSH_OPTION_" + i, options.get(i));
        }
    }

    /**
     * JGit has parsed the certificate and compared its nonce. It is written down as git would do it, so that its
     * signature is checked over its own bytes; where JGit did not keep them exactly, it does not verify.
     */
    private static void addCertificate(ReceivePack receiving, Map<String, String> environment) throws IOException {
        @Nullable PushCertificate certificate = receiving.getPushCertificate();
        if (certificate == null) {
            return;
        }
        try (ObjectInserter inserter = receiving.getRepository().newObjectInserter()) {
            byte[] text = certificate.toTextWithSignature().getBytes(StandardCharsets.UTF_8);
            environment.put(
                    "GIT_PUSH_CERT", inserter.insert(Constants.OBJ_BLOB, text).name());
            inserter.flush();
        }
        // JGit says OK only where the certificate's nonce is the one that it gave.
        environment.put("GIT_PUSH_CERT_NONCE", certificate.getNonce());
        environment.put("GIT_PUSH_CERT_NONCE_STATUS", String.valueOf(certificate.getNonceStatus()));
    }

    /** JGit's ids are SHA-1's. */
    private static ObjectId id(AnyObjectId id) {
        byte[] raw = new byte[ObjectFormat.SHA1.bytes()];
        id.copyRawTo(raw, 0);
        return ObjectFormat.SHA1.idAt(raw, 0);
    }
}
