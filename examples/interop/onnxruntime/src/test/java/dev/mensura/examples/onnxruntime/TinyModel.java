package dev.mensura.examples.onnxruntime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A model of three classes, written by hand as ONNX (field numbers of onnx.proto): `images` `[N, 3, H, W]` go through
/// a 1 x 1 convolution that doubles every channel to `scores` `[N, 3, H, W]`, and those through ArgMax to `labels`
/// `[N, H, W]`.
final class TinyModel {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private TinyModel() {}

    static byte[] bytes() {
        Message doubling =
                new Message()
                        .text(1, "images")
                        .text(1, "weights")
                        .text(2, "scores")
                        .text(4, "Conv");
        Message highest =
                new Message()
                        .text(1, "scores")
                        .text(2, "labels")
                        .text(4, "ArgMax")
                        .message(5, attribute("axis", 1))
                        .message(5, attribute("keepdims", 0));
        Message graph =
                new Message()
                        .message(1, doubling)
                        .message(1, highest)
                        .text(2, "tiny")
                        .message(5, weights())
                        .message(11, tensor("images", FLOAT, "N", "3", "H", "W"))
                        .message(12, tensor("scores", FLOAT, "N", "3", "H", "W"))
                        .message(12, tensor("labels", INT64, "N", "H", "W"));
        return new Message()
                .number(1, 8) // IR version
                .message(7, graph)
                .message(8, new Message().number(2, 13)) // operators
                .bytes();
    }

    private static Message weights() {
        ByteBuffer twiceIdentity =
                ByteBuffer.allocate(9 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 9; i++) {
            twiceIdentity.putFloat(i % 4 == 0 ? 2 : 0);
        }
        return new Message()
                .number(1, 3)
                .number(1, 3)
                .number(1, 1)
                .number(1, 1)
                .number(2, FLOAT)
                .text(8, "weights")
                .field(9, twiceIdentity.array());
    }

    private static Message attribute(String name, long value) {
        int typeInt = 2;
        return new Message().text(1, name).number(3, value).number(20, typeInt);
    }

    private static Message tensor(String name, int type, String... axes) {
        Message shape = new Message();
        for (String axis : axes) {
            Message dimension = new Message();
            shape.message(1, axis.equals("3") ? dimension.number(1, 3) : dimension.text(2, axis));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /// As much of Protocol Buffers as the model needs.
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message field(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return field(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return field(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while (rest > 0x7F) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
