"""The account's messages, read from the repository's own account.proto.

Only what that file uses: messages whose fields are int32 or string.
"""
import pathlib
import re

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROTO = ROOT / "Sources/Components/Account/API/Protos/account.proto"
TYPES = {
    "int32": descriptor_pb2.FieldDescriptorProto.TYPE_INT32,
    "string": descriptor_pb2.FieldDescriptorProto.TYPE_STRING,
}


def load():
    """The message classes, by name."""
    text = re.sub(r"//.*", "", PROTO.read_text())
    file = descriptor_pb2.FileDescriptorProto(name="account.proto", syntax="proto3")
    file.package = re.search(r"package ([\w.]+);", text).group(1)
    for name, body in re.findall(r"message (\w+) \{(.*?)\}", text, re.S):
        message = file.message_type.add(name=name)
        for kind, field, number in re.findall(r"(\w+) (\w+) = (\d+);", body):
            message.field.add(
                name=field, number=int(number), type=TYPES[kind],
                label=descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    found = {m.name: pool.FindMessageTypeByName(f"{file.package}.{m.name}")
             for m in file.message_type}
    return {name: message_factory.GetMessageClass(d) for name, d in found.items()}
