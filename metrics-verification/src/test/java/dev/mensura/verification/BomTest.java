package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

@DisplayName("The bill of materials")
class BomTest {
    @Test
    @DisplayName("lists every artifact that others get, and nothing else, in the version of all")
    void isComplete() throws Exception {
        Path pom = Artifact.repository().resolve("metrics-bom/pom.xml");
        Document bom =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        NodeList dependencies = bom.getElementsByTagName("dependency");
        List<String> listed =
                IntStream.range(0, dependencies.getLength())
                        .mapToObj(i -> (Element) dependencies.item(i))
                        .map(each -> text(each, "artifactId") + ":" + text(each, "version"))
                        .toList();

        Stream<String> java =
                Arrays.stream(Artifact.values())
                        .map(each -> each.folder().getFileName().toString());
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(java, Stream.of("metrics-kotlin"))
                                .map(each -> each + ":${project.version}")
                                .toList());
        assertThat(text(bom.getDocumentElement(), "version"))
                .isEqualTo(System.getProperty("mensura.version"));
        assertThat(bom.getElementsByTagName("parent").getLength()).isZero();
    }

    /// Returns the content of the first element inside `element` called `name`.
    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
