package dev.refwarden.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Fuzzes the targets one after another, each in a Java of its own, for so many seconds. What a fuzzer finds lies in {@code
 * target/fuzz/TARGET}; fixed, it goes to the target's folder of seeds.
 */
final class FuzzRun {
    private static final Path OUT = Path.of("target/fuzz");
    private static final String INSTRUMENTED =
            "dev.refwarden.**:org.yaml.snakeyaml.**:com.nimbusds.**:com.fasterxml.jackson.core.**:org.bouncycastle.asn1.**";
    private static final int MEGABYTES = 3_000;
    private static final Duration LONGEST_INPUT = Duration.ofSeconds(10);

    private FuzzRun() {}

    /** @param arguments seconds for each target, and an expression for the names of targets */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(arguments[0]);
        Pattern names = Pattern.compile(arguments[1]);
        List<String> results = new ArrayList<>();
        boolean allKept = true;
        for (Target target : Targets.ALL) {
            if (names.matcher(target.name()).matches()) {
                int status = fuzz(target, seconds);
                allKept &= status == 0;
                results.add(target.name() + ": " + (status == 0 ? "nothing found" : "FAILED, exit status " + status));
            }
        }
        results.forEach(result -> System.out.println("fuzz: " + result));
        if (results.isEmpty() || !allKept) {
            System.out.println(results.isEmpty() ? "fuzz: no target has such a name" : "fuzz: see " + OUT);
            System.exit(1);
        }
    }

    private static int fuzz(Target target, int seconds) throws IOException, InterruptedException {
        Path folder = OUT.resolve(target.name());
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        List<byte[]> seeds = target.seeds().make();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=" + INSTRUMENTED,
                "--custom_hook_includes=dev.refwarden.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-rss_limit_mb=" + MEGABYTES,
                "-timeout=" + LONGEST_INPUT.toSeconds(),
                "-max_total_time=" + seconds,
                corpus.toString()));
        if (Files.isDirectory(SeedFiles.FOLDER.resolve(target.name()))) {
            command.add(SeedFiles.FOLDER.resolve(target.name()).toString());
        }
        System.out.println("fuzz: " + target.name() + " for " + seconds + " s");
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
