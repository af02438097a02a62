package dev.refwarden.policy;

import dev.refwarden.policy.yaml.DisplayText;
import java.util.Optional;

/** What a glob is matched against, and so what may stand in it. */
public enum PatternKind {
    /** A repository's name, such as {@code platform/api}. */
    REPOSITORY {
        @Override
        public Optional<String> fault(String pattern) {
            return folderFault(pattern);
        }
    },
    /** A full ref name, such as {@code refs/heads/main}. */
    REF {
        @Override
        public Optional<String> fault(String pattern) {
            Optional<String> fault = commonFault(pattern);
            return fault.isPresent() ? fault : RefPattern.fault(pattern);
        }
    },
    /** A file's path from the repository's root, such as {@code .github/workflows/ci.yml}. */
    PATH {
        @Override
        public Optional<String> fault(String pattern) {
            return folderFault(pattern);
        }
    };

    private static final int MAX_LENGTH = 1024;

    /** Why no name of this kind could ever match {@code pattern}; empty where one could. */
    public abstract Optional<String> fault(String pattern);

    private static Optional<String> folderFault(String pattern) {
        Optional<String> fault = commonFault(pattern);
        if (fault.isPresent()) {
            return fault;
        }
        if (pattern.indexOf('.') < 0) {
            return Optional.empty();
        }
        for (String segment : pattern.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.of(DisplayText.quoted(pattern) + " matches nothing: no name has a segment " + segment);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> commonFault(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of("a pattern longer than " + MAX_LENGTH + " characters");
        }
        if (pattern.startsWith("/")) {
            return Optional.of(DisplayText.quoted(pattern) + " matches nothing: no name begins with a slash"
                    + didYouMean(pattern.substring(1)));
        }
        if (pattern.endsWith("/")) {
            return Optional.of(DisplayText.quoted(pattern) + " matches nothing: no name ends in a slash"
                    + didYouMean(pattern + "**"));
        }
        if (pattern.contains("//")) {
            return Optional.of(DisplayText.quoted(pattern) + " matches nothing: no name has an empty segment");
        }
        return misplacedStars(pattern);
    }

    private static Optional<String> misplacedStars(String pattern) {
        if (areWholeSegments(pattern)) {
            return Optional.empty();
        }
        for (String segment : pattern.split("/", -1)) {
            if (segment.contains("**") && !segment.equals("**")) {
                return Optional.of(DisplayText.quoted(pattern) + ": ** matches whole segments, alone between slashes"
                        + meant(pattern, segment));
            }
        }
        return Optional.empty();
    }

    /** Whether every {@code **} is alone between slashes, without taking the pattern apart. */
    private static boolean areWholeSegments(String pattern) {
        for (int at = pattern.indexOf("**"); at >= 0; at = pattern.indexOf("**", at + 2)) {
            int end = at + 2;
            boolean begins = at == 0 || pattern.charAt(at - 1) == '/';
            if (!begins || (end < pattern.length() && pattern.charAt(end) != '/')) {
                return false;
            }
        }
        return true;
    }

    /** {@code **.sh} means files of that name anywhere, {@code release**} all that is below. */
    private static String meant(String pattern, String segment) {
        String rest = segment.replace("**", "");
        if (rest.length() != segment.length() - 2 || rest.indexOf('*') >= 0) {
            return "";
        }
        if (segment.startsWith("**")) {
            return didYouMean(pattern.replace(segment, "**/*" + rest));
        }
        return pattern.endsWith(segment) && segment.endsWith("**")
                ? didYouMean(pattern.replace(segment, rest + "/**"))
                : "";
    }

    static String didYouMean(String pattern) {
        return pattern.length() > 60 ? "" : ", did you mean " + DisplayText.quoted(pattern) + "?";
    }
}
