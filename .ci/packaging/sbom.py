"""Writes what the released program is made of, as SPDX 2.3 (https://spdx.github.io/spdx-spec/v2.3/).

Arguments: the version, the time in ISO 8601, the program. Standard input is the output of
`swift package show-dependencies --format json`.
"""

import hashlib
import json
import subprocess
import sys

# Debian packages whose libraries are in the static program.
LINKED = ["libxml2-dev", "libicu-dev", "liblzma-dev", "zlib1g-dev", "libstdc++-12-dev", "libc6-dev"]


def package(name, version, supplier, licence="NOASSERTION", address="NOASSERTION", **more):
    return {
        "SPDXID": "SPDXRef-" + "".join(c if c.isalnum() else "-" for c in name),
        "name": name, "versionInfo": version, "supplier": supplier, "downloadLocation": address,
        "licenseConcluded": "NOASSERTION", "licenseDeclared": licence, "copyrightText": "NOASSERTION",
        "filesAnalyzed": False, **more,
    }


def debian(name):
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name],
                             capture_output=True, text=True).stdout
    return [package(name, version, "Organization: Debian")] if version else []


def swift_packages(node):
    for child in node["dependencies"]:
        yield package(child["identity"], child["version"], "Organization: Apple", "Apache-2.0", child["url"])
        yield from swift_packages(child)


version, created, program = sys.argv[1:]
digest = hashlib.sha256(open(program, "rb").read()).hexdigest()
compiler = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
triage = package("triage", version, "NOASSERTION",
                 checksums=[{"algorithm": "SHA256", "checksumValue": digest}])
parts = list(swift_packages(json.load(sys.stdin)))
parts.append(package("swift-runtime", compiler.split("Swift version ")[1].split()[0],
                     "Organization: Swift project", "Apache-2.0", "https://swift.org"))
parts += [part for name in LINKED for part in debian(name)]
json.dump({
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"triage-{version}", "documentNamespace": f"https://spdx.org/spdxdocs/triage-{version}-{digest}",
    "creationInfo": {"created": created, "creators": ["Tool: .ci/package"]},
    "packages": [triage, *parts],
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
         "relatedSpdxElement": triage["SPDXID"]},
        *({"spdxElementId": triage["SPDXID"], "relationshipType": "STATIC_LINK",
           "relatedSpdxElement": part["SPDXID"]} for part in parts),
    ],
}, sys.stdout, indent=2)
print()
