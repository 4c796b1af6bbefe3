"""PP-OCRv4's recogniser, cut to the form's characters and to half precision.

In:  the wheel `rapidocr-onnxruntime` 1.4.4 of PyPI (`pip download --no-deps rapidocr-onnxruntime==1.4.4`), whose sha256 is checked.
Out: models/recogniser.onnx and models/characters.txt (a character a line, in the order of the model's classes, without the blank and the space).

Needs: python 3.11, numpy, onnx. Usage: python cut.py rapidocr_onnxruntime-1.4.4-py3-none-any.whl
"""
import hashlib
import io
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

HERE = Path(__file__).resolve().parent
FORM = HERE.parent.parent / "core" / "src" / "form"
MEMBER = "rapidocr_onnxruntime/models/ch_PP-OCRv4_rec_infer.onnx"
MEMBER_SHA256 = "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b"
# Beside the characters of the form: figures and what stands for none, and what headings of pictures may hold.
MORE = "0123456789-/+.,:%()无一二三四五六七八九十第条款项年度报告市县区局政府办公室乡镇街道省本上"


def form_characters():
    """Every character outside ASCII in the data of the form: its labels."""
    text = "".join((FORM / name).read_text("utf-8") for name in ("data.rs", "layout.rs"))
    return {char for char in text if ord(char) > 127}


def main(wheel):
    source = zipfile.ZipFile(wheel).read(MEMBER)
    if hashlib.sha256(source).hexdigest() != MEMBER_SHA256:
        sys.exit("another model than the one that was measured: " + hashlib.sha256(source).hexdigest())
    model = onnx.load(io.BytesIO(source))
    characters = next(p.value for p in model.metadata_props if p.key == "character").splitlines()
    classes = [""] + characters + [" "]
    wanted = sorted(((form_characters() | set(MORE)) & set(classes)) - {" ", ""}, key=classes.index)
    kept = [0] + [classes.index(char) for char in wanted] + [len(classes) - 1]
    constants = {
        node.output[0]: next(a for a in node.attribute if a.name == "value").t
        for node in model.graph.node
        if node.op_type == "Constant"
    }
    tensors = {**{t.name: t for t in model.graph.initializer}, **constants}
    cut = 0
    for node in model.graph.node:
        if node.op_type not in ("MatMul", "Add"):
            continue
        for name in node.input:
            tensor = tensors.get(name)
            if tensor is not None and len(tensor.dims) and tensor.dims[-1] == len(classes):
                part = np.ascontiguousarray(numpy_helper.to_array(tensor)[..., kept])
                tensor.CopyFrom(numpy_helper.from_array(part, tensor.name))
                cut += 1
    assert cut == 2, cut
    for tensor in tensors.values():
        if tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims or [1]) > 256:
            half = numpy_helper.to_array(tensor).astype(np.float16)
            tensor.CopyFrom(numpy_helper.from_array(half, tensor.name))
    del model.metadata_props[:]
    for dim in model.graph.output[0].type.tensor_type.shape.dim[-1:]:
        dim.dim_value = len(kept)
    out = HERE.parent / "models"
    out.mkdir(exist_ok=True)
    (out / "recogniser.onnx").write_bytes(model.SerializeToString())
    (out / "characters.txt").write_text("\n".join(wanted) + "\n", "utf-8")
    for name in ("recogniser.onnx", "characters.txt"):
        data = (out / name).read_bytes()
        print(name, len(data), hashlib.sha256(data).hexdigest())
    print(len(classes), "classes became", len(kept), "; operators:", *sorted({n.op_type for n in model.graph.node}))


if __name__ == "__main__":
    main(sys.argv[1])
