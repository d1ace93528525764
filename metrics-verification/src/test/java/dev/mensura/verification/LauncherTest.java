package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The script `mensura` in a repository of empty modules, with a Java and a Maven that write down
/// what they are asked for.
@DisplayName("The script mensura")
class LauncherTest {
    private static final List<String> MODULES =
            List.of(
                    "metrics-api",
                    "metrics-core-simd",
                    "metrics-segmentation",
                    "metrics-cli",
                    "metrics-benchmarks");

    /// Long ago, so that what is built is newer.
    private static final FileTime PAST = FileTime.from(Instant.EPOCH.plus(Duration.ofDays(365)));

    @TempDir private Path folder = Path.of("");

    /// The exit code of Java.
    private int javaEnds;

    /// What users set as `MENSURA_OPTS`.
    private String options = "";

    @BeforeEach
    void makeRepository() throws IOException {
        Files.copy(Artifact.repository().resolve("mensura"), folder.resolve("mensura"));
        makeSource("pom.xml");
        for (String module : MODULES) {
            makeSource(module + "/pom.xml");
            makeSource(module + "/src/main/Source.java");
        }
        Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        makeProgram(
                "jdk/bin/java",
                """
                echo "java $*"
                case $* in *jdk.incubator*) echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2 ;; esac
                echo "on standard error" >&2
                exit "${JAVA_ENDS:-0}"
                """);
        makeProgram("jdk/bin/javac", "exit 1");
        makeProgram("bin/mvn", "echo \"mvn $*\" >>maven.log\n" + makeJars());
    }

    private void makeSource(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        for (Path each = file; !each.equals(folder); each = each.getParent()) {
            Files.setLastModifiedTime(each, PAST);
        }
    }

    private void makeProgram(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /// What a build leaves behind, of either program.
    private static String makeJars() {
        StringBuilder script = new StringBuilder("mkdir -p metrics-cli/target/dist/lib\n");
        for (String module : MODULES) {
            script.append("mkdir -p ").append(module).append("/target\n");
            script.append("for jar in target/").append(module).append("-1.jar; do\n");
            script.append("  echo jar >").append(module).append("/$jar\n");
            script.append("  cp ").append(module).append("/$jar metrics-cli/target/dist/lib\n");
            script.append("done\n");
        }
        return script + "echo jar >metrics-benchmarks/target/benchmarks.jar";
    }

    /// Returns what the script prints, errors too, and then its exit code.
    private List<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", folder.resolve("mensura").toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MENSURA_JAVA", folder.resolve("jdk").toString());
        builder.environment().put("JAVA_ENDS", Integer.toString(javaEnds));
        builder.environment().put("MENSURA_OPTS", options);
        builder.environment().compute("PATH", (name, path) -> folder.resolve("bin") + ":" + path);
        Process process = builder.start();
        List<String> lines =
                new ArrayList<>(
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .toList());
        lines.add(Integer.toString(process.waitFor()));
        return lines;
    }

    private List<String> builds() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    @DisplayName("runs the command line from the jars that are laid out, built on first use")
    void commandLine() throws Exception {
        List<String> first = run("evaluate", "--threads", "2");
        List<String> second = run("info");

        assertThat(first.getFirst()).startsWith("mensura: building");
        assertThat(first.get(1))
                .endsWith(
                        "-cp "
                                + folder.resolve("metrics-cli/target/dist/lib")
                                + "/* dev.mensura.cli.Main evaluate --threads 2");
        assertThat(second.getFirst()).endsWith("dev.mensura.cli.Main info");
        assertThat(builds()).singleElement().asString().contains("-pl metrics-cli -am package");
    }

    @Test
    @DisplayName("starts with the vector module where vectors are asked for, and else with a cache")
    void vectors() throws Exception {
        run("info"); // builds
        Path cache = folder.resolve("metrics-cli/target/dist/mensura.aot");
        Files.writeString(cache, "cache");

        String plain = run("evaluate", "--predictions", "vector").getFirst();
        String apart = run("evaluate", "--simd", "Vector").getFirst();
        String joined = run("evaluate", "--simd=vector").getFirst();

        assertThat(plain).contains("-XX:AOTCache=" + cache).doesNotContain("--add-modules");
        assertThat(List.of(apart, joined))
                .allMatch(line -> line.contains(" --add-modules jdk.incubator.vector "))
                .noneMatch(line -> line.contains("AOTCache"));
    }

    @Test
    @DisplayName("runs mensura bench from the jar of the benchmarks, with the vector module")
    void bench() throws Exception {
        List<String> first = run("bench", "--only", "argmax planar");
        List<String> second = run("bench");

        assertThat(first.get(1))
                .contains(" --add-modules jdk.incubator.vector ")
                .endsWith(
                        "-cp "
                                + folder.resolve("metrics-benchmarks/target/benchmarks.jar")
                                + " dev.mensura.benchmarks.Bench --only argmax planar");
        assertThat(second.getFirst()).endsWith("dev.mensura.benchmarks.Bench");
        assertThat(builds())
                .singleElement()
                .asString()
                .contains("-pl metrics-benchmarks -am package");
    }

    @Test
    @DisplayName("builds again what is older than a source that it is made from")
    void stale() throws Exception {
        run("bench");
        run("info");
        int built = builds().size();

        for (String source :
                List.of("metrics-core-simd/src/main/Source.java", "metrics-api/pom.xml")) {
            touch(source);
            run("bench");
            assertThat(builds()).hasSize(++built);
            run("bench");
            assertThat(builds()).hasSize(built);
        }
        touch("metrics-cli/src/main/Source.java");
        run("bench");
        assertThat(builds()).hasSize(built);
    }

    @Test
    @DisplayName("compares each module's sources with its own jar, and the common pom.xml with all")
    void staleModule() throws Exception {
        run("info");
        FileTime now = FileTime.from(Instant.now());
        for (String module : MODULES) {
            // As after a build of all but this one, whose jar is the oldest and newer than its
            // sources.
            for (String other : MODULES) {
                setTime(other + "/target/" + other + "-1.jar", now);
                setTime(other + "/src/main/Source.java", minus(now, 30));
            }
            setTime(module + "/target/" + module + "-1.jar", minus(now, 60));
            setTime(module + "/src/main/Source.java", minus(now, 90));
            int built = builds().size();
            run("info");
            assertThat(builds()).as(module).hasSize(built);

            setTime(module + "/src/main/Source.java", minus(now, 30));
            run("info");
            boolean isOfBench = module.equals("metrics-benchmarks");
            assertThat(builds()).as(module).hasSize(isOfBench ? built : built + 1);
        }
        int built = builds().size();
        setTime("pom.xml", FileTime.from(Instant.now().plusSeconds(1)));
        run("info");
        assertThat(builds()).hasSize(built + 1);
    }

    private void setTime(String name, FileTime time) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), time);
    }

    private static FileTime minus(FileTime time, int seconds) {
        return FileTime.from(time.toInstant().minusSeconds(seconds));
    }

    @Test
    @DisplayName("builds again where the jars that are laid out are not those of the modules")
    void laidOut() throws Exception {
        run("info");
        Path built = folder.resolve("metrics-api/target/metrics-api-1.jar");
        Files.writeString(folder.resolve("metrics-cli/target/dist/mensura.aot"), "cache");
        run("info");
        assertThat(builds()).hasSize(1);

        Files.writeString(built, "another");
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(1)));
        run("info");

        assertThat(builds()).hasSize(2);
    }

    @Test
    @DisplayName("builds again where a module was built while the cache was made")
    void builtMeanwhile() throws Exception {
        Path built = folder.resolve("metrics-api/target/metrics-api-1.jar");
        makeProgram(
                "jdk/bin/java",
                "case \"$*\" in *AOTCacheOutput*) echo another >'"
                        + built
                        + "'; sleep 0.1 ;; esac");
        run("info");
        assertThat(builds()).hasSize(1);
        assertThat(built).content().contains("another");

        run("info");

        assertThat(builds()).hasSize(2);
    }

    @Test
    @DisplayName("asks Java for its release where no file tells it, and wants a recent one")
    void release() throws Exception {
        run("info");
        Path release = folder.resolve("jdk/release");
        Files.writeString(
                release, "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"24.0.1\"\nOS_NAME=\"Linux\"\n");
        assertThat(run("info").getFirst()).contains("expected a Java 25 or later");
        Files.writeString(release, "JAVA_VERSION=\"26-ea\""); // no end of line
        assertThat(run("info").getLast()).isEqualTo("0");

        Files.delete(release);
        makeProgram("jdk/bin/java", "echo '    java.specification.version = 24'");
        assertThat(run("info").getFirst()).contains("expected a Java 25 or later");
        makeProgram("jdk/bin/java", "echo '    java.specification.version = 25'");
        assertThat(run("info").getLast()).isEqualTo("0");
    }

    /// Makes a source newer than what is built, and not newer than what is built next.
    private void touch(String source) throws IOException {
        Instant built =
                Files.getLastModifiedTime(
                                folder.resolve("metrics-benchmarks/target/benchmarks.jar"))
                        .toInstant();
        Files.setLastModifiedTime(
                folder.resolve(source), FileTime.from(built.plus(Duration.ofMillis(1))));
    }

    @Test
    @DisplayName(
            "takes out the warning of the vector module alone, also where users ask for that"
                    + " module")
    void warning() throws Exception {
        run("info"); // builds
        List<String> plain = run("info");
        List<String> vector = run("evaluate", "--simd", "vector");
        options = "--add-modules jdk.incubator.vector";
        List<String> own = run("info");

        for (List<String> lines : List.of(plain, vector, own)) {
            assertThat(lines).hasSize(3).element(0).asString().startsWith("java ");
            assertThat(lines).element(1).isEqualTo("on standard error");
        }
    }

    @Test
    @DisplayName("ends as its program ends")
    void exitCode() throws Exception {
        for (int exitCode : new int[] {0, 2, 70}) {
            javaEnds = exitCode;
            assertThat(run("bench").getLast()).isEqualTo(Integer.toString(exitCode));
            assertThat(run("info").getLast()).isEqualTo(Integer.toString(exitCode));
        }
    }
}
