package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.fuzz.Promise;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Trees of both formats: what is well-formed is sorted and, written again, the same. */
public final class TreeFuzz {
    private TreeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (ObjectFormat format : ObjectFormat.values()) {
            StoredObject.Raw raw = new StoredObject.Raw(format.nullId(), ObjectType.TREE, input);
            Optional<Tree> tree = Tree.of(raw);
            Optional<String> problem = TreeForm.problem(raw);
            Promise.that(problem.isPresent() || tree.isPresent(), "what is well-formed can be read");
            if (tree.isPresent() && problem.isEmpty()) {
                Promise.that(tree.get().isSorted(), "what is well-formed is sorted");
                byte[] again = written(tree.get());
                // Modes may have zeros in front, which are not kept.
                Promise.that(
                        again.length < input.length || Arrays.equals(again, input), "a tree written again is the same");
            }
        }
    }

    private static byte[] written(Tree tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Tree.Entry entry : tree.entries()) {
            out.writeBytes((Integer.toOctalString(entry.mode()) + " " + entry.name() + "\0").getBytes(ISO_8859_1));
            out.writeBytes(HexFormat.of().parseHex(entry.id().hex()));
        }
        return out.toByteArray();
    }

    public static List<byte[]> seeds() {
        return List.of(
                new byte[0],
                tree(20, "100644 README", "40000 src", "100755 src.sh", "120000 link", "160000 module"),
                tree(32, "100644 README", "40000 src"),
                tree(20, "040000 src", "100644 src.a"),
                tree(20, "100644 .git"),
                tree(20, "120000 .gitmodules"),
                tree(20, "100644 a", "100644 a"),
                tree(20, "777777777777 a"),
                tree(10, "100644 a"));
    }

    private static byte[] tree(int idBytes, String... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String entry : entries) {
            out.writeBytes((entry + "\0").getBytes(ISO_8859_1));
            byte[] id = new byte[idBytes];
            Arrays.fill(id, (byte) entry.length());
            out.writeBytes(id);
        }
        return out.toByteArray();
    }
}
