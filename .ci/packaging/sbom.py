"""Writes what the released programs are made of, as SPDX 2.3 (https://spdx.github.io/spdx-spec/v2.3/).

Arguments: the version, the time in ISO 8601, then for each program its name, its file, and Debian's libraries that
are inside, with commas between. Standard input is the output of `swift package show-dependencies --format json`.
Of Swift packages, those are listed that have objects in the program.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys


def package(name, version, supplier, licence="NOASSERTION", address="NOASSERTION", **more):
    return {
        "SPDXID": "SPDXRef-" + "".join(c if c.isalnum() else "-" for c in name),
        "name": name, "versionInfo": version, "supplier": supplier, "downloadLocation": address,
        "licenseConcluded": "NOASSERTION", "licenseDeclared": licence, "copyrightText": "NOASSERTION",
        "filesAnalyzed": False, **more,
    }


def debian(name):
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name],
                             check=True, capture_output=True, text=True).stdout
    return package(name, version, "Organization: Debian")


def licence(checkout):
    text = "".join(path.read_text() for path in checkout.glob("LICENSE*"))
    return next((name for name, words in [("Apache-2.0", "Apache License"), ("MIT", "Permission is hereby granted")]
                 if words in text), "NOASSERTION")


def swift_packages(node):
    """Every Swift package, by the name of its checkout."""
    found = {}
    for child in node["dependencies"]:
        checkout = pathlib.Path(child["path"])
        owner = re.search(r"[:/]([^/]+)/[^/]+$", child["url"]).group(1)
        found[checkout.name] = package(
            child["identity"], child["version"], f"Organization: {owner}", licence(checkout), child["url"])
        found |= swift_packages(child)
    return found


def linked(name):
    """The checkouts that a program has objects of."""
    files = pathlib.Path(f".build/release/{name}.product/Objects.LinkFileList").read_text()
    modules = set(re.findall(r"/(\w+)\.build/", files))
    return {folder.parts[2] for module in modules for pattern in (f"*/Sources/{module}", f"*/{module}")
            for folder in pathlib.Path(".build/checkouts").glob(pattern) if folder.is_dir()}


version, created, *programs = sys.argv[1:]
known = swift_packages(json.load(sys.stdin))
compiler = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
runtime = package("swift-runtime", compiler.split("Swift version ")[1].split()[0],
                  "Organization: Swift project", "Apache-2.0", "https://swift.org")
packages, relations = {}, []
for name, file, libraries in zip(*[iter(programs)] * 3):
    digest = hashlib.sha256(open(file, "rb").read()).hexdigest()
    program = package(name, version, "NOASSERTION", checksums=[{"algorithm": "SHA256", "checksumValue": digest}])
    parts = [known[checkout] for checkout in sorted(linked(name))] + [runtime]
    parts += [debian(library) for library in libraries.split(",") if library]
    packages |= {part["SPDXID"]: part for part in [program, *parts]}
    relations.append(("SPDXRef-DOCUMENT", "DESCRIBES", program["SPDXID"]))
    relations += [(program["SPDXID"], "STATIC_LINK", part["SPDXID"]) for part in parts]
json.dump({
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"triage-{version}", "documentNamespace": f"https://spdx.org/spdxdocs/triage-{version}-{digest}",
    "creationInfo": {"created": created, "creators": ["Tool: .ci/package"]},
    "packages": list(packages.values()),
    "relationships": [{"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
                      for one, kind, other in relations],
}, sys.stdout, indent=2)
print()
