package dev.refwarden.review.assessment;

import java.io.IOException;
import java.util.List;

/** One way to look at a refused push. */
@FunctionalInterface
interface Reasons {
    List<Reason> of(Scene scene) throws IOException;
}
