package dev.mensura.benchmarks;

import static dev.mensura.benchmarks.Input.ARGMAX_INTERLEAVED;
import static dev.mensura.benchmarks.Input.ARGMAX_PLANAR;
import static dev.mensura.benchmarks.Input.BYTE_MASKS;
import static dev.mensura.benchmarks.Input.INT16;
import static dev.mensura.benchmarks.Input.INT32;
import static dev.mensura.benchmarks.Input.INT64;
import static dev.mensura.benchmarks.Input.INT8;
import static dev.mensura.benchmarks.Input.PACKED_BITS;
import static dev.mensura.benchmarks.Input.SCALAR_SPECIFICATION;
import static dev.mensura.benchmarks.Input.UINT16;
import static dev.mensura.benchmarks.Input.UINT8;
import static dev.mensura.benchmarks.Storage.HEAP;
import static dev.mensura.benchmarks.Storage.MIXED;
import static dev.mensura.benchmarks.Storage.NATIVE;
import static dev.mensura.benchmarks.Texture.CITY;
import static dev.mensura.benchmarks.Texture.EXAMPLES;
import static dev.mensura.benchmarks.Texture.INSTANCES;
import static dev.mensura.benchmarks.Texture.NOISE;
import static dev.mensura.benchmarks.Texture.ONE;
import static dev.mensura.benchmarks.Texture.REGIONS;
import static dev.mensura.benchmarks.Texture.SALTPEPPER;
import static dev.mensura.benchmarks.Texture.THIN;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Which rows are measured. An input type has its rows here, and is made in [CaseMaker].
final class Plan {
    static final int HEIGHT = 1024;
    static final int WIDTH = 2048;

    /// Images of a stream: together far more than a cache holds.
    static final int STREAM = 64;

    /// As many as Cityscapes.
    static final int CLASSES = 19;

    /// As many as ADE20K.
    private static final int MANY_CLASSES = 150;

    /// More than the vector kernel has small tables for.
    private static final int SOME_CLASSES = 40;

    private static final List<Input> WIDTHS = List.of(UINT8, UINT16, INT32, INT64);

    private Plan() {}

    /// Returns the rows that are measured unless something else is asked for.
    static List<Subject> standard() {
        List<Subject> plan = new ArrayList<>();
        for (Texture texture :
                List.of(ONE, REGIONS, CITY, THIN, INSTANCES, SALTPEPPER, NOISE, EXAMPLES)) {
            plan.add(large(UINT8, texture, CLASSES, HEAP));
        }
        plan.add(small(UINT8, CITY));
        plan.add(large(UINT8, CITY, MANY_CLASSES, HEAP));
        plan.add(large(UINT8, NOISE, SOME_CLASSES, HEAP));
        plan.add(large(UINT8, CITY, 4, HEAP));
        plan.add(large(UINT8, NOISE, 4, HEAP));
        plan.add(large(UINT8, NOISE, 2, HEAP));
        plan.add(large(UINT8, CITY, CLASSES, NATIVE));
        plan.add(large(UINT8, CITY, CLASSES, MIXED));
        plan.add(stream());
        for (Input input : List.of(UINT16, INT32, INT64)) {
            plan.add(large(input, CITY, CLASSES, HEAP));
            plan.add(large(input, CITY, CLASSES, NATIVE));
        }
        plan.add(new Subject(INT64, CITY, 1, 256, 256, CLASSES, HEAP));
        plan.add(large(INT64, SALTPEPPER, CLASSES, HEAP));
        plan.add(large(SCALAR_SPECIFICATION, CITY, CLASSES, HEAP));
        plan.add(large(BYTE_MASKS, CITY, 2, HEAP));
        plan.add(large(PACKED_BITS, CITY, 2, HEAP));
        plan.add(large(ARGMAX_PLANAR, CITY, CLASSES, HEAP));
        plan.add(large(ARGMAX_INTERLEAVED, CITY, CLASSES, HEAP));
        return plan;
    }

    /// Returns those of [#standard()] and every width, signed ones too, with every texture, place of
    /// memory and size, odd ones too.
    static List<Subject> full() {
        LinkedHashSet<Subject> plan = new LinkedHashSet<>(standard());
        for (Input input : List.of(UINT8, INT8, UINT16, INT16, INT32, INT64)) {
            for (Texture texture : Texture.values()) {
                plan.add(large(input, texture, CLASSES, HEAP));
            }
            plan.add(large(input, CITY, CLASSES, NATIVE));
            plan.add(small(input, CITY));
            plan.add(new Subject(input, CITY, 1, 375, 1242, CLASSES, HEAP));
            plan.add(new Subject(input, CITY, 1, 333, 517, CLASSES, NATIVE));
        }
        for (Texture texture : Texture.values()) {
            plan.add(large(UINT8, texture, CLASSES, NATIVE));
            plan.add(large(SCALAR_SPECIFICATION, texture, CLASSES, HEAP));
        }
        for (Texture texture : List.of(CITY, NOISE)) {
            plan.add(large(BYTE_MASKS, texture, 2, NATIVE));
            plan.add(large(PACKED_BITS, texture, 2, NATIVE));
            plan.add(large(UINT8, texture, 3, HEAP));
        }
        return List.copyOf(plan);
    }

    /// Returns every kernel and kind of memory once, on images that are soon counted: enough to see
    /// one that is much slower than it should be.
    static List<Subject> everyKernel() {
        List<Subject> plan = new ArrayList<>();
        for (Storage storage : List.of(HEAP, NATIVE)) {
            for (Input input : WIDTHS) {
                plan.add(medium(input, CITY, CLASSES, storage));
            }
            plan.add(medium(UINT8, NOISE, CLASSES, storage));
            plan.add(large(UINT8, NOISE, 4, storage));
            plan.add(large(BYTE_MASKS, CITY, 2, storage));
            plan.add(large(PACKED_BITS, CITY, 2, storage));
        }
        plan.add(medium(UINT8, CITY, CLASSES, MIXED));
        plan.add(medium(UINT8, ONE, CLASSES, HEAP));
        plan.add(medium(SCALAR_SPECIFICATION, CITY, CLASSES, HEAP));
        for (Input input : List.of(ARGMAX_PLANAR, ARGMAX_INTERLEAVED)) {
            plan.add(medium(input, CITY, CLASSES, HEAP));
        }
        return plan;
    }

    private static Subject medium(Input input, Texture texture, int classes, Storage storage) {
        return new Subject(input, texture, 1, 512, 1024, classes, storage);
    }

    /// Returns the row of a stream that no cache holds.
    static Subject stream() {
        return new Subject(UINT8, CITY, STREAM, HEIGHT, WIDTH, CLASSES, HEAP);
    }

    /// Returns whether this row is there for the sake of the place of its memory.
    static boolean isOfEveryMemory(Subject subject) {
        return subject.equals(large(subject.input(), CITY, CLASSES, subject.storage()))
                && WIDTHS.contains(subject.input());
    }

    /// Returns a row and the same with other textures, which decide how loops are compiled, too: all that
    /// a JVM counts which knows no other width and place of memory.
    static List<Subject> alone(Subject subject) {
        List<Subject> plan = new ArrayList<>(List.of(subject));
        for (Texture texture : List.of(INSTANCES, NOISE)) {
            plan.add(large(subject.input(), texture, subject.classes(), subject.storage()));
        }
        return plan;
    }

    static Subject large(Input input, Texture texture, int classes, Storage storage) {
        return new Subject(input, texture, 1, HEIGHT, WIDTH, classes, storage);
    }

    static Subject small(Input input, Texture texture) {
        return new Subject(input, texture, 1, 512, 512, CLASSES, HEAP);
    }
}
