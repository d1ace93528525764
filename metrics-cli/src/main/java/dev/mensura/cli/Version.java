package dev.mensura.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of Mensura, from the properties that Maven puts into the jar.
final class Version {
    private static final String PROPERTIES =
            "/META-INF/maven/dev.mensura/metrics-cli/pom.properties";

    private Version() {}

    /// Returns the version, `development` outside a jar.
    static String current() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream(PROPERTIES)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(PROPERTIES, unreadable);
        }
        return properties.getProperty("version", "development");
    }
}
