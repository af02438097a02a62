package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bundle, of the third version as other ids than SHA-1's want it, with a pack that git makes. */
final class GitBundle implements ObjectBundle {
    private static final String SIGNATURE = "# v3 git bundle\n";

    private final GitProgram program;
    private final VerifiedObjects objects;

    GitBundle(GitProgram program, VerifiedObjects objects) {
        this.program = program;
        this.objects = objects;
    }

    @Override
    public void write(Map<String, ObjectId> refs, Set<ObjectId> base, OutputStream out)
            throws IOException, MissingObjectsException {
        StringBuilder head = new StringBuilder(SIGNATURE);
        StringBuilder wanted = new StringBuilder();
        for (Map.Entry<String, ObjectId> ref : refs.entrySet()) {
            if (objects.type(ref.getValue()).isEmpty()) {
                throw new MissingObjectsException();
            }
            wanted.append(ref.getValue().hex()).append('\n');
        }
        Optional<ObjectId> any = refs.values().stream().findFirst();
        any.ifPresent(
                id -> head.append("@object-format=").append(id.format().word()).append('\n'));
        for (ObjectId id : base) {
            if (objects.type(id).equals(Optional.of(ObjectType.COMMIT))) {
                head.append('-').append(id.hex()).append(" \n");
                wanted.append('^').append(id.hex()).append('\n');
            }
        }
        refs.forEach(
                (name, id) -> head.append(id.hex()).append(' ').append(name).append('\n'));
        head.append('\n');
        try (GitProcess git =
                program.start("pack-objects", "--revs", "--stdout", "--thin", "--delta-base-offset", "-q")) {
            git.send(wanted.toString().getBytes(StandardCharsets.US_ASCII));
            git.sendNothingMore();
            byte[] piece = new byte[1 << 16];
            int count = git.read(piece, 0, piece.length);
            if (count > 0) {
                out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            }
            for (; count >= 0; count = git.read(piece, 0, piece.length)) {
                out.write(piece, 0, count);
            }
            if (git.exitStatus() != 0) {
                throw new MissingObjectsException();
            }
            git.answered();
        }
    }
}
