package dev.refwarden.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a commit as strictly as {@code git fsck}: {@code tree}, any {@code parent}s, {@code author}
 * and {@code committer} in this order, then other headers among which none of these stands again.
 */
final class CommitReader {
    private static final Set<String> ONLY_AT_THE_TOP = Set.of("tree", "parent", "author", "committer");

    private CommitReader() {}

    static Commit read(byte[] raw, ObjectFormat format) throws MalformedObject {
        Headers headers = new Headers(raw, format);
        ObjectId tree = expect(headers, "tree").id();
        headers.next();
        List<ObjectId> parents = new ArrayList<>(2);
        while (headers.present() && headers.is("parent")) {
            parents.add(headers.id());
            headers.next();
        }
        Identity author = expect(headers, "author").identity();
        headers.next();
        Identity committer = expect(headers, "committer").identity();
        headers.next();
        CarriedSignature signature = signature(raw, headers, format);
        return new Commit(tree, parents, author, committer, signature, Subject.at(raw, headers.bodyStart()));
    }

    private static Headers expect(Headers headers, String name) throws MalformedObject {
        if (!headers.present() || !headers.is(name)) {
            throw new MalformedObject("the header \"" + name + "\" is not where it belongs");
        }
        return headers;
    }

    /**
     * Walks the remaining headers; whatever begins with {@code gpgsig} is someone's signature. A signature for the other format
     * alone is not a signature where ids are SHA-1's, as Git sees it, and a sign of tampering where they are SHA-256's.
     */
    private static CarriedSignature signature(byte[] raw, Headers headers, ObjectFormat format) throws MalformedObject {
        String own = header(format);
        String foreign = format == ObjectFormat.SHA1 ? header(ObjectFormat.SHA256) : header(ObjectFormat.SHA1);
        CarriedSignature found = new CarriedSignature.None();
        boolean other = false;
        String oddity = "";
        for (; headers.present(); headers.next()) {
            if (headers.is(own)) {
                if (found instanceof CarriedSignature.Block) {
                    oddity = "several " + own + " headers";
                }
                found = new CarriedSignature.Block(
                        new SignedBytes(raw, headers.start(), headers.end()), headers.value());
            } else if (headers.is(foreign)) {
                other = true;
            } else if (headers.startsWith("gpgsig")) {
                oddity = "a header that only begins like gpgsig";
            } else if (ONLY_AT_THE_TOP.contains(headers.name())) {
                throw new MalformedObject("the header \"" + headers.name() + "\" appears twice or out of order");
            }
        }
        if (other && found instanceof CarriedSignature.Block) {
            oddity = foreign + " next to " + own;
        } else if (other && format == ObjectFormat.SHA256) {
            oddity = foreign + ", the signature of a SHA-1 repository";
        }
        return oddity.isEmpty() ? found : new CarriedSignature.Ambiguous(oddity);
    }

    private static String header(ObjectFormat format) {
        return format == ObjectFormat.SHA1 ? "gpgsig" : "gpgsig-sha256";
    }
}
