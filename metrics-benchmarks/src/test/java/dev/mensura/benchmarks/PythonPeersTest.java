package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class PythonPeersTest {
    @Test
    @DisplayName("peers are compared with our row of the same masks; what is missing is named")
    void compared() {
        List<Row> rows =
                List.of(
                        new Row("uint8", "city", "512x512", 19, "heap", 99, 1, 1),
                        new Row("uint8", "city", "1024x2048", 150, "heap", 99, 1, 1),
                        new Row("uint8", "city", "1024x2048", 19, "native", 99, 1, 1),
                        new Row("uint8", "city", "1024x2048", 19, "heap", 6, 1, 1));
        String printed =
                """
                {"peers": [{"name": "numba loop", "input": "uint8", "data": "city", "gpix": 1.5},
                           {"name": "numba loop", "input": "uint8", "data": "noise", "gpix": 1.5}],
                 "missing": ["torch: No module named 'torch'"]}
                """;

        PythonPeers peers = PythonPeers.of(JsonMapper.builder().build().readTree(printed), rows);

        assertThat(peers.peers())
                .containsExactly(
                        new Peer("numba loop", "uint8", "city", "1024x2048", 19, 1.5, 4),
                        new Peer("numba loop", "uint8", "noise", "1024x2048", 19, 1.5, Double.NaN));
        assertThat(peers.missing()).containsExactly("torch: No module named 'torch'");
    }
}
