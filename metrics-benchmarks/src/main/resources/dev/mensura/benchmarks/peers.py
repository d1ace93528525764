"""Times what Python offers for counting pairs of labels, on masks that ./mensura bench wrote.

Usage: peers.py FOLDER NUM_CLASSES IGNORED
Reads FOLDER/NAME.prediction and FOLDER/NAME.target, raw uint8. Prints one JSON object: "peers", each
with name, input, data and gpix (pixels per nanosecond of this thread), and "missing" libraries.
"""

import json
import statistics
import sys
import time

FOLDER, CLASSES, IGNORED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ROWS = 256  # of a table: any uint8 label, the ignored one too
SAMPLES = 9
WARM_UP, LONGEST = 1.0, 4.0  # seconds
peers, missing = [], []


def measure(name, kind, data, pixels, work):
    """Adds the median of SAMPLES runs after a second of warm-up; fewer if a run takes long."""
    start = time.thread_time()
    while time.thread_time() - start < WARM_UP:
        work()
    samples = []
    start = time.thread_time()
    while len(samples) < SAMPLES and (len(samples) < 3 or time.thread_time() - start < LONGEST):
        begin = time.thread_time()
        work()
        samples.append(time.thread_time() - begin)
    gpix = pixels / statistics.median(samples) / 1e9
    peers.append({"name": name, "input": kind, "data": data, "gpix": gpix})


def available(name, measuring):
    """Measures, unless a library is missing."""
    try:
        measuring()
    except ImportError as error:
        missing.append(f"{name}: {error}")


def masks(data):
    import numpy

    return [numpy.fromfile(f"{FOLDER}/{data}.{part}", numpy.uint8) for part in ("prediction", "target")]


def numba_loop():
    import numba
    import numpy

    @numba.njit
    def count(prediction, target, table):
        for i in range(target.size):
            table[target[i], prediction[i]] += 1

    for data in ("city", "saltpepper", "noise"):
        prediction, target = masks(data)
        table = numpy.zeros((ROWS, CLASSES), numpy.int64)
        measure("numba loop", "uint8", data, target.size, lambda: count(prediction, target, table))


def numpy_bincount():
    import numpy

    prediction, target = masks("city")
    measure("numpy.bincount", "uint8", "city", target.size,
            lambda: numpy.bincount(target.astype(numpy.int64) * CLASSES + prediction, minlength=ROWS * CLASSES))


def tensors():
    import torch

    torch.set_num_threads(1)
    return [torch.from_numpy(mask).long().reshape(1, 1024, -1) for mask in masks("city")]


def torch_bincount():
    import torch

    prediction, target = (each.flatten() for each in tensors())
    measure("torch.bincount", "int64", "city", target.numel(),
            lambda: torch.bincount(target * CLASSES + prediction, minlength=ROWS * CLASSES))


def jaccard_index():
    from torchmetrics.classification import MulticlassJaccardIndex

    prediction, target = tensors()
    metric = MulticlassJaccardIndex(CLASSES, ignore_index=IGNORED, validate_args=False)
    measure("TorchMetrics MulticlassJaccardIndex, validate_args=False", "int64", "city", target.numel(),
            lambda: metric.update(prediction, target))


def mean_iou():
    from torchmetrics.segmentation import MeanIoU

    prediction, target = tensors()
    target[target == IGNORED] = 0  # it knows no ignored label
    metric = MeanIoU(CLASSES, input_format="index")
    measure("TorchMetrics MeanIoU, index input, nothing ignored", "int64", "city", target.numel(),
            lambda: metric.update(prediction, target))
    peers.append({**peers[-1], "input": "uint8"})  # it takes int64 alone; the masks are uint8


available("numba", numba_loop)
available("numpy", numpy_bincount)
available("torch", torch_bincount)
available("torchmetrics", jaccard_index)
available("torchmetrics", mean_iou)
json.dump({"peers": peers, "missing": list(dict.fromkeys(missing))}, sys.stdout)
