package dev.mensura.segmentation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/// Who computed the numbers of a golden case.
enum GoldenPeer {
    TORCHMETRICS("torchmetrics 1.9.0", "TorchMetrics 1.9.0", Profile.TORCHMETRICS),
    MONAI("MONAI", "MONAI, commit d388d1c (2025-06-13)", Profile.MONAI),
    SKLEARN("scikit-learn 1.9.1", "scikit-learn 1.9.1", Profile.SKLEARN),
    KERAS("keras 3.15.1", "Keras 3.15.1", Profile.KERAS),
    MMSEG("mmsegmentation 1.2.2", "mmsegmentation 1.2.2", Profile.MMSEG),
    HUGGING_FACE(
            "huggingface evaluate mean_iou",
            "Hugging Face evaluate, commit a7dd338 (2026-04-08)",
            Profile.HUGGING_FACE),
    NUMPY("numpy 2.4.6", "Formulas in NumPy 2.4.6", null),
    SEVERAL("several", "Several", null);

    private final String name;
    private final String title;
    private final @Nullable Profile profile;

    GoldenPeer(String name, String title, @Nullable Profile profile) {
        this.name = name;
        this.title = title;
        this.profile = profile;
    }

    /// Returns the peer with whose name in the cases a text begins.
    static GoldenPeer of(String text) {
        return Arrays.stream(values())
                .filter(peer -> text.startsWith(peer.name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown peer " + text));
    }

    /// Returns name and version.
    String title() {
        return title;
    }

    /// Returns the profile with the peer's conventions; nothing for formulas that were written down
    /// for these cases alone.
    Optional<Profile> profile() {
        return Optional.ofNullable(profile);
    }
}
