"""Counts the pairs of two folders of masks as a loop in Python does: Pillow reads, numpy.bincount counts.

Usage: end_to_end.py PREDICTIONS TARGETS CLASSES IGNORED

Prints the seconds since 1970 at which the loop began and ended, the seconds spent on reading and on counting, and the
confusion matrix, row by row.
"""

import os
import sys
import time

import numpy as np
from PIL import Image

predictions, targets = sys.argv[1], sys.argv[2]
classes, ignored = int(sys.argv[3]), int(sys.argv[4])
matrix = np.zeros(classes * classes, dtype=np.int64)
decode = 0.0
count = 0.0
begin = time.time()
for name in sorted(os.listdir(targets)):
    start = time.perf_counter()
    prediction = np.asarray(Image.open(os.path.join(predictions, name)))
    target = np.asarray(Image.open(os.path.join(targets, name)))
    read = time.perf_counter()
    valid = target != ignored
    cells = classes * target[valid].astype(np.int64) + prediction[valid]
    matrix += np.bincount(cells, minlength=classes * classes)
    decode += read - start
    count += time.perf_counter() - read
print("begin", begin)
print("end", time.time())
print("decode", decode)
print("count", count)
print("matrix", *matrix)
