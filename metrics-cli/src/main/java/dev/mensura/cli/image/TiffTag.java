package dev.mensura.cli.image;

/// The tags of TIFF (Revision 6.0, section 8 and 15; for SAMPLE_FORMAT section 19) that say where the
/// samples are and what they are.
enum TiffTag {
    WIDTH(256, TiffTag.LONG),
    HEIGHT(257, TiffTag.LONG),
    BITS_PER_SAMPLE(258, TiffTag.SHORT),
    COMPRESSION(259, TiffTag.SHORT),
    PHOTOMETRIC(262, TiffTag.SHORT),
    FILL_ORDER(266, TiffTag.SHORT),
    STRIP_OFFSETS(273, TiffTag.LONG),
    SAMPLES_PER_PIXEL(277, TiffTag.SHORT),
    ROWS_PER_STRIP(278, TiffTag.LONG),
    STRIP_BYTE_COUNTS(279, TiffTag.LONG),
    PLANAR_CONFIGURATION(284, TiffTag.SHORT),
    PREDICTOR(317, TiffTag.SHORT),
    TILE_WIDTH(322, TiffTag.LONG),
    TILE_HEIGHT(323, TiffTag.LONG),
    TILE_OFFSETS(324, TiffTag.LONG),
    TILE_BYTE_COUNTS(325, TiffTag.LONG),
    EXTRA_SAMPLES(338, TiffTag.SHORT),
    SAMPLE_FORMAT(339, TiffTag.SHORT);

    /// The type of values of two bytes.
    static final int SHORT = 3;

    /// The type of values of four bytes.
    static final int LONG = 4;

    private final int code;
    private final int type;

    TiffTag(int code, int type) {
        this.code = code;
        this.type = type;
    }

    int code() {
        return code;
    }

    /// Returns the widest type that the values may have: [#SHORT] or [#LONG].
    int type() {
        return type;
    }
}
