package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Map;
import java.util.stream.Collectors;

@DisplayName("The loops over wide labels")
class WideRunsSizeTest {
    /// `FreqInlineSize` of HotSpot: longer methods are never inlined.
    private static final int LONGEST_INLINED = 325;

    @ParameterizedTest
    @ValueSource(strings = {"VectorLongRuns", "VectorIntRuns"})
    @DisplayName("are in methods too long to be inlined, so that each is compiled alone")
    void size(String name) throws IOException {
        try (InputStream stored = getClass().getResourceAsStream(name + ".class")) {
            Map<String, Integer> sizes =
                    ClassFile.of().parse(stored.readAllBytes()).methods().stream()
                            .filter(method -> method.methodName().stringValue().startsWith("list"))
                            .collect(
                                    Collectors.toMap(
                                            method -> method.methodName().stringValue(),
                                            method ->
                                                    ((CodeAttribute) method.code().orElseThrow())
                                                            .codeLength()));

            assertThat(sizes)
                    .containsOnlyKeys("listArrays", "listMemory")
                    .allSatisfy((method, size) -> assertThat(size).isGreaterThan(LONGEST_INLINED));
        }
    }
}
