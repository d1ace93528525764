package dev.mensura.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown page: its headings, its links, and the parts of it that are generated.
///
/// @param file where it is
/// @param text what it says
record MarkdownPage(Path file, String text) {
    private static final Pattern HEADING =
            Pattern.compile("^(?<level>#{1,6}) (?<title>.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\((?<target>[^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern GENERATED =
            Pattern.compile(
                    "(?s)(?<start><!-- generated: (?<key>[^\n]*?) -->\n)(?<text>.*?)"
                            + "(?<end><!-- end of generated -->)");

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(file, Files.readString(file));
    }

    /// Returns the titles of the headings of a level, in order.
    List<String> headings(int level) {
        return HEADING.matcher(withoutFences())
                .results()
                .filter(heading -> heading.group("level").length() == level)
                .map(heading -> heading.group("title").strip())
                .toList();
    }

    /// Returns the names by which links reach the headings, as GitHub makes them: in lower case,
    /// blanks as hyphens, without other signs, and numbered from the second of the same name on.
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> anchors = new ArrayList<>();
        HEADING.matcher(withoutFences())
                .results()
                .map(heading ->
                        heading.group("title")
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .forEach(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                });
        return anchors;
    }

    /// Returns what the links outside of code point to, in order.
    List<String> links() {
        return LINK.matcher(CODE.matcher(text).replaceAll("`code`"))
                .results()
                .map(link -> link.group("target"))
                .toList();
    }

    /// Returns the keys of the generated parts, in order.
    List<String> generatedKeys() {
        return GENERATED.matcher(text).results().map(part -> part.group("key")).toList();
    }

    /// Returns this page with each generated part as `generator` has it for its key.
    MarkdownPage generated(UnaryOperator<String> generator) {
        return new MarkdownPage(
                file,
                GENERATED
                        .matcher(text)
                        .replaceAll((MatchResult part) ->
                                Matcher.quoteReplacement(
                                        part.group("start")
                                                + generator.apply(part.group("key"))
                                                + part.group("end"))));
    }

    private String withoutFences() {
        return text.replaceAll("(?ms)^```.*?^```", "");
    }

    @Override
    public String toString() {
        return Artifact.repository().relativize(file).toString().replace('\\', '/');
    }
}
