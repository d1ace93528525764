package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

@DisplayName("Public types")
class PublicTypesTest {
    private static final Pattern PUBLIC =
            Pattern.compile(
                    "(?m)^public (?:(?:final|abstract|sealed|non-sealed) )*"
                            + "(?:class|record|interface|enum|@interface) ");

    /// A line of documentation, then nothing but further ones and annotations.
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?m)^/// \\S.*\\n(?:///.*\\n|@.*\\n)*" + PUBLIC.pattern());

    @Test
    @DisplayName("say what they are for")
    void haveDocumentation() throws IOException {
        List<Path> types = new ArrayList<>();
        List<Path> silent = new ArrayList<>();
        for (Artifact artifact : Artifact.values()) {
            try (Stream<Path> files = Files.walk(artifact.folder().resolve("src/main/java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    if (PUBLIC.matcher(source).find()) {
                        types.add(file);
                        if (!isDocumented(source)) {
                            silent.add(file);
                        }
                    }
                }
            }
        }
        assertThat(types).hasSizeGreaterThan(50);
        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("that do not would be found")
    void faults() {
        assertThat(isDocumented("/// Says it.\n///\n@Deprecated\npublic final class A {}"))
                .isTrue();
        assertThat(isDocumented("import a.B;\n\npublic final class A {}")).isFalse();
        assertThat(isDocumented("/// Of another.\nclass B {}\n\npublic record A() {}")).isFalse();
    }

    private static boolean isDocumented(String source) {
        return DOCUMENTED.matcher(source).find();
    }
}
